"use strict";
// What the reader has chosen. It lives in the address (after #), so that a view can be shared.
(T => {
  T.FACETS = ["type", "person", "place", "modality", "granularity", "source", "language"];
  const kept = ["lang", "theme", "digits", "calendar", "axis", "rows", "q", "from", "to", "mode", "sure", "chart", ...T.FACETS];
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const DEFAULT = T.DEFAULT = {
    lang: document.documentElement.lang, theme: dark ? "dark" : "light", digits: "latn", calendar: "gregorian", axis: "ltr", rows: "few",
    q: "", from: "", to: "", mode: "possibly", sure: "", chart: "", ...Object.fromEntries(T.FACETS.map(name => [name, ""])),
  };
  const ALLOWED = {
    lang: T.languages, theme: ["light", "dark"], digits: ["latn", "arab"], calendar: ["gregorian", "hijri"],
    axis: ["ltr", "rtl"], rows: ["few", "all"], mode: ["possibly", "certainly"], sure: ["", "0.4", "0.6", "0.8"], chart: ["timeline", "calendar", "people", "map"],
  };

  T.readAddress = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    T.state = { ...DEFAULT };
    for (const key of kept) {
      const value = given.get(key);
      if (value !== null && (!ALLOWED[key] || ALLOWED[key].includes(value))) T.state[key] = value;
    }
  };
  T.writeAddress = () => {
    const chosen = kept.filter(key => T.state[key] !== DEFAULT[key]).map(key => [key, T.state[key]]);
    history.replaceState(null, "", chosen.length ? "#" + new URLSearchParams(chosen) : location.pathname.startsWith("/") ? "#" : "");
  };
  T.resetFilters = () => {
    for (const key of ["q", "from", "to", "mode", "sure", ...T.FACETS]) T.state[key] = DEFAULT[key];
  };
  // Arabic is searched without its vowel signs, and with the letters that are often written for one another as one.
  T.fold = text => text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0629/g, "\u0647").replace(/\u0649/g, "\u064a");

  T.valuesOf = (event, facet) => {
    const paper = T.data.documents[event.document];
    const values = { person: event.who, place: [event.where], source: [paper.source], language: [paper.language] };
    return (values[facet] || [event[facet]]).filter(Boolean);
  };
  // What a person or a place is called in the reader's language: events have their keys, the same in every script.
  T.called = (facet, key) => { const names = (T.data.called[facet] || {})[key]; return (names && names[T.state.lang]) || key; };
  T.whoOf = event => [...new Set(event.who)].map(key => T.called("person", key));
  // Who and where, as the article has it.
  T.written = event => (event.written ? { who: event.written.slice(0, -1), where: event.written.at(-1) } : { who: event.who, where: event.where });
  // An address may have any spelling.
  function useKeys() {
    for (const event of T.data.events) {
      if (!event.written) continue;
      const { who, where } = T.written(event), at = who.indexOf(T.state.person);
      if (at >= 0) T.state.person = event.who[at];
      if (where && T.state.place === where) T.state.place = event.where;
    }
  }
  const allNames = (facet, key) => [key, ...Object.values((T.data.called[facet] || {})[key] || {})];
  // What is searched of an event, made when somebody searches.
  const searched = event => (event.folded ??= T.fold([event.title, event.quote, ...event.who.flatMap(key => allNames("person", key)), ...allNames("place", event.where), ...(event.written || [])].join(" ")));
  // Takes in a timeline as Python gives it: events by columns become objects.
  T.load = data => {
    const columns = Object.entries(data.events);
    const events = (data.events.id || []).map((_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])));
    for (const event of events) {
      event.passage = event.passage || [];
      event.elsewhere = event.elsewhere || [];
      event.quote = event.passage.filter(([, kinds]) => kinds.includes("q")).map(([text]) => text).join("");
    }
    // Where each event stands on the axis: the middle of its first mark.
    const middles = new Map();
    for (const [index, , start, end] of data.marks) if (!middles.has(index)) middles.set(index, (start + end) / 2);
    T.data = { ...data, events, middles };
    T.focused = undefined;
    T.unfolded = new Set();
    found.clear();
    // After that what is chosen is in the state first, and in the address when it is drawn.
    if (!T.state) T.readAddress();
    useKeys();
  };

  function inDates(event, from, to) {
    if (from === null && to === null) return true;
    const { earliest: a, latest: b } = event;
    if (a === null && b === null) return false;
    if (T.state.mode === "possibly") return (to === null || a === null || a <= to) && (from === null || b === null || b >= from);
    return (from === null || (a !== null && a >= from)) && (to === null || (b !== null && b <= to));
  }

  // The indexes of the events that the filters let through, by date and then as the text tells them.
  const found = new Map();
  T.filtered = (except = "") => {
    if (T.partial()) return T.data.events.map((_, index) => index); // the server has chosen
    const key = JSON.stringify([except, T.state.q, T.state.from, T.state.to, T.state.mode, T.state.sure, ...T.FACETS.map(facet => T.state[facet])]);
    if (!found.has(key)) {
      if (found.size > 50) found.clear();
      found.set(key, search(except));
    }
    return found.get(key);
  };
  function search(except) {
    const words = T.fold(T.state.q).split(/\s+/).filter(Boolean);
    const [from, to] = [T.parseDay(T.state.from), T.parseDay(T.state.to)];
    return T.data.events.flatMap((event, index) =>
      words.every(word => searched(event).includes(word)) && inDates(event, from, to) && (event.sure ?? 1) >= +T.state.sure
      && T.FACETS.every(facet => facet === except || !T.state[facet] || T.valuesOf(event, facet).includes(T.state[facet])) ? [index] : []);
  }
  const key = event => event.earliest ?? event.latest ?? Infinity;
  T.byDate = indexes => [...indexes].sort((i, j) => {
    const [a, b] = [key(T.data.events[i]), key(T.data.events[j])];
    return a === b ? i - j : a < b ? -1 : 1;
  });
})(window.Timeline = window.Timeline || {});
