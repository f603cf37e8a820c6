"use strict";
// The map: places whose coordinates are known, over the towns of the world as dots. Nothing is asked of anyone.
(T => {
  const LEAST = 12, LOWEST = 260; // degrees that the map shows at least, and pixels of its height

  T.drawMap = panel => {
    const events = T.filtered().map(index => T.data.events[index]), places = new Map();
    for (const event of events) {
      if (!event.at) continue;
      const key = event.at.join(), found = places.get(key) || { at: event.at, place: event.where, name: T.called("place", event.where), titles: [], count: 0 };
      found.count++;
      if (found.titles.length < 4) found.titles.push([event.title, T.data.documents[event.document].language]);
      places.set(key, found);
    }
    const found = [...places.values()].sort((a, b) => b.count - a.count), [note, box] = panel.children, left = events.length - found.reduce((sum, place) => sum + place.count, 0);
    note.textContent = T.say("map.note") + (left ? " " + T.say("map.left", { n: T.number(left) }) : "");
    if (!found.length) { Plotly.purge(box); return; }
    const fonts = T.fonts(), width = box.clientWidth, [west, east, south, north] = bounds(found, width), middle = (south + north) / 2;
    const near = T.data.land.filter(([x, y]) => x >= west - 5 && x <= east + 5 && y >= south - 5 && y <= north + 5);
    const ratio = 1 / Math.cos(middle * Math.PI / 180), height = Math.min(640, Math.max(LOWEST, width * (north - south) * ratio / (east - west)));
    const perDegree = width / (east - west), most = found[0].count;
    const text = place => place.titles.map(([title, language]) => T.forPlotly(title.length > 70 ? title.slice(0, Math.max(title.lastIndexOf(" ", 70), 20)) + "…" : title, language));
    const sizes = found.map(({ count }) => (width < 560 ? 6 + 12 * Math.sqrt(count / most) : 9 + 22 * Math.sqrt(count / most))), sides = apart(found, sizes, perDegree, ratio, [west * perDegree, east * perDegree]);
    const items = found.map(({ at, name, count, titles }, i) => ({ x: at[0], y: at[1], wide: 30, high: 30, point: { curveNumber: 1, pointNumber: i }, said: [name, T.say("eventsHere", { n: T.number(count) })], more: titles.map(([title]) => title) }));
    T.plot(box, [
      { type: "scatter", mode: "markers", x: near.map(([x]) => x), y: near.map(([, y]) => y), hoverinfo: "skip", marker: { size: Math.min(7, Math.max(1, perDegree * 0.4)), color: fonts.soft, opacity: 0.35, line: { width: 0 } } },
      { type: "scatter", mode: "markers+text", x: found.map(({ at }) => at[0]), y: found.map(({ at }) => at[1]), hoverinfo: "text", hovertext: found.map(place => [`<b>${T.forPlotly(place.name, T.state.lang)}</b> ${T.iso(T.say("eventsHere", { n: T.number(place.count) }))}`, ...text(place)].join("<br>")),
        text: found.map((place, i) => (sides[i] ? isolated(`${T.forPlotly(place.name, T.state.lang)} ${T.number(place.count)}`) : "")), textposition: sides.map(side => side || "top center"), textfont: { size: 12.5, family: fonts.label, color: fonts.color }, cliponaxis: false,
        marker: { size: sizes, color: fonts.accent, opacity: 0.72, line: { width: 1.5, color: fonts.paper } } },
    ], {
      height: height + 20, margin: { l: 0, r: 0, t: 10, b: 10 },
      xaxis: { range: [west, east], visible: false, fixedrange: true }, yaxis: { range: [south, north], visible: false, fixedrange: true, scaleanchor: "x", scaleratio: ratio },
    }, T.say("chart.map"), items, ({ pointNumber, curveNumber }) => {
      if (curveNumber !== 1) return;
      T.state.place = found[pointNumber].place;
      T.choose("timeline");
    });
  };

  // In the direction of the page: the name first, then its number.
  const isolated = text => (T.rightToLeft(T.state.lang) ? "\u2067" : "\u2066") + text + "\u2069";

  function bounds(found, width) {
    const [xs, ys] = [0, 1].map(side => found.map(({ at }) => at[side]).sort((a, b) => a - b));
    const side = values => { const low = values[0], high = values.at(-1), pad = Math.max((high - low) * 0.12, (LEAST - (high - low)) / 2, 1.5); return [low - pad, high + pad]; };
    const [[west, east], [south, north]] = [side(xs), side(ys)];
    // As many degrees from south to north as the least height has room for: a broad strip would leave it empty.
    const middle = (south + north) / 2, more = Math.max(0, LOWEST / width * (east - west) * Math.cos(middle * Math.PI / 180) - (north - south)) / 2;
    return [Math.max(-180, west), Math.min(180, east), Math.max(-60, south - more), Math.min(80, north + more)];
  }

  const SIDES = ["top center", "bottom center", "middle right", "middle left"];

  // Where the name of each place has room, "" where nowhere: those with most events choose first, and no name covers
  // a dot or leaves the map.
  function apart(found, sizes, perDegree, ratio, [left, right]) {
    const at = found.map(({ at: [x, y] }) => [x * perDegree, -y * perDegree * ratio]);
    const taken = at.map(([x, y], i) => [x - sizes[i] / 2, x + sizes[i] / 2, y - sizes[i] / 2, y + sizes[i] / 2]);
    return found.map(({ name, count }, i) => {
      const [x, y] = at[i], wide = T.widthOf(`${name} ${T.number(count)}`) + 6, reach = sizes[i] / 2 + 3;
      const boxes = [[x - wide / 2, x + wide / 2, y - reach - 18, y - reach], [x - wide / 2, x + wide / 2, y + reach, y + reach + 18], [x + reach, x + reach + wide, y - 9, y + 9], [x - reach - wide, x - reach, y - 9, y + 9]];
      const free = boxes.findIndex(box => box[0] >= left && box[1] <= right && taken.every((other, j) => j === i || box[0] >= other[1] || box[1] <= other[0] || box[2] >= other[3] || box[3] <= other[2]));
      if (free >= 0) taken.push(boxes[free]);
      return free < 0 ? "" : SIDES[free];
    });
  }
})(window.Timeline = window.Timeline || {});
