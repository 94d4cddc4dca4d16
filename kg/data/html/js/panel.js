/* The panel beside the map: one view at a time, chosen by the state. */

/** The parts of the view that the state asks for. */
function panelParts() {
  const pair = asPair(state.pair);
  if (pair) return pairPanel(pair);
  const path = asPair(state.path);
  if (path) return pathPanel(path);
  if (Object.hasOwn(QUESTIONS, state.ask)) return questionPanel(state.ask, graph.find(state.about));
  if (state.list === "corrections") return correctionsPanel();
  if (graph.types.some((t) => t.name === state.list)) return typePanel(state.list);
  const node = graph.find(state.node);
  if (node >= 0) return graph.isPaper(node) ? paperPanel(node) : entityPanel(node);
  return overviewPanel();
}

/** Show the view and say its heading. */
function showPanel() {
  const body = $("panel-body");
  body.replaceChildren(...panelParts().flat(Infinity).filter(Boolean));
  $("panel").scrollTop = 0;
  body.scrollTop = 0;
  const title = body.querySelector("h2")?.textContent || "";
  document.title = state.node || state.pair || state.ask ? `${plain(title)} – Knowledge graph` : `Knowledge graph of ${count(graph.paperCount, "paper")}`;
}

/** A shortest path, step by step, with the sentences of each step behind a link. */
function pathPanel([a, b]) {
  const path = shortestPath(a, b, edgeFilter(state));
  return [
    el("p", { class: "kicker" }, "Shortest path"),
    el("h2", { class: "pair-title" }, nodeLink(a, 60), el("span", { class: "and" }, "to"), nodeLink(b, 60)),
    path
      ? el("ol", { class: "steps" }, path.map((i, at) => el("li", {}, nodeLink(i), at + 1 < path.length && el("p", { class: "fine" }, pairLink(i, path[at + 1], stepWording(i, path[at + 1]))))))
      : el("p", { class: "lead" }, "Nothing connects them with the present filters."),
  ];
}

function stepWording(a, b) {
  const lead = between(a, b).filter(edgeFilter(state)).sort((x, y) => graph.edges[x].r - graph.edges[y].r)[0];
  const { from, r } = graph.edges[lead];
  const wording = graph.relations[r].wording;
  return r === graph.together || from === a ? wording : `${wording} (other way round)`;
}
