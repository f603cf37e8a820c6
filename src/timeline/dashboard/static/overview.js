"use strict";
// The overview strip: how many events each stretch of time may hold, an uncertain event spread over its interval.
(T => {
  const BINS = 160;
  let busy = false;

  T.density = indexes => {
    if (T.partial()) return { mass: T.data.density, size: (T.data.extent[1] - T.data.extent[0]) / T.data.density.length };
    const [low, high] = T.data.extent, size = (high - low) / BINS, mass = new Array(BINS).fill(0), seen = new Set();
    for (const [index, , start, end] of T.data.marks) {
      if (!indexes.has(index) || seen.has(index)) continue;
      seen.add(index);
      const first = Math.floor((start - low) / size), last = Math.min(BINS - 1, Math.ceil((end - low) / size) - 1);
      for (let bin = Math.max(0, first); bin <= last; bin++) {
        const overlap = Math.min(end, low + (bin + 1) * size) - Math.max(start, low + bin * size);
        mass[bin] += Math.max(0, overlap) / (end - start);
      }
    }
    return { mass, size };
  };

  T.drawOverview = () => {
    const strip = T.byId("overview"), indexes = new Set(T.filtered()), [low, high] = T.data.extent;
    strip.hidden = indexes.size < 5;
    if (strip.hidden) return;
    const fonts = T.fonts(), { mass, size } = T.density(indexes), [from, to] = T.view(), rtl = T.state.axis === "rtl";
    const width = strip.clientWidth - 24, ticks = T.ticks(low, high, width * 0.7);
    const data = [{ type: "bar", x: mass.map((_, i) => low + (i + 0.5) * size), y: mass.map(m => Math.sqrt(m)), width: size, marker: { color: fonts.soft, line: { width: 0 } }, hoverinfo: "skip" }];
    const shade = (a, b) => ({ type: "rect", yref: "paper", y0: 0, y1: 1, x0: a, x1: b, fillcolor: fonts.paper, opacity: 0.72, line: { width: 0 } });
    const edge = at => ({ type: "line", yref: "paper", y0: 0, y1: 1, x0: at, x1: at, line: { color: fonts.accent, width: 2 } });
    busy = true;
    Plotly.react(strip, data, {
      width: strip.clientWidth, height: 64, margin: { l: 12, r: 12, t: 4, b: 20 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      dragmode: "select", selectdirection: "h", bargap: 0, showlegend: false, font: { family: fonts.label, size: 11, color: fonts.soft },
      xaxis: { range: rtl ? [high, low] : [low, high], fixedrange: true, showgrid: false, zeroline: false, tickmode: "array", tickvals: ticks.values, ticktext: ticks.labels.map(([small, large]) => (large && ticks.unit !== "day" ? `${small} ${large}` : large && ticks.unit === "day" ? large : small)), tickangle: 0 },
      yaxis: { visible: false, fixedrange: true, rangemode: "tozero" },
      shapes: [shade(low, from), shade(to, high), edge(from), edge(to)], selections: [],
    }, { displayModeBar: false, responsive: false, doubleClick: false, showTips: false }).then(() => { busy = false; });
  };

  T.listenToOverview = () => {
    const strip = T.byId("overview");
    if (!strip.on) return;
    strip.on("plotly_selected", selection => {
      if (busy || !selection || !selection.range) return;
      const [a, b] = [...selection.range.x].sort((p, q) => p - q);
      T.setView(a, b);
    });
  };
})(window.Timeline = window.Timeline || {});
