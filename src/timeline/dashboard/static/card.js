"use strict";
// The event card, and the small tip beside the pointer: what, when and why then, who, where, in which words.
(T => {
  let opener = null;

  // A passage with the quote, the trigger, the time expression and other mentions marked; only text is ever set.
  T.passage = (event, pieces = event.passage) => {
    const box = T.make("blockquote", { dir: "auto", lang: T.data.documents[event.document].language });
    for (const [text, kinds] of pieces) {
      const marked = kinds.includes("x") ? "expression" : kinds.includes("t") ? "trigger" : kinds.includes("m") ? "mention" : "";
      const node = marked ? T.make("mark", { class: marked }, text) : text;
      box.append(kinds.includes("q") ? T.make("span", { class: "quote" }, node) : node);
    }
    return box;
  };

  // Where else the article tells it.
  function again(event) {
    if (!event.elsewhere.length) return [];
    return [T.make("h3", {}, T.say("elsewhere", { n: T.number(event.elsewhere.length) })),
      T.make("ul", { class: "elsewhere" }, ...event.elsewhere.map(pieces => T.make("li", {}, T.passage(event, pieces))))];
  }

  T.expression = event => event.passage.filter(([, kinds]) => kinds.includes("x")).map(([text]) => text).join("");

  // A basis is a list like "published (inferred), one of a set"; what is in brackets is said with the date of publication.
  function reasons(basis) {
    return basis.split(/[,;]/).map(part => part.replace(/\(.*?\)/g, "").trim()).filter(Boolean)
      .map(part => T.say("reason." + part, {}, T.say("reason.other", { basis: part })));
  }

  function why(event) {
    const paper = T.data.documents[event.document], words = T.expression(event);
    const lines = [words ? T.say("because", { words: `\u2068${words}\u2069` }) : T.say("reason.none"), ...reasons(event.basis)];
    const stated = paper.earliest === null && paper.latest === null ? T.say("publishedUnknown")
      : `${T.say("publishedOn", { when: T.published(paper) })} (${T.say("basis." + paper.basis, {}, paper.basis)})`;
    return [...lines, stated].filter(Boolean);
  }

  const both = event => {
    const words = T.when(event);
    return event.edtf ? [words, T.make("code", { class: "line", dir: "ltr" }, event.edtf)] : [words];
  };

  function fact(name, ...values) {
    return values.flat().length && values.flat()[0] !== "" ? [T.make("dt", {}, T.say(name)), T.make("dd", {}, ...values.flat())] : [];
  }

  // What the article says stands on the side where the page's own words stand, in its own direction.
  const own = text => (text ? T.make("bdi", {}, text) : "");

  function link(paper) {
    if (!/^https?:\/\//.test(paper.url || "")) return null;
    return T.make("a", { href: paper.url, rel: "noopener noreferrer nofollow", target: "_blank", dir: "auto" }, paper.title || paper.source || T.say("link"));
  }

  // Who wrote it; of a long timeline that comes with the passage.
  const byline = (event, paper) => {
    const authors = event.authors || paper.authors;
    return authors.length ? [T.make("bdi", { class: "author" }, authors.join(T.state.lang === "ar" ? "، " : ", ")), " · "] : [];
  };

  T.openCard = index => {
    const wanted = T.data.events[index];
    if (T.partial() && !wanted.passage.length) T.askPassage(wanted).then(() => { if (T.data.events[index] === wanted && wanted.passage.length) T.openCard(index); });
    const card = T.byId("card"), event = T.data.events[index], paper = T.data.documents[event.document];
    if (!card.open) opener = document.activeElement;
    T.focused = index;
    T.byId("tip").hidden = true;
    const order = T.byDate(T.filtered()), at = order.indexOf(index);
    const step = (name, to) => T.make("button", { type: "button", disabled: order[to] === undefined, onclick: () => T.openCard(order[to]) }, T.say(name));
    card.replaceChildren(
      T.make("header", {},
        T.make("p", { class: "kicker" }, `${T.say("type." + event.type, {}, event.type)} · ${T.say("modality." + event.modality, {}, event.modality)}`),
        T.make("button", { type: "button", class: "close", "aria-label": T.say("close"), onclick: () => card.close() }, "×"),
        T.make("h2", { id: "card-title", dir: "auto" }, event.title)),
      T.make("dl", {},
        ...fact("when", both(event)),
        ...fact("why", why(event).map(line => T.make("span", { class: "line" }, line))),
        ...fact("who", T.whoOf(event).map(name => T.make("span", { class: "chip" }, T.make("bdi", {}, name)))),
        ...fact("where", own(T.called("place", event.where))),
        ...fact("attribution", own(event.says)),
        ...(event.sure === null ? [] : fact("confidence", T.percent(event.sure), ...event.sureWhy.map(name => T.make("span", { class: "line" }, T.say("sure." + name, {}, name)))))),
      T.make("h3", {}, T.say("quote")),
      T.passage(event),
      ...again(event),
      T.make("footer", {}, T.make("p", {}, ...byline(event, paper), paper.source ? `${paper.source} ` : "", link(paper) || T.make("span", { dir: "auto" }, paper.title)),
        T.make("nav", {}, step("previous", at - 1), step("next", at + 1))));
    card.lang = T.state.lang;
    if (!card.open) card.showModal();
    card.scrollTop = 0;
    T.drawChart();
  };

  T.listenToCard = () => {
    const card = T.byId("card");
    card.addEventListener("click", event => { if (event.target === card) card.close(); });
    card.addEventListener("close", () => { if (opener && opener.isConnected) opener.focus(); });
  };

  // The tip below and beside a place, which is so many pixels high; above it where there is no room below.
  T.placeTip = (x, y, high = 0, margin = 12) => {
    const tip = T.byId("tip"), { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(x + margin, innerWidth - width - 8))}px`;
    tip.style.top = `${y + margin + height > innerHeight ? Math.max(8, y - high - height - margin) : y + margin}px`;
  };

  T.fillTip = (tip, index) => {
    const event = T.data.events[index], language = T.data.documents[event.document].language;
    const quote = event.quote.length > 260 ? event.quote.slice(0, event.quote.lastIndexOf(" ", 260) > 0 ? event.quote.lastIndexOf(" ", 260) : 260) + "…" : event.quote;
    tip.replaceChildren(T.make("strong", { dir: "auto" }, event.title), T.make("span", { class: "when" }, T.when(event)),
      T.make("q", { dir: "auto", lang: language }, quote));
  };
})(window.Timeline = window.Timeline || {});
