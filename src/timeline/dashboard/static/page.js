"use strict";
// The page: the words around the chart, the switches, and what happens when anything changes.
(T => {
  function drawMasthead() {
    const root = document.documentElement, { lang, theme } = T.state;
    root.lang = lang;
    root.dir = T.rightToLeft(lang) ? "rtl" : "ltr";
    root.dataset.theme = theme;
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = T.say(element.dataset.word);
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", T.say(element.dataset.label));
    const description = T.data.descriptions[lang] || T.data.description;
    T.byId("title").textContent = document.title = T.data.titles[lang] || T.data.title;
    T.byId("description").textContent = description;
    T.byId("description").hidden = !description;
    T.byId("languages").replaceChildren(...T.languages.map(code =>
      T.make("button", { type: "button", lang: code, "aria-pressed": String(code === lang), onclick: () => set("lang", code) }, new Intl.DisplayNames([code], { type: "language" }).of(code))));
    const other = theme === "dark" ? "light" : "dark";
    T.byId("theme").textContent = T.say(other);
    T.byId("theme").onclick = () => set("theme", other);
    drawMenu();
    drawFacts();
  }

  // The other timelines of the live app; a page that stands alone has none.
  function drawMenu() {
    const entries = T.data.menu || [];
    T.byId("menu").hidden = entries.length < 2;
    T.byId("menu").replaceChildren(...entries.map(([address, title]) =>
      T.make("a", { href: address, "aria-current": address === T.data.address ? "page" : null, dir: "auto" }, title)));
  }

  function drawFacts() {
    const papers = T.data.documents, facts = T.partial() ? [] : [papers.length === 1 ? T.say("oneArticle") : T.say("articles", { n: T.number(papers.length) })];
    if (papers.length === 1 && !T.partial()) {
      const unknown = papers[0].earliest === null && papers[0].latest === null;
      facts.push(unknown ? T.published(papers[0]) : `${T.say("publishedOn", { when: T.published(papers[0]) })} (${T.say("basis." + papers[0].basis, {}, papers[0].basis)})`);
    }
    if (T.data.leftOut) facts.push(T.say("leftOut", { n: T.number(T.data.leftOut) }));
    T.byId("facts").replaceChildren(...facts.map(text => T.make("span", {}, text)));
  }

  function drawTools() {
    const button = (name, sign, action) => T.make("button", { type: "button", class: "sign", title: T.say(name), "aria-label": T.say(name), onclick: action }, sign);
    const back = T.state.axis === "rtl" ? 1 : -1;
    const toggle = (key, name, options) => T.make("label", { class: "field inline" }, T.make("span", {}, T.say(name)),
      T.make("select", { onchange: event => set(key, event.target.value) }, ...options.map(([value, word]) => T.make("option", { value, selected: T.state[key] === value }, word))));
    const [low, high] = T.data.extent, narrow = innerWidth <= 640, more = T.byId("tools").querySelector(".more");
    // On a phone what is rarely touched is behind one word.
    const rest = items => (narrow ? [T.make("details", { class: "more", open: Boolean(more && more.open) }, T.make("summary", {}, T.say("settings")), T.make("div", {}, ...items))] : items);
    T.byId("tools").replaceChildren(
      T.make("div", { class: "switch", dir: "ltr" },
        button(back < 0 ? "earlier" : "later", "‹", () => T.move(0.4 * back)), button("zoomIn", "+", () => T.zoom(0.5)), button("zoomOut", "−", () => T.zoom(2)),
        button(back < 0 ? "later" : "earlier", "›", () => T.move(-0.4 * back))),
      T.make("button", { type: "button", id: "all", onclick: () => T.setView(low, high) }, T.say("all")),
      ...rest([T.make("button", { type: "button", "aria-pressed": String(T.state.rows === "all"), onclick: () => { T.unfolded.clear(); set("rows", T.state.rows === "all" ? "few" : "all"); } }, T.say("rows")),
      toggle("calendar", "calendar", [["gregorian", T.say("gregorian")], ["hijri", T.say("hijri")]]),
      toggle("digits", "digits", [["latn", "123"], ["arab", "١٢٣"]]),
      toggle("axis", "axis", [["ltr", T.say("axisLtr")], ["rtl", T.say("axisRtl")]]),
      T.drawSave()]));
  }

  // How many events the view leaves out, on the button that shows them.
  T.drawOutside = (indexes, from, to) => {
    const outside = new Set(T.data.marks.filter(([index, , start, end]) => indexes.has(index) && (start >= to || end <= from)).map(([index]) => index)).size;
    T.byId("all").textContent = outside ? `${T.say("all")} (+${T.number(outside)})` : T.say("all");
  };

  function drawLegend() {
    const kinds = ["day", "span", "soft", "narrow", "open", "scheduled", "negated"];
    if (T.data.documents.some(paper => paper.earliest !== null && paper.latest !== null)) kinds.push("published");
    T.byId("legend").replaceChildren(...kinds.map(kind => T.make("li", {}, T.make("i", { class: `key ${kind}`, "aria-hidden": "true" }), T.say("legend." + kind))));
  }

  const set = (key, value) => { T.state[key] = value; T.changed(); };

  // What the server sent of a long timeline, in place of what was here; the view stays where it is.
  T.takePart = data => {
    T.load(data);
    T.draw();
  };

  T.changed = () => {
    T.retry();
    choose();
  };

  // What the server is asked for is drawn when it is here.
  function choose() {
    T.writeAddress();
    if (!T.askPart()) T.draw();
  }

  T.draw = () => {
    T.writeAddress();
    drawMasthead();
    drawTools();
    drawLegend();
    T.drawFilters();
    const any = T.filtered().length, nothing = T.byId("nothing");
    nothing.hidden = any > 0;
    nothing.textContent = T.data.error ? `${T.say("failed")} ${T.data.error}` : T.say(T.data.events.length ? "none" : "empty");
    T.byId("retry").hidden = !T.data.error;
    T.byId("retry").textContent = T.say("retry");
    T.byId("retry").onclick = T.retry;
    T.drawViews();
    T.drawTable();
  };

  let started = false;
  // Shows a timeline: the first time the page comes alive, after that it takes the new data.
  T.show = data => {
    T.load(data);
    if (started) T.resetView();
    T.opened();
    T.sayProblem("");
    choose();
    if (started) return;
    started = true;
    T.listenToCard();
    T.listenToFilters();
    let wait = 0, width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth === width) return; // a phone's address bar changes only the height
      width = innerWidth;
      clearTimeout(wait);
      wait = setTimeout(() => { drawTools(); T.drawViews(); }, 120);
    });
    addEventListener("hashchange", () => { T.readAddress(); T.changed(); });
  };

  // A long timeline's data is packed, for the size of the page.
  const unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };

  function tooOld() {
    T.readAddress();
    T.byId("nothing").textContent = T.say("tooOld");
    T.byId("nothing").hidden = false;
  }

  const inlined = T.byId("data");
  if (inlined && inlined.type === "application/json") T.show(JSON.parse(inlined.textContent));
  else if (inlined) unpack(inlined.textContent).then(text => T.show(JSON.parse(text)), tooOld);
  else {
    // The live app's timeline has been asked for (begin.js). Dash is told what is shown, and gives what is new.
    // Where that fails the reader is told why, and Dash's clock asks again.
    const begun = T.begun.then(T.show, problem => {
      T.readAddress();
      T.sayProblem(problem.message);
    });
    const show = async text => {
      await (text ? T.show(JSON.parse(text)) : begun);
      return T.data ? T.data.mark : null;
    };
    window.dash_clientside = { ...window.dash_clientside, timeline: { show } };
  }
})(window.Timeline = window.Timeline || {});
