"use strict";
// The calendar: how many events each day, or each month of many years, may hold; an uncertain event is spread over its days.
(T => {
  const WIDEST = 1100, MONTHS = 36; // days of an interval that is still spread; months that are shown day by day

  T.drawCalendar = panel => {
    const events = T.filtered().map(index => T.data.events[index]), bounded = events.filter(({ earliest: a, latest: b }) => a !== null && b !== null);
    const spread = bounded.filter(({ earliest: a, latest: b }) => b - a < WIDEST), open = events.length - bounded.length, wide = bounded.length - spread.length;
    const [note, box] = [panel.children[0], panel.children[1]];
    note.textContent = [T.say("calendar.note"), open && T.say("calendar.left", { n: T.number(open) }), wide && T.say("calendar.wide", { n: T.number(wide), days: T.number(WIDEST) })].filter(Boolean).join(" ");
    if (!spread.length) { Plotly.purge(box); return; }
    let low = Infinity, high = -Infinity;
    for (const { earliest, latest } of spread) { low = Math.min(low, earliest); high = Math.max(high, latest); }
    const [first, last] = [T.parts(low), T.parts(high)], daily = (last.year - first.year) * 12 + last.month - first.month < MONTHS;
    const known = new Map();
    const placeOf = day => { if (!known.has(day)) known.set(day, place(T.parts(day), daily)); return known.get(day); };
    const rows = new Map();
    for (const event of spread) T.spread(event, (day, share) => {
      const [row, column] = placeOf(day);
      if (!rows.has(row)) rows.set(row, new Map());
      const cells = rows.get(row), cell = cells.get(column) || { mass: 0, from: day, to: day, sure: [] };
      cell.mass += share;
      cell.from = Math.min(cell.from, day);
      cell.to = Math.max(cell.to, day);
      if (event.earliest === event.latest) cell.sure.push(event.title);
      cells.set(column, cell);
    });
    draw(box, rows, daily);
  };

  const place = ({ year, month, day }, daily) => (daily ? [year * 12 + month - 1, day] : [year, month]);

  function draw(box, rows, daily) {
    const keys = [...rows.keys()].sort((a, b) => a - b), columns = Array.from({ length: daily ? 31 : 12 }, (_, i) => i + 1), fonts = T.fonts();
    const cellOf = (key, column) => rows.get(key).get(column);
    const some = key => [...rows.get(key).values()][0].from;
    const monthName = column => { for (const key of keys) { const cell = cellOf(key, column); if (cell) return T.day(cell.from, { month: box.clientWidth > 700 ? "long" : "narrow" }); } return ""; };
    const z = keys.map(key => columns.map(column => { const cell = cellOf(key, column); return cell ? cell.mass : null; }));
    const text = keys.map(key => columns.map(column => { const cell = cellOf(key, column); return cell ? about(cell, daily) : ""; }));
    const names = daily ? 120 : 56; // the room for "November 2015", or for a year
    const most = Math.max(...z.flat().map(mass => mass || 0)), rtl = T.state.axis === "rtl";
    const shown = z.flatMap((row, y) => row.map((mass, x) => ({ mass, x: columns[x], y: keys[y] }))).filter(({ mass }) => mass >= 0.95);
    const numbers = { type: "scatter", mode: "text", x: shown.map(({ x }) => x), y: shown.map(({ y }) => String(y)), text: shown.map(({ mass }) => T.number(Math.round(mass))), hoverinfo: "skip",
      textfont: { size: 11, family: fonts.label, color: shown.map(({ mass }) => T.onScale(mass / most)) } };
    const wide = (box.clientWidth - names - 14) / columns.length;
    const items = keys.flatMap((key, y) => columns.flatMap((column, x) => (cellOf(key, column) ? [{ x: column, y, wide, high: 24, point: { curveNumber: 0, pointNumber: [y, x] }, said: said(cellOf(key, column), daily), more: cellOf(key, column).sure.slice(0, 3) }] : [])));
    T.plot(box, [{ type: "heatmap", x: columns, y: keys.map(String), z, text, hoverinfo: "text", colorscale: T.scale(), zmin: 0, zmax: most, showscale: false, xgap: 2, ygap: 2, hoverongaps: false }, numbers], {
      height: keys.length * 24 + 60, margin: { l: rtl ? 14 : names, r: rtl ? names : 14, t: 34, b: 8 },
      xaxis: { side: "top", tickmode: "array", tickvals: columns, ticktext: columns.map(column => (daily ? T.number(column) : monthName(column))), range: rtl ? [columns.length + 0.5, 0.5] : [0.5, columns.length + 0.5], showgrid: false, zeroline: false, fixedrange: true, tickfont: { size: 11, color: fonts.soft } },
      yaxis: { type: "category", side: rtl ? "right" : "left", autorange: "reversed", tickmode: "array", tickvals: keys.map(String), ticktext: keys.map(key => T.iso(daily ? T.day(some(key), { month: "long", year: "numeric" }) : T.day(some(key), { year: "numeric" }))), showgrid: false, fixedrange: true },
    }, T.say("chart.calendar"), items, ({ curveNumber, pointNumber }) => {
      const cell = !curveNumber && cellOf(keys[pointNumber[0]], columns[pointNumber[1]]);
      if (!cell) return;
      Object.assign(T.state, { from: T.isoDay(cell.from), to: T.isoDay(cell.to), mode: "possibly" });
      T.choose("timeline");
    });
  }

  // When it is, and how many events it may hold.
  const said = (cell, daily) => [daily ? T.day(cell.from) : T.day(cell.from, { month: "long", year: "numeric" }), T.say("expected", { n: T.number(Math.round(cell.mass * 10) / 10) })];

  function about(cell, daily) {
    const lines = cell.sure.slice(0, 3).map(title => T.forPlotly(title.length > 70 ? title.slice(0, title.lastIndexOf(" ", 70)) + "…" : title, T.state.lang));
    return [...said(cell, daily).map(T.iso), ...lines].join("<br>");
  }
})(window.Timeline = window.Timeline || {});
