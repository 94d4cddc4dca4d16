/* The overview: what there is, what is most used, and ways in. */

/** What the overview lists; found out once, because the graph stays what it is. */
const leaders = (() => {
  let found = null;
  return () => found ??= {
    types: graph.types.filter((t) => t.name !== "Paper").map((type) => ({ type, ...mostNamed(type.name, 6) })).filter(({ all }) => all),
    pairs: strongest(10),
    papers: busiestPapers(8),
  };
})();

/** The panel when nothing is chosen. */
function overviewPanel() {
  const { types, pairs, papers } = leaders();
  return [
    el("p", { class: "kicker" }, "Overview"),
    el("h2", {}, "What the papers work with"),
    el("dl", { class: "figures" }, figures().map(([value, name]) => el("div", {}, el("dd", {}, value.toLocaleString("en")), el("dt", {}, name)))),
    section("Ask", el("ul", { class: "questions" }, Object.entries(QUESTIONS).map(([key, q]) => el("li", {}, link({ ...CLEARED, node: "", ask: key }, q.title))))),
    ...types.map(topOf),
    section("Strongest pairs", list(pairs.map((e) => {
      const { from, to, value } = graph.edges[e];
      return [nodeLink(from, 34), " + ", nodeLink(to, 34), " ", pairLink(from, to, el("span", { class: "fine" }, count(value, "paper")))];
    }), { first: 10 })),
    section("Most connected papers", list(papers.map((i) => nodeLink(i, 80)), { first: 5 })),
    correctionsLink(),
  ];
}

function figures() {
  const papers = graph.paperCount;
  return [[papers, "papers"], [graph.nodes.length - papers, "entities"], [graph.statementCount, "statements"], [graph.edges.length - graph.statementCount, "pairs named together"]];
}

/** The most named nodes of a type, and how many of the type there are. */
function mostNamed(name, number) {
  const nodes = graph.order.filter((i) => graph.type(i).name === name);
  const top = [...nodes].sort((a, b) => graph.nodes[b].value - graph.nodes[a].value || graph.nodes[b].k - graph.nodes[a].k);
  return { top: top.slice(0, number), all: nodes.length };
}

/** The most named of a type as bars, with a way to see all of them on the map and as a list. */
function topOf({ type, top, all }) {
  return section(type.plural, bars(top.map((i) => [nodeLink(i, 60), graph.nodes[i].value])),
    el("p", { class: "fine" }, link({ ...CLEARED, node: "", list: type.name }, `All ${all.toLocaleString("en")} ${type.plural.toLowerCase()}`)));
}

/** The co-mentions with the strongest association. */
function strongest(number) {
  const all = [];
  for (let e = graph.statementCount; e < graph.edges.length; e++) if (graph.edges[e].value > 1) all.push(e);
  return all.sort((a, b) => strength(b) - strength(a) || a - b).slice(0, number);
}

function busiestPapers(number) {
  return Array.from({ length: graph.paperCount }, (_, i) => i)
    .sort((a, b) => graph.edgesOf(b).length - graph.edgesOf(a).length || a - b).slice(0, number);
}

/** Every node of a type, most important first. */
function typePanel(name) {
  const type = graph.types.find((t) => t.name === name);
  const nodes = graph.order.filter((i) => graph.type(i).name === name)
    .sort((a, b) => graph.nodes[b].value - graph.nodes[a].value || graph.nodes[b].k - graph.nodes[a].k);
  const shown = asList(state.whole).includes(name);
  return [
    el("p", { class: "kicker" }, sign(type, 13), "All of a type"),
    el("h2", {}, type.plural),
    el("p", { class: "lead" }, type.definition),
    el("div", { class: "actions-row" },
      el("button", { type: "button", class: "plain", "aria-pressed": String(shown), on: { click: () => go({ whole: toggled(state.whole, name) }) } }, shown ? "Back to the most important" : "Show all on the map"),
      sparqlButton(typeQuery(type))),
    list(nodes.map((i) => [nodeLink(i), " ", el("span", { class: "fine" }, graph.isPaper(i) ? "" : count(graph.nodes[i].value, "paper"))]), { first: 100, kind: "ol" }),
  ];
}
