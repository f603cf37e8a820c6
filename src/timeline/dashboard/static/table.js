"use strict";
// The same events as a table, and those without a date as a list: an equal way to read and open them.
(T => {
  const STEP = 60;
  let limit = STEP;

  const opening = (index, text) => T.make("button", { type: "button", class: "open", onclick: () => T.openCard(index) }, T.make("bdi", {}, text));

  T.drawTable = (keep = false) => {
    if (!keep) limit = STEP;
    const order = T.byDate(T.filtered()), box = T.byId("table");
    const heads = ["when", "what", "type", "how", "who", "where"];
    box.querySelector("thead").replaceChildren(T.make("tr", {}, ...heads.map(name => T.make("th", { scope: "col" }, T.say(name)))));
    box.querySelector("tbody").replaceChildren(...order.slice(0, limit).map(index => {
      const event = T.data.events[index];
      const cells = [T.say("type." + event.type, {}, event.type), T.say("modality." + event.modality, {}, event.modality), T.whoOf(event).join(T.state.lang === "ar" ? "، " : ", "), T.called("place", event.where)];
      return T.make("tr", {},
        T.make("td", { class: "when" }, T.when(event)), T.make("th", { scope: "row" }, opening(index, event.title)),
        ...cells.map(text => T.make("td", {}, T.make("bdi", {}, text))));
    }));
    const more = T.byId("more"), left = order.length - limit;
    more.hidden = left <= 0;
    more.textContent = T.say("more", { n: T.number(Math.max(0, left)) });
    more.onclick = () => { limit += STEP; T.drawTable(true); };
    drawUndated(order);
  };

  function drawUndated(order) {
    const box = T.byId("undated"), off = order.filter(index => T.middle(index) === null);
    box.hidden = !off.length;
    T.byId("undated-heading").textContent = T.say("undated", { n: T.number(off.length) });
    box.querySelector("ul").replaceChildren(...off.slice(0, limit).map(index => {
      const event = T.data.events[index];
      return T.make("li", {}, opening(index, event.title),
        T.make("span", { class: "kind" }, T.say("modality." + event.modality, {}, event.modality)));
    }));
  }
})(window.Timeline = window.Timeline || {});
