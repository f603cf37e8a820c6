"use strict";
// The views of the same events: tabs, and the one that is chosen.
(T => {
  const VIEWS = ["timeline", "calendar", "people", "map"];
  T.chosenView = () => T.state.chart || T.data.chart;

  function tab(name, here) {
    return T.make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(name === here), "aria-controls": `panel-${name}`,
      tabindex: name === here ? "0" : "-1", onclick: () => T.choose(name), onkeydown: event => move(event, name) }, T.say("chart." + name));
  }

  T.choose = name => {
    T.state.chart = name === T.data.chart ? "" : name;
    T.changed();
    const chosen = T.byId(`tab-${name}`);
    if (chosen) chosen.focus();
  };

  // The arrow keys go from tab to tab, in the direction of reading.
  function move(event, name) {
    const steps = T.rightToLeft(T.state.lang) ? { ArrowLeft: 1, ArrowRight: -1 } : { ArrowRight: 1, ArrowLeft: -1 };
    const step = steps[event.key], shown = visible();
    if (!step) return;
    event.preventDefault();
    T.choose(shown[(shown.indexOf(name) + step + shown.length) % shown.length]);
  }

  const visible = () => VIEWS.filter(name => name !== "map" || T.data.land.length);

  T.drawViews = () => {
    const here = visible().includes(T.chosenView()) ? T.chosenView() : "timeline", any = T.filtered().length > 0;
    T.byId("views").replaceChildren(...visible().map(name => tab(name, here)));
    for (const name of VIEWS) T.byId(`panel-${name}`).hidden = name !== here || (name !== "timeline" && !any);
    if (here === "timeline") T.drawChart();
    else if (any) {
      const panel = T.byId(`panel-${here}`);
      ({ calendar: T.drawCalendar, people: T.drawPeople, map: T.drawMap })[here](panel);
      // Of a long timeline only a part was sent: what is counted here must not pass for all of it.
      const sent = T.data.events.length;
      if (T.partial() && sent < T.data.matching) panel.children[0].textContent += " " + T.say("sampled", { n: T.number(sent), all: T.number(T.data.matching) });
    }
  };

  // What the three have in common.
  const PLAIN = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: false, scrollZoom: false, showTips: false, plotlyServerURL: "" };
  // `items` are what can be chosen, for the keyboard (see cells.js); `choose` opens what a point stands for.
  T.plot = (box, data, layout, label, items, choose) => {
    const fonts = T.fonts();
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", label);
    const whole = { width: box.clientWidth, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false, dragmode: false, hovermode: "closest",
      font: { family: fonts.label, size: 12.5, color: fonts.color }, hoverlabel: { font: { family: fonts.label, size: 13 }, bgcolor: fonts.color, bordercolor: fonts.color, align: "auto" }, ...layout };
    return Plotly.react(box, data, whole, PLAIN).then(() => {
      box.removeAllListeners("plotly_click");
      box.on("plotly_click", ({ points }) => choose(points[0]));
      T.cells(box, items.map(item => ({ ...item, open: () => choose(item.point) })), label);
    });
  };
  // From nothing to the strongest, on light and dark paper.
  T.scale = () => (T.state.theme === "dark" ? [[0, "#1e2125"], [0.001, "#1f3a52"], [1, "#7db8f0"]] : [[0, "#f3f0e9"], [0.001, "#d5e3f0"], [1, "#1f5f9c"]]);
  // White or black, whichever is read better on this share of the scale.
  T.onScale = share => {
    const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)), [, [, low], [, high]] = T.scale(), [a, b] = [rgb(low), rgb(high)];
    const linear = a.map((from, i) => (from + share * (b[i] - from)) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 ? "#111" : "#fff";
  };
  T.iso = text => "\u2068" + text + "\u2069";
  // How much of each event lies in each cell: uncertain ones spread over their days. Gives for each event [day, share] through `take`.
  T.spread = (event, take) => {
    const { earliest: a, latest: b } = event, share = 1 / (b - a + 1);
    for (let day = a; day <= b; day++) take(day, share);
  };
})(window.Timeline = window.Timeline || {});
