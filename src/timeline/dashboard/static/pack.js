"use strict";
// Where each mark and its label fit: rows within lanes, so that nothing stands on anything else.
(T => {
  const GAP = 10, POINT = 8, NARROW = 10, HEADING = 1.05, MOST_LABELS = 400;
  T.ROW = 30; // pixels
  T.LABEL_FONT = 13.5;

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function widthOf(text) {
    pen.font = `${T.LABEL_FONT}px ${T.fonts().label}`;
    const key = pen.font + text;
    if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
    return widths.get(key);
  }

  // The text shortened to whole words that fit; "" where not even its beginning does.
  function fitting(text, room) {
    if (widthOf(text) <= room) return text;
    const words = text.split(" ");
    let low = 0, high = words.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (widthOf(words.slice(0, middle).join(" ") + "…") <= room) low = middle; else high = middle - 1;
    }
    return low < Math.min(2, words.length) ? "" : words.slice(0, low).join(" ").replace(/[\s،,;:؛.–—-]+$/, "") + "…";
  }

  // Escaped for Plotly and isolated in its language's direction, in this order after shortening.
  T.forPlotly = (text, language) => (T.rightToLeft(language) ? "\u2067" : "\u2068")
    + text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\$/g, "&#36;") + "\u2069";

  // view: {from, to, width, rtl (time runs right to left), indexes (events to show, a Set)}
  // Gives for each mark in view its row, whether it is too narrow for a bar, and its label; and the lanes' tops.
  T.pack = (marks, lanes, view) => {
    const scale = view.width / (view.to - view.from);
    const x = day => (view.rtl ? view.to - day : day - view.from) * scale;
    const placed = marks.map(() => null);
    const inView = ([index, , start, end]) => view.indexes.has(index) && start < view.to && end > view.from;
    const labelled = marks.filter(inView).length <= MOST_LABELS;
    const tops = [];
    let top = 0;
    lanes.forEach((lane, number) => {
      const members = marks.flatMap((mark, i) => (mark[1] === number && inView(mark) ? [i] : []));
      if (!members.length) return;
      const boxes = members.map(i => box(marks[i], i, x, view, labelled));
      boxes.sort((a, b) => a.left - b.left || a.mark - b.mark);
      const ends = [];
      for (const item of boxes) {
        let row = ends.findIndex(end => end + GAP <= item.left);
        if (row < 0) row = ends.length;
        ends[row] = item.right;
        placed[item.mark] = { y: top + HEADING + row, narrow: item.narrow, label: item.label };
      }
      tops.push({ lane: number, y: top, count: members.length });
      top += HEADING + ends.length + 0.25;
    });
    return { placed, tops, height: top };
  };

  function box([index, , start, end, openStart, openEnd], mark, x, view, labelled) {
    const ends = [x(start), x(end)].sort((a, b) => a - b);
    const day = T.data.events[index].earliest === T.data.events[index].latest;
    const narrow = day || ends[1] - ends[0] < NARROW;
    let [left, right] = ends;
    if (narrow) { const middle = (left + right) / 2; left = middle - POINT; right = middle + POINT; }
    if (openStart || openEnd) { left -= 6; right += 6; }
    const label = labelled ? labelFor(index, left, right, narrow, view) : null;
    if (label && label.side === "left") left -= label.width + 8;
    if (label && label.side === "right") right += label.width + 8;
    return { mark, left, right, narrow, label };
  }

  // Beside its mark where the reader's eye goes on, on the other side where that has no room, inside a wide bar.
  function labelFor(index, from, to, narrow, view) {
    const event = T.data.events[index];
    const language = T.data.documents[event.document].language;
    const most = Math.min(view.width * 0.62, 330);
    const onward = T.rightToLeft(language) ? "left" : "right";
    const other = onward === "left" ? "right" : "left";
    const left = Math.max(0, from), right = Math.min(view.width, to);
    const room = { left: from - 10, right: view.width - to - 10 };
    const inside = !narrow && right - left >= 90 && fitting(event.title, right - left - 24);
    if (inside && (inside === event.title || widthOf(inside) > 0.6 * most)) {
      return { text: T.forPlotly(inside, language), side: "inside", width: widthOf(inside) };
    }
    const full = Math.min(widthOf(event.title), most);
    const side = room[onward] >= full || room[onward] >= room[other] ? onward : other;
    const text = fitting(event.title, Math.min(most, room[side]));
    return text ? { text: T.forPlotly(text, language), side, width: widthOf(text) } : null;
  }
})(window.Timeline = window.Timeline || {});
