"use strict";
// Out of the view: pictures, tables and a link of exactly what the filters let through.
(T => {
  const COLUMNS = ["id", "title", "type", "modality", "earliest", "latest", "granularity", "edtf", "basis", "who", "where", "quote", "source", "url", "language"];

  function records() {
    return T.byDate(T.filtered()).map(index => {
      const event = T.data.events[index], paper = T.data.documents[event.document];
      const day = value => (value === null ? null : T.isoDay(value));
      const all = { ...event, ...T.written(event), ...{ source: paper.source, url: paper.url, language: paper.language }, earliest: day(event.earliest), latest: day(event.latest) };
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

  // iCalendar (RFC 5545): all-day events; an uncertain one is a span that leaves its days free. What has an open side,
  // or is denied, has no place in a calendar.
  const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
  const escaped = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").replace(/([\\;,])/g, "\\$1").replace(/\n/g, "\\n");
  function folded(line) {
    let out = "", size = 0;
    for (const letter of line) {
      const octets = new TextEncoder().encode(letter).length;
      if (size + octets > 75) { out += "\r\n "; size = 1; }
      out += letter;
      size += octets;
    }
    return out + "\r\n";
  }
  T.ics = () => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//timeline//timeline-news//EN"];
    for (const index of T.byDate(T.filtered())) {
      const event = T.data.events[index], paper = T.data.documents[event.document], { earliest: a, latest: b } = event;
      if (a === null || b === null || event.modality === "negated") continue;
      const [first, after] = [T.isoDay(a), T.isoDay(b + 1)].map(day => DAY.test(day) && day.replace(/-/g, ""));
      if (!first || !after) continue;
      const stamp = paper.latest === null || !DAY.test(T.isoDay(paper.latest)) ? "19700101" : T.isoDay(paper.latest).replace(/-/g, "");
      lines.push("BEGIN:VEVENT", `UID:${escaped(event.id)}@timeline`, `DTSTAMP:${stamp}T000000Z`, `DTSTART;VALUE=DATE:${first}`, `DTEND;VALUE=DATE:${after}`,
        `SUMMARY:${escaped(event.title)}`, `DESCRIPTION:${escaped([T.when(event), event.quote, paper.source].filter(Boolean).join("\n"))}`);
      if (event.where) lines.push(`LOCATION:${escaped(T.written(event).where)}`);
      if (paper.url) lines.push(`URL:${paper.url}`);
      lines.push(`STATUS:${["happened", "ongoing"].includes(event.modality) ? "CONFIRMED" : "TENTATIVE"}`, `TRANSP:${a === b ? "OPAQUE" : "TRANSPARENT"}`, "END:VEVENT");
    }
    return [...lines, "END:VCALENDAR"].map(folded).join("");
  };

  // Knight Lab's TimelineJS takes HTML in its texts, so these are escaped. Its slides need a start and
  // cannot say that something is denied: others are left out.
  T.timelinejs = () => {
    const safe = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
    const date = day => { const [, year, month, of] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(T.isoDay(day)); return { year: +year, month: +month, day: +of }; };
    const events = T.byDate(T.filtered()).filter(index => T.data.events[index].earliest !== null && T.data.events[index].modality !== "negated").map(index => {
      const event = T.data.events[index], paper = T.data.documents[event.document], { earliest: a, latest: b } = event;
      const link = paper.url ? `<p><a href="${safe(paper.url)}">${safe(paper.source || paper.title || paper.url)}</a></p>` : "";
      return { start_date: date(a), ...(b !== null && b !== a ? { end_date: date(b) } : {}), display_date: safe(T.when(event)), unique_id: event.id,
        group: T.say("type." + event.type, {}, event.type), text: { headline: safe(event.title), text: `<p>${safe(event.quote)}</p>${link}` } };
    });
    return JSON.stringify({ title: { text: { headline: safe(T.data.title), text: safe(T.data.description) } }, events }, null, 1) + "\n";
  };

  // The view as a frame for another page; of a page opened from a disk it names the file alone, to be put beside it.
  T.embed = () => {
    const address = location.protocol === "file:" ? location.pathname.split("/").pop() + location.hash : location.href;
    const safe = text => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
    return `<iframe src="${safe(address)}" title="${safe(T.data.title)}" width="100%" height="900" loading="lazy" style="border:0"></iframe>`;
  };

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

  async function copy(button, text, name, done) {
    try { await navigator.clipboard.writeText(text); } catch { window.prompt(T.say(name), text); return; }
    button.textContent = T.say(done);
  }

  // All that is filtered, in a format: of a long timeline the server writes it, for not all of it is here.
  function save(format, write, type, ending) {
    if (T.partial()) T.make("a", { href: `/export${T.data.address}/${format}?${T.question()}`, download: "" }).click();
    else download(write(), type, ending);
  }

  T.drawSave = () => {
    const count = T.partial() ? T.data.matching : T.filtered().length;
    const button = (name, action) => T.make("button", { type: "button", onclick: event => action(event.currentTarget) }, T.say(name));
    return T.make("details", { class: "menu" }, T.make("summary", {}, T.say("save")), T.make("div", { class: "items" }, T.make("p", {}, T.say("savedCount", { n: T.number(count) })),
      button("png", () => picture("png")), button("svg", () => picture("svg")), button("csv", () => save("csv", T.csv, "text/csv;charset=utf-8", "csv")),
      button("jsonl", () => save("jsonl", T.jsonl, "application/x-ndjson", "jsonl")), button("ics", () => save("ics", T.ics, "text/calendar;charset=utf-8", "ics")),
      button("timelinejs", () => save("timelinejs", T.timelinejs, "application/json", "json")),
      button("share", one => copy(one, location.href, "share", "copied")), button("embed", one => copy(one, T.embed(), "embed", "embedded")), button("print", () => window.print())));
  };
})(window.Timeline = window.Timeline || {});
