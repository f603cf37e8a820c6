"use strict";
// Where each mark and its label fit: rows within lanes, so that nothing stands on anything else. A lane has a few
// rows until it is unfolded; what does not fit into them is gathered into counted clusters, which open on zooming in.
(T => {
  const GAP = 10, POINT = 8, NARROW = 10, CELL = 4, CLUSTER = 40, MOST_LABELS = 400, FEW_LABELS = 30, FOLDED_ROWS = 19, LEAST_ROWS = 2;
  T.ROW = 30; // pixels
  T.LABEL_FONT = 13.5;

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  const widthOf = T.widthOf = (text, style = "") => {
    pen.font = `${style}${T.LABEL_FONT}px ${T.fonts().label}`;
    const key = pen.font + text;
    if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
    return widths.get(key);
  };

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

  // Rows as strips of cells a few pixels wide, each taken or free.
  function rowsOf(width, most) {
    const cells = Math.ceil(width / CELL) + 1, rows = [];
    const span = ({ left, right }) => [Math.max(0, Math.floor(left / CELL)), Math.min(cells - 1, Math.ceil((right + GAP) / CELL))];
    const free = (row, [a, b]) => { for (let cell = a; cell <= b; cell++) if (row[cell]) return false; return true; };
    const take = (box, from = 0) => {
      const wanted = span(box);
      let number = from;
      while (number < rows.length && !free(rows[number], wanted)) number++;
      if (number >= most) return -1;
      while (number >= rows.length) rows.push(new Uint8Array(cells));
      rows[number].fill(1, wanted[0], wanted[1] + 1);
      return number;
    };
    return { take, count: () => rows.length };
  }

  // First what is known best, and of that from all over the axis: the n-th of many is far from those before it.
  function byWorth(boxes) {
    const apart = n => { let share = 0, part = 0.5; for (let k = n + 1; k; k >>= 1, part /= 2) share += (k & 1) * part; return share; };
    const ranks = [0, 0, 0];
    return boxes.map(item => ({ item, worth: item.worth, turn: apart(ranks[item.worth]++) }))
      .sort((a, b) => a.worth - b.worth || a.turn - b.turn || a.item.mark - b.item.mark).map(({ item }) => item);
  }

  function arrange(boxes, most, view, heading) {
    const rows = rowsOf(view.width, most), placed = [], left = [];
    if (heading) rows.take(heading);
    for (const item of most === Infinity ? boxes : byWorth(boxes)) {
      let row = rows.take(item), label = item.label;
      if (row < 0 && label) { label = null; row = rows.take(item.bare); }
      if (row < 0) left.push(item); else placed.push({ ...item, row, label });
    }
    return { placed, left, rows: Math.max(1, rows.count()) };
  }

  // What found no row, gathered where it is: neighbours become one.
  function clusters(left, lane, y, view) {
    const found = [];
    for (const item of [...left].sort((a, b) => a.middle - b.middle)) {
      const at = Math.min(view.width - CLUSTER / 2, Math.max(CLUSTER / 2, item.middle)), last = found.at(-1);
      if (last && at - last.at < CLUSTER) last.marks.push(item.mark);
      else found.push({ lane, y, at, marks: [item.mark] });
    }
    return found;
  }

  // The most rows that each lane may have, such that all of them together stay within reach.
  function share(needs, total) {
    let most = LEAST_ROWS;
    while (needs.reduce((sum, need) => sum + Math.min(need, most + 1), 0) <= total && needs.some(need => need > most)) most++;
    return needs.some(need => need > most) ? most : Infinity;
  }

  // view: {from, to, width, rtl (time runs right to left), indexes (events to show, a Set), unfolded (lanes, a Set), name (of a lane)}
  // Gives for each mark in view its row, whether it is too narrow for a bar, and its label; the clusters; the lanes' tops.
  T.pack = (marks, lanes, view) => {
    const scale = view.width / (view.to - view.from);
    const x = day => (view.rtl ? view.to - day : day - view.from) * scale;
    const members = lanes.map(() => []);
    let count = 0;
    marks.forEach((mark, i) => {
      if (view.indexes.has(mark[0]) && mark[2] < view.to && mark[3] > view.from) { members[mark[1]].push(i); count++; }
    });
    const labelled = count <= MOST_LABELS, above = view.width < 560, right = T.rightToLeft(T.state.lang);
    const prepared = members.flatMap((found, lane) => {
      if (!found.length) return [];
      let boxes = found.map(i => box(marks[i], i, x, view));
      const named = new Set(labelled ? boxes : byWorth(boxes).slice(0, FEW_LABELS));
      boxes = boxes.map(item => (named.has(item) ? withLabel(item, marks[item.mark][0], view) : item)).sort((a, b) => a.left - b.left || a.mark - b.mark);
      const wide = widthOf(view.name(lane), "bold ") + 58;
      const heading = above ? null : right ? { left: view.width - wide, right: view.width } : { left: 0, right: wide };
      return [{ lane, boxes, heading, need: labelled ? arrange(boxes, Infinity, view, heading).rows : Infinity }];
    });
    const folded = prepared.filter(({ lane }) => !view.unfolded.has(lane));
    const most = view.unfolded.size === lanes.length ? Infinity : share(folded.map(({ need }) => need), FOLDED_ROWS);
    const placed = marks.map(() => null), tops = [], gathered = [];
    let top = 0;
    for (const { lane, boxes, heading, need } of prepared) {
      const room = view.unfolded.has(lane) || need <= most ? Infinity : most;
      const found = arrange(boxes, room, view, heading), first = top + (above ? 1.35 : 0.6);
      for (const { mark, row, narrow, label } of found.placed) placed[mark] = { y: first + row, narrow, label };
      const whole = new Map(found.left.map(item => [item.mark, item])), bare = mark => whole.get(mark).bare || whole.get(mark);
      const [many, lone] = [[], []];
      for (const cluster of clusters(found.left, lane, first + found.rows - 0.05, view)) (cluster.marks.length > 1 ? many : lone).push(cluster);
      // A lone event keeps its mark where that has room, and its label: a circle that counts one hides what it is.
      const taken = many.map(({ at }) => [at - CLUSTER / 2, at + CLUSTER / 2]);
      const free = ({ left, right }) => taken.every(([from, to]) => to < left || from > right);
      const wide = ({ marks: [mark] }) => bare(mark).right - bare(mark).left;
      for (const cluster of lone.sort((a, b) => wide(a) - wide(b))) {
        const [mark] = cluster.marks, fits = [whole.get(mark), bare(mark)].find(free);
        taken.push(fits ? [fits.left, fits.right] : [cluster.at - CLUSTER / 2, cluster.at + CLUSTER / 2]);
        if (fits) placed[mark] = { y: cluster.y, narrow: fits.narrow, label: fits === whole.get(mark) ? fits.label : null, small: fits.narrow };
        else many.push(cluster);
      }
      gathered.push(...many);
      tops.push({ lane, y: top, count: boxes.length, folds: need > most || (T.unfolded.has(lane) && T.state.rows !== "all"), folded: room !== Infinity });
      top = first + found.rows - 0.5 + (found.left.length ? 0.95 : 0.15);
    }
    return { placed, tops, height: top, clusters: gathered };
  };

  function box([index, , start, end, openStart, openEnd], mark, x, view) {
    const ends = [x(start), x(end)].sort((a, b) => a - b), event = T.data.events[index];
    const narrow = event.earliest === event.latest || ends[1] - ends[0] < NARROW;
    let [left, right] = ends;
    const middle = (Math.max(0, left) + Math.min(view.width, right)) / 2;
    if (narrow) { left = middle - POINT; right = middle + POINT; }
    if (openStart || openEnd) { left -= 6; right += 6; }
    return { mark, left, right, middle, narrow, label: null, worth: openStart || openEnd ? 2 : narrow ? 0 : 1 };
  }

  // The box with the room that its label takes; `bare` is the box without.
  function withLabel(item, index, view) {
    const label = labelFor(index, item.left, item.right, item.narrow, view);
    const room = side => (label && label.side === side ? label.width + 8 : 0);
    return { ...item, label, bare: item, left: item.left - room("left"), right: item.right + room("right") };
  }

  // Beside its mark where the reader's eye goes on, on the other side where that has no room, inside a wide bar.
  function labelFor(index, from, to, narrow, view) {
    const event = T.data.events[index];
    const language = T.data.documents[event.document].language;
    const most = Math.min(view.width * 0.62, 300);
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
