/* What the papers say of two nodes: every statement between them with its sentences, verbatim. */

/** The panel of the pair. */
function pairPanel([a, b]) {
  const edges = between(a, b);
  const statements = edges.filter(graph.isStatement);
  const together = edges.filter((e) => !graph.isStatement(e));
  return [
    el("p", { class: "kicker" }, "Connection"),
    el("h2", { class: "pair-title" }, nodeLink(a, 80), el("span", { class: "and" }, "and"), nodeLink(b, 80)),
    ...together.map((e) => el("p", { class: "lead" }, `Named together in ${count(graph.edges[e].value, "paper")}; association ${graph.npmi(e).toFixed(2)} of 1.`)),
    ...statements.map((e) => statementPart(e, a, b)),
    ...(together.length ? [sharedPapers(a, b)] : []),
    edges.length === 0 && el("p", { class: "lead" }, "No paper says anything of both."),
    sparqlButton(statements.length ? pairQuery(a, b) : sharedQuery(a, b)),
  ];
}

function statementPart(e, a, b) {
  const { from, to, r } = graph.edges[e];
  const relation = graph.relations[r];
  const evidence = graph.evidence(e).map(unpack);
  return el("section", { class: "statement" },
    el("h3", {}, el("bdi", {}, shorten(graph.label(from), 60)), " ", el("span", { class: "relation", style: { "--type": relation.colour } }, relation.wording), " ", el("bdi", {}, shorten(graph.label(to), 60))),
    el("p", { class: "fine", title: relation.definition }, `Confidence ${(graph.confidence(e) / 100).toFixed(2)}, ${count(evidence.length, "sentence")}`),
    list(evidence.map((piece) => sentence(piece, [a, b], { paper: !graph.isPaper(from) })), { first: 5 }));
}

/** The papers that name both, those first in which one sentence does, each with these sentences. */
function sharedPapers(a, b) {
  const papersOf = (i) => new Map([...graph.edgesOf(i)].filter((e) => graph.isPaper(graph.edges[e].from)).map((e) => [graph.edges[e].from, e]));
  const [ofA, ofB] = [papersOf(a), papersOf(b)];
  const shared = [...ofA.keys()].filter((paper) => ofB.has(paper)).map((paper) => ({ paper, ...sentencesOn(paper, a, b) }));
  shared.sort((x, y) => y.both - x.both || x.paper - y.paper);
  return section(`Papers that name both (${shared.length})`, list(shared.map(({ paper, pieces }) =>
    [nodeLink(paper), pieces.map((piece) => sentence(piece, [a, b], { paper: false }))]), { first: 5, kind: "ol" }));
}

/** The sentences of `paper` that bear its statements on `a` and `b`: those that hold both names if there
    are any, else the first on each. */
function sentencesOn(paper, a, b) {
  const pieces = new Map();
  for (const entity of [a, b]) for (const e of graph.edgesOf(entity)) {
    if (graph.edges[e].from !== paper) continue;
    for (const piece of graph.evidence(e).map(unpack)) {
      const key = `${piece.field} ${piece.start}`;
      const known = pieces.get(key) || { ...piece, on: new Set() };
      known.on.add(entity);
      pieces.set(key, known);
    }
  }
  const all = [...pieces.values()].sort((x, y) => x.field - y.field || x.start - y.start);
  const both = all.filter((p) => p.on.size === 2 || new Set(namesIn(p, [a, b]).map(([, , i]) => i)).size === 2);
  if (both.length) return { both: true, pieces: both.slice(0, 2) };
  return { both: false, pieces: [a, b].map((entity) => all.find((p) => p.on.has(entity))).filter(Boolean) };
}
