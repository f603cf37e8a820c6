"use strict";
// People and time: who takes part when, and who with whom.
(T => {
  const MOST = 16, BINS = 48;

  T.drawPeople = panel => {
    const events = T.filtered().map(index => T.data.events[index]), counts = new Map();
    const [low, high] = T.view(), here = new Set();
    for (const { who, earliest, latest } of events) for (const name of new Set(who)) {
      counts.set(name, (counts.get(name) || 0) + 1);
      if (earliest !== null && latest !== null && earliest < high && latest >= low) here.add(name);
    }
    // Whoever has a place on the axis comes first: a row without anything tells nothing.
    const people = [...counts].sort((a, b) => here.has(b[0]) - here.has(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST).map(([name]) => name);
    const [note, when, , whom] = panel.children;
    note.textContent = people.length ? T.say("people.note", { n: T.number(people.length), all: T.number(counts.size) }) : T.say("people.none");
    for (const box of [...panel.children].slice(1)) box.hidden = !people.length;
    if (!people.length) return;
    drawWhen(when, people, events);
    drawWhom(whom, people, events);
  };

  // A long name ends with a whole word, where there is one.
  function short(key) {
    const name = T.called("person", key), longest = innerWidth < 560 ? 15 : 26, space = name.lastIndexOf(" ", longest);
    const text = name.length > longest ? name.slice(0, space > 3 ? space : longest - 1) + "…" : name;
    return T.forPlotly(text, /[\u0590-\u08ff]/.test(name) ? "ar" : "en");
  }

  function names(people, rtl, fonts) {
    return { type: "category", side: rtl ? "right" : "left", autorange: "reversed", tickmode: "array", tickvals: people.map((_, i) => i), ticktext: people.map(short), showgrid: false, fixedrange: true, tickfont: { size: 12.5, color: fonts.color } };
  }
  const margin = (box, rtl) => { const wide = Math.min(190, box.clientWidth * 0.36); return { l: rtl ? 14 : wide, r: rtl ? wide : 14 }; };

  function drawWhen(box, people, events) {
    // The stretch of time that the timeline shows: one event decades away would leave the rest one column.
    const [low, high] = T.view(), size = (high - low) / BINS, fonts = T.fonts();
    const z = people.map(() => new Array(BINS).fill(0)), row = new Map(people.map((name, i) => [name, i]));
    for (const { earliest: a, latest: b, who } of events) {
      if (a === null || b === null) continue;
      const first = Math.max(0, Math.floor((a - low) / size)), last = Math.min(BINS - 1, Math.floor((b - low) / size));
      for (let bin = first; bin <= last; bin++) {
        const overlap = Math.min(b + 1, low + (bin + 1) * size) - Math.max(a, low + bin * size);
        for (const name of new Set(who)) if (row.has(name)) z[row.get(name)][bin] += Math.max(0, overlap) / (b + 1 - a);
      }
    }
    const span = bin => T.range(Math.floor(low + bin * size), Math.max(Math.floor(low + bin * size), Math.ceil(low + (bin + 1) * size) - 1));
    const rtl = T.state.axis === "rtl", ticks = T.ticks(low, high, box.clientWidth * 0.55);
    const count = mass => T.say("expected", { n: T.number(Math.round(mass * 10) / 10) }), sides = margin(box, rtl), wide = (box.clientWidth - sides.l - sides.r) / BINS;
    const items = z.flatMap((line, y) => line.flatMap((mass, bin) => (mass > 0.005 ? [{ x: low + (bin + 0.5) * size, y, wide, high: 26, point: { curveNumber: 0, pointNumber: [y, bin] }, said: [T.called("person", people[y]), span(bin), count(mass)] }] : [])));
    T.plot(box, [{ type: "heatmap", x: Array.from({ length: BINS }, (_, i) => low + (i + 0.5) * size), y: people.map((_, i) => i), z: z.map(line => line.map(mass => (mass > 0.005 ? mass : null))), hoverinfo: "text", hoverongaps: false,
      text: z.map((line, i) => line.map((mass, bin) => [short(people[i]), T.iso(span(bin)), T.iso(count(mass))].join("<br>"))), colorscale: T.scale(), zmin: 0, zmax: Math.max(0.01, ...z.flat()), showscale: false, xgap: 1, ygap: 3 }], {
      height: people.length * 26 + 64, margin: { ...sides, t: 44, b: 8 },
      xaxis: { side: "top", range: rtl ? [high, low] : [low, high], tickmode: "array", tickvals: ticks.values, ticktext: ticks.labels.map(([small, large]) => (large ? `<b>${large}</b><br>${small}` : `<br>${small}`)), tickangle: 0, showgrid: true, gridcolor: fonts.grid, zeroline: false, fixedrange: true, tickfont: { size: 11.5, color: fonts.soft } },
      yaxis: names(people, rtl, fonts),
    }, T.say("chart.people"), items, ({ pointNumber: [i, bin] }) => {
      Object.assign(T.state, { person: people[i], from: T.isoDay(Math.floor(low + bin * size)), to: T.isoDay(Math.ceil(low + (bin + 1) * size) - 1), mode: "possibly" });
      T.choose("timeline");
    });
  }

  function drawWhom(box, people, events) {
    const rtl = T.state.axis === "rtl", fonts = T.fonts(), z = people.map(() => new Array(people.length).fill(null)), row = new Map(people.map((name, i) => [name, i]));
    for (const { who } of events) {
      const here = [...new Set(who)].flatMap(name => (row.has(name) ? [row.get(name)] : []));
      for (const a of here) for (const b of here) if (a !== b) z[a][b] = (z[a][b] || 0) + 1;
    }
    const at = people.map((_, i) => i), most = Math.max(1, ...z.flat().map(n => n || 0)), width = Math.min(box.clientWidth, 190 + people.length * 44);
    const sides = margin(box, rtl), wide = (width - sides.l - sides.r) / people.length, together = n => T.say("together", { n: T.number(n || 0) });
    const items = z.flatMap((line, a) => line.flatMap((n, b) => (n ? [{ x: b, y: a, wide, high: 26, point: { curveNumber: 0, pointNumber: [a, b] }, said: [T.called("person", people[a]), T.called("person", people[b]), together(n)] }] : [])));
    const shown = items.map(({ point: { pointNumber: [a, b] } }) => [a, b, z[a][b]]);
    const numbers = { type: "scatter", mode: "text", x: shown.map(([, b]) => b), y: shown.map(([a]) => a), text: shown.map(([, , n]) => T.number(n)), hoverinfo: "skip", textfont: { size: 12, family: fonts.label, color: shown.map(([, , n]) => T.onScale(n / most)) } };
    T.plot(box, [{ type: "heatmap", x: at, y: at, z, hoverinfo: "text", hoverongaps: false, colorscale: T.scale(), zmin: 0, zmax: most, showscale: false, xgap: 2, ygap: 2,
      hovertext: z.map((line, a) => line.map((n, b) => [short(people[a]), short(people[b]), T.iso(together(n))].join("<br>"))) }, numbers], {
      width, height: people.length * 26 + 150, margin: { ...sides, t: 10, b: 130 },
      xaxis: { tickmode: "array", tickvals: at, ticktext: people.map(short), tickangle: rtl ? 40 : -40, ticklabeloverflow: "allow", range: rtl ? [people.length - 0.5, -0.5] : [-0.5, people.length - 0.5], showgrid: false, zeroline: false, fixedrange: true, tickfont: { size: 11.5, color: fonts.soft } },
      yaxis: names(people, rtl, fonts),
    }, T.say("people.together"), items, ({ curveNumber, pointNumber: [a, b] }) => {
      if (curveNumber || !z[a][b]) return;
      Object.assign(T.state, { person: people[a], q: T.called("person", people[b]) });
      T.choose("timeline");
    });
  }
})(window.Timeline = window.Timeline || {});
