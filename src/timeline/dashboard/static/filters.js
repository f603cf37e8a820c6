"use strict";
// The filters: search, dates with certainly or possibly, and one choice for each facet that has any choice.
(T => {
  const field = (name, control) => T.make("label", { class: "field" }, T.make("span", {}, T.say(name)), control);

  function values(facet) {
    if (T.partial()) return T.data.facets[facet];
    const counts = new Map();
    for (const index of T.filtered(facet)) for (const value of T.valuesOf(T.data.events[index], facet)) counts.set(value, (counts.get(value) || 0) + 1);
    const all = new Set(T.data.events.flatMap(event => T.valuesOf(event, facet)));
    return [...all].map(value => [value, counts.get(value) || 0]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  const nameOf = (facet, value) => {
    if (facet === "language") return new Intl.DisplayNames([T.state.lang], { type: "language", fallback: "code" }).of(value);
    if (facet === "person" || facet === "place") return T.called(facet, value);
    return T.say(`${facet}.${value}`, {}, value);
  };

  function choice(facet) {
    const found = values(facet);
    if (found.length < 2) return null;
    const options = found.slice(0, 200).map(([value, count]) =>
      T.make("option", { value, selected: T.state[facet] === value, disabled: !count && T.state[facet] !== value }, `${nameOf(facet, value)} (${T.number(count)})`));
    return field(facet, T.make("select", { name: facet }, T.make("option", { value: "" }, T.say("any")), ...options));
  }

  function sure() {
    if (!T.data.events.some(event => event.sure !== null)) return null;
    const options = ["", "0.4", "0.6", "0.8"].map(value => T.make("option", { value, selected: T.state.sure === value }, value ? T.say("atLeast", { n: T.percent(+value) }) : T.say("any")));
    return field("confidence", T.make("select", { name: "sure" }, ...options));
  }

  T.drawFilters = () => {
    const form = T.byId("filters"), focused = document.activeElement && form.contains(document.activeElement) ? document.activeElement.name : null;
    const open = form.querySelector("details") ? form.querySelector("details").open : T.anyFilter();
    const date = name => field(name, T.make("input", { type: "date", name, value: T.state[name] }));
    const mode = T.make("select", { name: "mode" }, ...["possibly", "certainly"].map(value => T.make("option", { value, selected: T.state.mode === value }, T.say(value))));
    const search = T.make("input", { type: "search", name: "q", value: T.state.q, placeholder: T.say("search"), "aria-label": T.say("search"), dir: "auto", autocomplete: "off" });
    const details = T.make("details", { open }, T.make("summary", {}, T.say("filters")),
      T.make("div", { class: "fields" }, ...T.FACETS.map(choice), date("from"), date("to"), field("mode", mode), sure()));
    const count = T.make("output", { "aria-live": "polite" }, T.say("events", { shown: T.number(T.partial() ? T.data.matching : T.filtered().length), all: T.number(T.partial() ? T.data.total : T.data.events.length) }));
    const reset = T.make("button", { type: "button", disabled: !T.anyFilter(), onclick: () => { T.resetFilters(); T.changed(); } }, T.say("reset"));
    const kept = focused === "q" ? form.querySelector("[name=q]") : null;
    form.replaceChildren(kept || search, count, reset, details);
    if (focused) form.elements[focused] && form.elements[focused].focus();
  };

  T.anyFilter = () => Boolean(T.state.q || T.state.from || T.state.to || T.state.sure || T.FACETS.some(facet => T.state[facet]));

  T.listenToFilters = () => {
    const form = T.byId("filters");
    let wait = 0;
    const take = ({ target }) => {
      if (!target.name) return;
      T.state[target.name] = target.value;
      clearTimeout(wait);
      wait = setTimeout(T.changed, target.name === "q" ? 100 : 0);
    };
    form.addEventListener("input", take);
    form.addEventListener("submit", event => event.preventDefault());
  };
})(window.Timeline = window.Timeline || {});
