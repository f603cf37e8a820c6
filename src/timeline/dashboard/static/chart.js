"use strict";
// The chart: Python's figure, with every point moved to its row, labelled, and drawn for this screen.
(T => {
  const DAY = 86400000;
  const MARGIN = { left: 12, right: 12, top: 46, bottom: 10 };
  let drawing = false, current = null;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // Asked once a theme: each time the browser would work out all styles anew.
  const themes = new Map();
  T.fonts = () => {
    const { theme } = document.documentElement.dataset;
    if (!themes.has(theme)) themes.set(theme, { label: css("--sans"), color: css("--ink"), soft: css("--ink-soft"), grid: css("--rule"), paper: css("--paper"), accent: css("--accent") });
    return themes.get(theme);
  };

  const msOf = day => T.isoDay(Math.floor(day)) + (day % 1 ? " " + new Date(Math.round((day - Math.floor(day)) * DAY)).toISOString().slice(11, 19) : "");
  const dayOf = value => typeof value === "number" ? value / DAY : T.parseDay(value) + clock(value);
  const clock = value => { const found = / (\d\d):(\d\d)(?::(\d\d))?/.exec(value); return found ? found[1] / 24 + found[2] / 1440 + (found[3] || 0) / 86400 : 0; };

  T.view = () => [...(current || T.data.view)];
  T.resetView = () => { current = null; };
  T.setView = (from, to) => {
    const least = 3, [low, high] = T.data.extent;
    const width = Math.min(Math.max(to - from, least), high - low);
    const start = Math.min(Math.max(from, low), high - width);
    current = [start, start + width];
    T.askPart();
    T.drawChart();
  };
  T.zoom = factor => {
    const [from, to] = T.view(), focus = T.focused === undefined ? null : T.middle(T.focused);
    const middle = focus !== null && focus > from && focus < to ? focus : (from + to) / 2;
    T.setView(middle - (middle - from) * factor, middle + (to - middle) * factor);
  };
  T.move = share => { const [from, to] = T.view(); T.setView(from + (to - from) * share, to + (to - from) * share); };
  T.middle = index => T.data.middles.get(index) ?? null;

  // An interval too narrow for a bar is no day: it is drawn as another shape, and fainter.
  const UNSURE = /^diamond/;

  // On dark paper what is faint would vanish: it gets lighter. What carries white text stays as it is.
  const lighter = new Map();
  function onPaper(color) {
    if (T.state.theme !== "dark") return color;
    if (!lighter.has(color)) {
      const [red, green, blue, alpha = 0] = color.startsWith("#") ? [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)) : color.slice(5, -1).split(",").map(Number);
      const parts = [red, green, blue].map(part => Math.round(part + 0.3 * (255 - part)));
      lighter.set(color, alpha > 0.5 ? color : alpha ? `rgba(${parts},${alpha})` : `rgb(${parts})`);
    }
    return lighter.get(color);
  }

  // Columns of a trace, for the points whose mark passes.
  function pick(trace, keep, y) {
    const numbers = trace.customdata.flatMap((mark, i) => (keep(mark, i) ? [i] : []));
    const column = values => (Array.isArray(values) ? numbers.map(i => values[i]) : values);
    const marker = { ...trace.marker, color: numbers.map(i => (trace.name === "points" && !UNSURE.test(trace.marker.symbol[i]) ? trace.marker.color[i] : onPaper(trace.marker.color[i]))), symbol: column(trace.marker.symbol), opacity: trace.name === "points" ? numbers.map(i => (UNSURE.test(trace.marker.symbol[i]) ? (T.state.theme === "dark" ? 0.8 : 0.55) : 1)) : trace.marker.opacity };
    if (trace.type === "scatter") marker.line = { ...trace.marker.line, color: marker.color };
    return { ...trace, base: column(trace.base), x: column(trace.x), width: column(trace.width), offset: column(trace.offset),
      customdata: column(trace.customdata), y: numbers.map(i => y(trace.customdata[i])), marker };
  }

  // Whether the bar is one solid piece: its label is white then.
  const solid = ([index, , , , openStart, openEnd]) => {
    const { granularity, modality } = T.data.events[index];
    return granularity === "range" && modality === "happened" && !openStart && !openEnd;
  };

  const FLIPPED = { "triangle-left": "triangle-right", "triangle-right": "triangle-left" };
  const flip = trace => ({ ...trace, marker: { ...trace.marker, symbol: trace.marker.symbol.map(symbol => FLIPPED[symbol]) } });

  function labels(placed, from, to, perDay, rtl, fonts) {
    const found = { x: [], y: [], text: [], position: [], color: [], customdata: [] };
    const pixel = day => (rtl ? to - day : day - from) / perDay;
    placed.forEach((place, mark) => {
      if (!place || !place.label) return;
      const [, , start, end] = T.data.marks[mark];
      const { text, side, width } = place.label;
      const plot = (to - from) / perDay;
      const ends = [pixel(start), pixel(end)].sort((a, b) => a - b).map(x => Math.min(plot, Math.max(0, x)));
      const middle = (ends[0] + ends[1]) / 2, reach = place.narrow ? 10 : 4;
      const arrow = T.data.marks[mark][4] || T.data.marks[mark][5] ? 6 : 0;
      const edge = side === "left" ? (place.narrow ? middle : ends[0]) - reach - arrow - 2
        : side === "right" ? (place.narrow ? middle : ends[1]) + reach + arrow + 2 : middle;
      const box = side === "left" ? [edge - width, edge] : side === "right" ? [edge, edge + width] : [middle - width / 2, middle + width / 2];
      if (box[0] < -MARGIN.left || box[1] > plot + MARGIN.right) return; // never half a word at the chart's edge
      found.x.push(msOf(rtl ? to - edge * perDay : from + edge * perDay));
      found.y.push(place.y);
      found.text.push(text);
      found.position.push({ left: "middle left", right: "middle right", inside: "middle center" }[side]);
      found.color.push(side === "inside" && solid(T.data.marks[mark]) ? "#fff" : fonts.color);
      found.customdata.push(mark);
    });
    return { type: "scatter", mode: "text", name: "labels", x: found.x, y: found.y, text: found.text, textposition: found.position,
      customdata: found.customdata, hoverinfo: "none", cliponaxis: true,
      textfont: { family: fonts.label, size: T.LABEL_FONT, color: found.color } };
  }

  let bundles = []; // the clusters now on the chart
  const bundleX = bundle => { const [from, to] = T.view(), day = bundle.at * bundle.perDay; return msOf(T.state.axis === "rtl" ? to - day : from + day); };

  const sizeOf = ({ marks, more }) => marks.length + more;

  function clusterTrace(colors, fonts) {
    const names = bundles.map(bundle => T.forPlotly(T.number(sizeOf(bundle)), T.state.lang));
    return { type: "scatter", mode: "markers+text", name: "clusters", x: bundles.map(bundleX), y: bundles.map(({ y }) => y), text: names, textposition: "middle center",
      customdata: bundles.map((_, i) => `cluster ${i}`), hoverinfo: "none", cliponaxis: false, textfont: { family: fonts.label, size: 11.5, color: "#fff" },
      marker: { symbol: "circle", opacity: 1, size: bundles.map(bundle => 20 + Math.min(18, 2 * Math.log2(sizeOf(bundle)))), color: bundles.map(({ marks, lane }) => colors[marks.find(i => T.data.events[T.data.marks[i][0]].modality !== "negated") ?? marks[0] ?? T.data.marks.findIndex(mark => mark[1] === lane)] || fonts.soft), line: { width: 0 } } };
  }

  // A cluster opens: the view closes in on it, or where that gives no more room, its lane unfolds.
  function openCluster(bundle) {
    if (sizeOf(bundle) === 1 && bundle.marks.length) { T.openCard(T.data.marks[bundle.marks[0]][0]); return; }
    const found = bundle.marks.map(i => T.data.marks[i]), [from, to] = T.view(), counted = bundle.span ? [bundle.span] : [];
    const low = Math.min(...found.map(m => m[2]), ...counted.map(span => span[0])), high = Math.max(...found.map(m => m[3]), ...counted.map(span => span[1])), pad = Math.max(2, (high - low) * 0.3);
    if (high - low + 2 * pad < 0.6 * (to - from)) T.setView(low - pad, high + pad);
    else { T.unfolded.add(bundle.lane); T.drawChart(); }
  }

  // Buttons over what can be clicked on the chart, for those who use no mouse: headings that fold, clusters that open.
  function drawHandles(chart, tops, height) {
    const box = T.byId("handles"), focused = box.contains(document.activeElement) ? document.activeElement.dataset.what : null;
    const plot = (chart.clientWidth - MARGIN.left - MARGIN.right), top = row => chart.offsetTop + MARGIN.top + row * T.ROW, right = T.rightToLeft(T.state.lang);
    const at = (what, label, left, y, width, action) => {
      const button = T.make("button", { type: "button", class: "handle", "aria-label": label, onclick: action });
      button.dataset.what = what;
      Object.assign(button.style, { left: `${left}px`, top: `${y - 15}px`, width: `${width}px` });
      return button;
    };
    const lanes = tops.filter(({ folds }) => folds).map(({ lane, y, folded }) =>
      [lane, -1, at(`lane ${lane}`, T.say(folded ? "unfold" : "fold", { lane: laneName(lane) }), right ? chart.clientWidth - 170 : MARGIN.left, top(y + 0.6), 158, () => toggleLane(lane))]);
    const found = bundles.map((bundle, i) =>
      [bundle.lane, bundle.at, at(`cluster ${bundle.lane} ${Math.round(bundle.at)}`, sizeOf(bundle) === 1 && bundle.marks.length ? T.data.events[T.data.marks[bundle.marks[0]][0]].title : T.say("openCluster", { n: T.number(sizeOf(bundle)), lane: laneName(bundle.lane) }), MARGIN.left + Math.min(plot, bundle.at) - 15, top(bundle.y), 30, () => openCluster(bundles[i]))]);
    box.hidden = chart.hidden;
    box.replaceChildren(...[...lanes, ...found].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , button]) => button));
    if (focused) ([...box.children].find(({ dataset }) => dataset.what === focused) || chart).focus();
  }

  function toggleLane(lane) {
    if (!T.unfolded.delete(lane)) T.unfolded.add(lane);
    T.drawChart();
  }

  function focusRing(placed, fonts) {
    const mark = T.data.marks.findIndex((m, i) => m[0] === T.focused && placed[i]);
    const bundle = mark < 0 && bundles.find(({ marks }) => marks.some(i => T.data.marks[i][0] === T.focused));
    const [x, y] = bundle ? [[bundleX(bundle)], [bundle.y]] : mark < 0 ? [[], []] : [[msOf(T.middle(T.focused))], [placed[mark].y]];
    return { type: "scatter", mode: "markers", name: "focus", x, y, hoverinfo: "skip",
      marker: { symbol: "circle-open", size: 24, color: fonts.accent, line: { width: 3, color: fonts.accent } } };
  }

  const laneName = number => {
    const name = T.data.lanes[number];
    if (name === null) return T.say("rest");
    return T.data.lanesBy === "type" ? T.say("type." + name, {}, name) : T.called(T.data.lanesBy, name);
  };

  function headings(tops, fonts) {
    const right = T.rightToLeft(T.state.lang);
    return tops.map(({ lane, y, count, folds, folded }) => ({
      xref: "paper", x: right ? 1 : 0, xanchor: right ? "right" : "left", yref: "y", y: y + 0.6, yanchor: "middle", showarrow: false,
      text: `<b>${T.forPlotly(laneName(lane), T.state.lang)}</b>  <span style="color:${fonts.soft}">${T.number(count)}${folds ? (folded ? " ▾" : " ▴") : ""}</span>`,
      captureevents: folds, name: `lane ${lane}`,
      font: { family: fonts.label, size: 13, color: fonts.color },
    }));
  }

  function published(fonts, from, to) {
    const distinct = new Map();
    for (const paper of T.data.documents) {
      if (paper.earliest !== null && paper.latest !== null) distinct.set(`${paper.earliest}/${paper.latest}/${paper.basis}`, paper);
    }
    if (distinct.size > 3) return [];
    return [...distinct.values()].flatMap(paper => {
      const middle = (Math.max(paper.earliest, from) + Math.min(paper.latest + 1, to)) / 2;
      if (middle < from || middle > to) return [];
      const share = (middle - from) / (to - from), at = T.state.axis === "rtl" ? 1 - share : share;
      const name = T.say("publication") + (paper.basis === "inferred" ? ` (${T.say("basis.inferred")})` : "");
      return [{ xref: "paper", x: at, xanchor: at > 0.8 ? "right" : at < 0.2 ? "left" : "center", yref: "paper", y: 0, yanchor: "top", yshift: -2, showarrow: false,
        text: T.forPlotly(name, T.state.lang), font: { family: fonts.label, size: 12, color: fonts.accent } }];
    });
  }

  T.drawChart = () => {
    if (drawing) return;
    drawing = true;
    const chart = T.byId("chart"), fonts = T.fonts(), [from, to] = T.view(), rtl = T.state.axis === "rtl";
    const indexes = new Set(T.filtered());
    const width = Math.max(200, chart.clientWidth - MARGIN.left - MARGIN.right), perDay = (to - from) / width;
    const everything = T.state.rows === "all", unfolded = everything ? new Set(T.data.lanes.keys()) : T.unfolded;
    const { placed, tops, height, clusters } = T.pack(T.data.marks, T.data.lanes, { from, to, width, rtl, indexes, unfolded, name: laneName });
    bundles = T.gather(clusters, tops, { from, to, width, rtl, bottom: height }).map(found => ({ more: 0, ...found, perDay }));
    const source = Object.fromEntries(T.data.figure.data.map(trace => [trace.name, trace])), shown = mark => placed[mark], y = mark => placed[mark].y;
    const bar = mark => shown(mark) && !placed[mark].narrow, point = mark => shown(mark) && placed[mark].narrow;
    const arrows = pick(source.arrows, mark => shown(mark) && !placed[mark].small, y);
    const points = pick(source.points, point, y);
    // What reaches into the view from outside is marked where it is in view.
    points.x = points.x.map((x, i) => { const [, , start, end] = T.data.marks[points.customdata[i]], middle = (start + end) / 2; return middle < from || middle > to ? msOf((Math.max(start, from) + Math.min(end, to)) / 2) : x; });
    const data = [pick(source.bars, bar, y), points, rtl ? flip(arrows) : arrows, pick(source.possible, bar, mark => y(mark) + 0.28),
      labels(placed, from, to, perDay, rtl, fonts), clusterTrace(source.points.marker.color, fonts), focusRing(placed, fonts)];
    const ticks = T.ticks(from, to, width);
    const layout = {
      ...T.data.figure.layout,
      width: chart.clientWidth, height: Math.max(120, height * T.ROW + MARGIN.top + MARGIN.bottom + 22), autosize: false,
      margin: { l: MARGIN.left, r: MARGIN.right, t: MARGIN.top, b: MARGIN.bottom + 22, pad: 0 },
      dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "pan",
      font: { family: fonts.label, color: fonts.color, size: 13 },
      xaxis: {
        ...T.data.figure.layout.xaxis, range: rtl ? [msOf(to), msOf(from)] : [msOf(from), msOf(to)], autorange: false, tickmode: "array",
        tickvals: ticks.values.map(msOf), ticktext: ticks.labels.map(([small, large]) => (large ? `<b>${large}</b><br>${small}` : `<br>${small}`)),
        tickangle: 0, gridcolor: fonts.grid, linecolor: fonts.color, showline: true, ticks: "outside", ticklen: 4, tickcolor: fonts.grid, tickfont: { size: 12, color: fonts.soft },
      },
      yaxis: { visible: false, fixedrange: true, range: [height, 0] },
      shapes: [...(T.data.figure.layout.shapes || []), ...tops.map(({ y: top }) => ({ type: "line", xref: "paper", x0: 0, x1: 1, yref: "y", y0: top, y1: top, line: { color: fonts.grid, width: 1 }, layer: "below" }))],
      annotations: [...headings(tops.map(top => ({ ...top, count: top.count + bundles.reduce((sum, { lane, more }) => sum + (lane === top.lane ? more : 0), 0) })), fonts), ...published(fonts, from, to)],
    };
    const config = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: false, scrollZoom: false, showTips: false, plotlyServerURL: "" };
    chart.hidden = !indexes.size;
    Plotly.react(chart, data, layout, config).then(() => { drawing = false; listen(chart); });
    drawHandles(chart, tops, height);
    T.drawOverview();
    T.drawOutside(indexes, from, to);
  };

  T.eventOf = point => T.data.marks[point.customdata] && T.data.marks[point.customdata][0];

  let listening = false;
  function listen(chart) {
    if (listening) return;
    listening = true;
    T.listenToOverview();
    const tip = T.byId("tip");
    chart.on("plotly_click", ({ points }) => {
      const index = T.eventOf(points[0]), bundle = /^cluster /.test(points[0].customdata) && bundles[points[0].customdata.slice(8)];
      if (bundle) openCluster(bundle); else if (index !== undefined) T.openCard(index);
    });
    chart.on("plotly_clickannotation", ({ annotation }) => toggleLane(Number(annotation.name.slice(5))));
    chart.on("plotly_hover", ({ points, event }) => {
      const index = T.eventOf(points[0]);
      if (index === undefined) return;
      T.fillTip(tip, index);
      tip.hidden = false;
      T.placeTip(event.clientX, event.clientY);
    });
    chart.on("plotly_unhover", () => { tip.hidden = true; });
    chart.on("plotly_doubleclick", () => T.setView(...T.data.view));
    chart.on("plotly_relayout", change => {
      const range = change["xaxis.range"] || [change["xaxis.range[0]"], change["xaxis.range[1]"]];
      if (drawing || range[0] === undefined) return;
      const [a, b] = range.map(dayOf).sort((p, q) => p - q);
      T.setView(a, b);
    });
    chart.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) T.focusNext(T.state.axis === "rtl" ? -step : step);
      else if (event.key === "+" || event.key === "=") T.zoom(0.5);
      else if (event.key === "-") T.zoom(2);
      else if (event.key === "0") T.setView(...T.data.extent);
      else if ((event.key === "Enter" || event.key === " ") && T.focused !== undefined) T.openCard(T.focused);
      else return;
      event.preventDefault();
    });
  }

  T.focusNext = step => {
    const order = T.byDate(T.filtered()).filter(index => T.middle(index) !== null);
    if (!order.length) return;
    const at = order.indexOf(T.focused);
    T.focused = order[at < 0 ? (step > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + step))];
    const middle = T.middle(T.focused), [from, to] = T.view();
    T.byId("live").textContent = `${T.data.events[T.focused].title} — ${T.when(T.data.events[T.focused])}`;
    if (middle < from || middle > to) T.setView(middle - (to - from) / 2, middle + (to - from) / 2);
    else T.drawChart();
  };
})(window.Timeline = window.Timeline || {});
