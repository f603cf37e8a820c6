"use strict";
// Buttons over the cells and places of a view, for those who use no mouse: one of them is in the tab order, the arrow
// keys go on to the nearest in their direction, Enter does what a click does.
(T => {
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  // `items` in the order of reading: { x, y (as on the axes), wide, high (pixels), said, more (lines), point (of Plotly's), open }.
  T.cells = (box, items, name) => {
    const cells = box.nextElementSibling, { xaxis, yaxis } = box._fullLayout, here = cells.contains(document.activeElement);
    const kept = cells.querySelector("[tabindex='0']"), known = kept ? kept.dataset.what : "";
    const places = items.map(item => ({ ...item, left: box.offsetLeft + xaxis._offset + xaxis.l2p(item.x), top: box.offsetTop + yaxis._offset + yaxis.l2p(item.y) }));
    cells.hidden = box.hidden || !items.length;
    cells.setAttribute("aria-label", `${name}. ${T.say("cells")}`);
    const buttons = places.map(({ left, top, wide, high, said, more = [], point, open }) => {
      const button = T.make("button", { type: "button", class: "cell", tabindex: "-1", "aria-label": said.join(T.state.lang === "ar" ? "، " : ", "), onclick: open });
      button.dataset.what = [point.curveNumber, point.pointNumber].join();
      Object.assign(button.style, { left: `${left - wide / 2}px`, top: `${top - high / 2}px`, width: `${wide}px`, height: `${high}px` });
      button.addEventListener("focus", () => { enter(cells, button); tip(button, [...said, ...more]); });
      button.addEventListener("blur", () => { T.byId("tip").hidden = true; });
      button.addEventListener("keydown", event => move(event, places, buttons));
      return button;
    });
    cells.replaceChildren(...buttons);
    const first = buttons.find(button => button.dataset.what === known) || buttons[0];
    if (first) first.tabIndex = 0;
    if (here && first) first.focus();
  };

  // What the pointer is shown, for the keyboard: it stands under the cell, or above where there is no room.
  function tip(button, [first, ...lines]) {
    const tip = T.byId("tip"), cell = button.getBoundingClientRect();
    tip.replaceChildren(T.make("strong", { dir: "auto" }, first), ...lines.map(line => T.make("span", { dir: "auto" }, line)));
    tip.hidden = false;
    T.placeTip(cell.right, cell.bottom, cell.height);
  }

  function enter(cells, button) {
    for (const other of cells.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  function move(event, places, buttons) {
    const from = buttons.indexOf(event.currentTarget), arrow = ARROWS[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : arrow ? nearest(places, from, arrow) : -1;
    if (event.key === "Escape") T.byId("tip").hidden = true;
    if (to < 0) return;
    event.preventDefault();
    buttons[to].focus();
  }

  // The nearest one that lies in the arrow's direction; what lies aside of it counts three times as far.
  function nearest(places, from, [right, down]) {
    let best = -1, least = Infinity;
    places.forEach(({ left, top }, i) => {
      const [x, y] = [left - places[from].left, top - places[from].top], along = x * right + y * down, aside = Math.abs(x * down) + Math.abs(y * right);
      if (i === from || along < 1 || along + 3 * aside >= least) return;
      [best, least] = [i, along + 3 * aside];
    });
    return best;
  }
})(window.Timeline = window.Timeline || {});
