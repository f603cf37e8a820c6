"use strict";
// Out of the view: pictures, tables and a link of exactly what the filters let through.
(T => {
  const COLUMNS = ["id", "title", "type", "modality", "earliest", "latest", "granularity", "edtf", "basis", "who", "where", "quote", "source", "url", "language"];

  function records() {
    return T.byDate(T.filtered()).map(index => {
      const event = T.data.events[index], paper = T.data.documents[event.document];
      const day = value => (value === null ? null : T.isoDay(value));
      const all = { ...event, ...{ source: paper.source, url: paper.url, language: paper.language }, earliest: day(event.earliest), latest: day(event.latest) };
      return Object.fromEntries(COLUMNS.map(name => [name, all[name]]));
    });
  }

  // A cell that a spreadsheet would take for a formula gets an apostrophe first.
  T.csvCell = value => {
    const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("; ") : String(value);
    return `"${(/^[=+@\t\r-]/.test(text) && !/^-?\d{4,}-\d\d-\d\d$/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
  };
  T.csv = () => "\ufeff" + [COLUMNS, ...records().map(Object.values)].map(row => row.map(T.csvCell).join(",")).join("\r\n") + "\r\n";
  T.jsonl = () => records().map(record => JSON.stringify(record)).join("\n") + "\n";

  function download(text, type, ending) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    T.make("a", { href: address, download: `${T.data.name}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function picture(format) {
    const chart = T.byId("chart"), fonts = T.fonts();
    const layout = { ...chart.layout, paper_bgcolor: fonts.paper, title: { text: T.forPlotly(T.data.title, T.data.language), x: 0.5, font: { size: 20 } }, margin: { ...chart.layout.margin, t: 96 }, height: chart.layout.height + 50 };
    return Plotly.downloadImage({ data: chart.data, layout, config: {} }, { format, width: layout.width, height: layout.height, scale: format === "png" ? 2 : 1, filename: T.data.name });
  }

  async function share(button) {
    try { await navigator.clipboard.writeText(location.href); } catch { window.prompt(T.say("share"), location.href); return; }
    button.textContent = T.say("copied");
  }

  T.drawSave = () => {
    const button = (name, action) => T.make("button", { type: "button", onclick: event => action(event.currentTarget) }, T.say(name));
    return T.make("details", { class: "menu" }, T.make("summary", {}, T.say("save")), T.make("div", { class: "items" },
      button("png", () => picture("png")), button("svg", () => picture("svg")), button("csv", () => download(T.csv(), "text/csv;charset=utf-8", "csv")),
      button("jsonl", () => download(T.jsonl(), "application/x-ndjson", "jsonl")), button("share", share), button("print", () => window.print())));
  };
})(window.Timeline = window.Timeline || {});
