"use strict";
// A timeline too long to be sent whole: the server is asked for what the screen shows, and counts the rest.
(T => {
  const WAIT = 120;
  let timer = 0, asked = "", turn = 0;

  T.partial = () => Boolean(T.data && T.data.partial);

  // What is chosen, as the server is asked for it.
  T.question = () => {
    const { state } = T, [low, high] = T.view(), parameters = { q: state.q, from: state.from, to: state.to, mode: state.mode, sure: state.sure, low, high };
    for (const facet of T.FACETS) parameters[facet] = state[facet];
    return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "")).toString();
  };

  // Asks for what is chosen now, unless it is here already; the latest answer counts.
  T.askPart = (wait = WAIT) => {
    if (!T.partial()) return;
    const wanted = `${T.data.address}?${T.question()}`;
    if (wanted === asked) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked = wanted;
      const mine = ++turn, view = T.view();
      T.byId("chart").setAttribute("aria-busy", "true");
      try {
        const answer = await fetch("/part" + wanted, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.statusText);
        const data = await answer.json();
        if (mine !== turn) return;
        if (data.error) throw new Error(data.error);
        T.takePart(data, view);
        T.sayProblem("");
      } catch (problem) {
        // What is here stays; whatever the reader does next asks again.
        asked = "";
        if (mine === turn) T.sayProblem(problem.message);
      } finally {
        if (mine === turn) T.byId("chart").removeAttribute("aria-busy");
      }
    }, wait);
  };

  T.sayProblem = text => {
    T.byId("problem").hidden = !text;
    T.byId("problem").textContent = text && `${T.say("failed")} ${text}`;
  };

  // A timeline that could not be shown is asked for again by whatever the reader does.
  T.retry = () => {
    const app = window.dash_clientside;
    if (T.data.error && app && app.set_props) app.set_props("clock", { n_intervals: Date.now() });
  };

  // The words of an event, which are not sent before somebody wants to read them.
  T.askPassage = async event => {
    if (!T.partial() || event.passage.length) return;
    const answer = await fetch(`/part${T.data.address}/${encodeURIComponent(event.id)}`);
    if (answer.ok) Object.assign(event, await answer.json());
  };

  // Clusters of the server's, gathered with those of the screen: counts of what was not sent.
  T.gather = (clusters, tops, view) => {
    if (!T.partial()) return clusters;
    const scale = view.width / (view.to - view.from), bottoms = new Map(tops.map((top, i) => [top.lane, (tops[i + 1] ? tops[i + 1].y : view.bottom) - 0.6]));
    const all = clusters.map(cluster => ({ ...cluster, more: 0, span: null }));
    for (const [lane, from, to, count] of T.data.clusters) {
      const middle = (from + to) / 2;
      if (middle < view.from || middle > view.to || !bottoms.has(lane)) continue;
      const at = Math.min(view.width - 20, Math.max(20, (view.rtl ? view.to - middle : middle - view.from) * scale));
      const near = all.find(other => other.lane === lane && Math.abs(other.at - at) < 40);
      const into = near || { lane, y: bottoms.get(lane), at, marks: [], more: 0, span: null };
      if (!near) all.push(into);
      into.more += count;
      into.span = into.span ? [Math.min(into.span[0], from), Math.max(into.span[1], to)] : [from, to];
    }
    return all;
  };
})(window.Timeline = window.Timeline || {});
