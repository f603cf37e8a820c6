"use strict";
// Days (counted from 1970-01-01, UTC) in words, and the ticks of the axis.
(T => {
  const DAY = 86400000;
  const date = day => new Date(day * DAY);
  const formats = new Map();

  T.locale = () => `${T.state.lang}-u-nu-${T.state.digits}-ca-${T.state.calendar === "hijri" ? "islamic-umalqura" : "gregory"}`;

  function format(options) {
    const key = T.locale() + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(T.locale(), { timeZone: "UTC", ...options }));
    return formats.get(key);
  }

  const era = day => (T.state.calendar === "gregorian" && day < -719162 ? { era: "short" } : {});
  const FULL = { day: "numeric", month: "long", year: "numeric" };
  T.day = (day, options = FULL) => format({ ...options, ...era(day) }).format(date(day));
  const range = (first, last) => first === last
    ? T.day(first)
    : format({ ...FULL, ...era(first) }).formatRange(date(first), date(last));

  // A whole month or year by its name, else the range of days.
  T.range = (first, last) => {
    const [a, b] = [date(first), date(last + 1)];
    if (T.state.calendar === "gregorian" && a.getUTCDate() === 1 && b.getUTCDate() === 1) {
      const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
      if (months === 1) return T.day(first, { month: "long", year: "numeric" });
      if (months === 12 && a.getUTCMonth() === 0) return T.day(first, { year: "numeric" });
    }
    return range(first, last);
  };

  // When an event was, in words, with no more certainty than its interval has.
  T.when = event => {
    const { earliest: a, latest: b } = event;
    if (a === null && b === null) return T.say("when.none");
    if (a === null) return T.say("when.until", { b: T.day(b) });
    if (b === null) return T.say(event.modality === "ongoing" ? "when.ongoing" : "when.since", { a: T.day(a) });
    if (a === b) return T.day(a, { weekday: "long", ...FULL });
    const slots = { a: T.day(a), b: T.day(b), range: T.range(a, b) };
    if (event.weekday) return T.say("when.weekday", { ...slots, day: T.day(event.weekday + 3, { weekday: "long" }) });
    if (event.granularity === "range") return T.say("when.span", slots);
    return T.say("when.within", slots);
  };

  T.published = document => {
    if (document.earliest === null && document.latest === null) return T.say("publishedUnknown");
    const when = document.earliest === null ? T.say("when.until", { b: T.day(document.latest) })
      : document.latest === null ? T.say("when.since", { a: T.day(document.earliest) })
      : T.range(document.earliest, document.latest);
    return when;
  };

  T.isoDay = day => {
    const d = date(day), year = d.getUTCFullYear();
    const pad = (n, width) => String(n).padStart(width, "0");
    return `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(d.getUTCMonth() + 1, 2)}-${pad(d.getUTCDate(), 2)}`;
  };
  T.parseDay = text => {
    const found = /^(-?\d{4,})-(\d\d)-(\d\d)/.exec(text || "");
    if (!found) return null;
    const d = new Date(0);
    d.setUTCFullYear(+found[1], found[2] - 1, +found[3]);
    return Math.floor(d / DAY);
  };

  // Ticks: the finest step of the calendar whose labels have room, and a second line where the larger unit changes.
  const STEPS = [
    ["day", 1, 1], ["day", 2, 2], ["day", 5, 5], ["day", 10, 10], ["month", 1, 30.4], ["month", 3, 91.3], ["month", 6, 182.6],
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map(n => ["year", n, n * 365.25]),
  ];

  const islamic = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" });
  function parts(day) {
    if (T.state.calendar === "gregorian") {
      const d = date(day);
      return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() };
    }
    const found = {};
    for (const { type, value } of islamic.formatToParts(date(day))) found[type] = +value;
    return found;
  }
  T.parts = parts;

  function isTick(p, [unit, n]) {
    if (unit === "day") return n === 1 || (p.day === 1 || (p.day - 1) % n === 0) && (n < 3 ? p.day < 30 : p.day < 27);
    if (unit === "month") return p.day === 1 && (p.month - 1) % n === 0;
    return p.day === 1 && p.month === 1 && p.year % n === 0;
  }

  // The next day that can be a tick: skip through months and years without trying each day.
  function next(day, p, [unit]) {
    if (unit === "day") return day + 1;
    if (p.day > 1) return day + Math.max(1, 28 - p.day);
    return day + (unit === "year" && p.month === 1 ? 350 : 28);
  }

  function clearLast(labels) {
    const last = labels.findLast(label => label[1]);
    if (last) last[1] = "";
  }

  T.ticks = (from, to, width) => {
    const perDay = width / (to - from);
    const step = STEPS.find(([unit, , days]) => days * perDay >= (unit === "day" ? 44 : unit === "month" ? 78 : 64)) || STEPS.at(-1);
    const values = [], labels = [];
    let above = null, aboveAt = -Infinity;
    for (let day = Math.ceil(from), guard = 0; day < to && guard < 20000; guard++) {
      const p = parts(day), unit = step[0];
      if (isTick(p, step)) {
        const larger = unit === "day" ? T.day(day, { month: "long", year: "numeric" }) : unit === "month" ? T.day(day, { year: "numeric" }) : "";
        const small = unit === "day" ? T.day(day, { day: "numeric" }) : unit === "month" ? T.day(day, { month: "long" }) : T.day(day, { year: "numeric" });
        const changed = larger !== above;
        // A larger unit that ends at once gives way to the next one's name.
        if (changed && (day - aboveAt) * perDay < 110 && labels.length) clearLast(labels);
        values.push(day);
        labels.push([small, changed ? larger : ""]);
        if (changed) [above, aboveAt] = [larger, day];
      }
      let ahead = next(day, p, step);
      if (unit !== "day") while (ahead > day + 1 && parts(ahead).day > 1 && parts(ahead).day < 5) ahead--;
      day = ahead;
    }
    return { values, labels, unit: step[0] };
  };
})(window.Timeline = window.Timeline || {});
