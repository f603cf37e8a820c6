"use strict";
// A timeline too long to be sent whole: the server is asked for what the screen shows, and counts the rest.
(T => {
  let asked = "", asking = false;

  T.partial = () => Boolean(T.data && T.data.partial);

  // What is chosen, as the server is asked for it.
  T.question = (state = T.state, [low, high] = T.view()) => {
    const parameters = { q: state.q, from: state.from, to: state.to, mode: state.mode, sure: state.sure, low, high };
    for (const facet of T.FACETS) parameters[facet] = state[facet];
    return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "")).toString();
  };
  const wanted = () => `${T.data.address}?${T.question()}`;

  // What a timeline opens with is what is sent to who has chosen nothing.
  T.opened = () => { asked = `${T.data.address}?${T.question(T.DEFAULT, T.data.view)}`; };

  // Asks for what is chosen now, and says so, unless it is here already. One question at a time: what is chosen while
  // an answer is on its way is asked for after it, and only the latest is drawn.
  T.askPart = () => {
    if (!T.partial() || wanted() === asked) return false;
    if (!asking) ask();
    return true;
  };
  async function ask() {
    asking = true;
    T.byId("chart").setAttribute("aria-busy", "true");
    try {
      while (wanted() !== asked) {
        const question = asked = wanted();
        const answer = await fetch("/part" + question, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.statusText);
        const data = await answer.json();
        if (data.error) throw new Error(data.error);
        if (question === wanted()) T.takePart(data);
      }
      T.sayProblem("");
    } catch (problem) {
      // What is here stays; whatever the reader does next asks again.
      asked = "";
      T.draw();
      T.sayProblem(problem.message);
    } finally {
      asking = false;
      T.byId("chart").removeAttribute("aria-busy");
    }
  }

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
