/* The graph as the page holds it (kg/exports/html/pack.py writes this form), with the indexes that
   everything else asks: neighbours of a node, statements between two nodes. Nodes and edges are numbers. */

const graph = (() => {
  const read = (id) => JSON.parse($(id).textContent);
  const nodes = read("nodes");
  const edges = read("edges");
  const details = read("details");
  const paperCount = details.papers.abstract.length;
  const statementCount = details.statements.id.length;
  const byId = new Map(details.ids.map((id, i) => [id, i]));

  // Edge numbers by node, as one flat array with offsets: ten thousand small arrays would cost more.
  const offsets = new Uint32Array(nodes.length + 1);
  for (const e of edges) { offsets[e.from + 1]++; offsets[e.to + 1]++; }
  for (let i = 0; i < nodes.length; i++) offsets[i + 1] += offsets[i];
  const incident = new Uint32Array(edges.length * 2);
  const next = offsets.slice();
  edges.forEach((e, i) => { incident[next[e.from]++] = i; incident[next[e.to]++] = i; });

  return {
    nodes, edges, details, paperCount, statementCount,
    types: details.types,
    relations: details.relations,
    relation: Object.fromEntries(details.relations.map((r, i) => [r.name, i])),
    together: details.relations.length - 1,
    order: details.order,
    find: (id) => (byId.has(id) ? byId.get(id) : -1),
    id: (i) => details.ids[i],
    label: (i) => nodes[i].label,
    type: (i) => details.types[nodes[i].group],
    isPaper: (i) => i < paperCount,
    aliases: (i) => (i < paperCount ? [] : details.entities.aliases[i - paperCount]),
    edgesOf: (i) => incident.subarray(offsets[i], offsets[i + 1]),
    other: (edge, i) => (edges[edge].from === i ? edges[edge].to : edges[edge].from),
    isStatement: (edge) => edge < statementCount,
    edgeId: (edge) => (edge < statementCount
      ? details.statements.id[edge] : details.together.id[edge - statementCount]),
    /** 0 to 100; co-mentions are counted, not read, and so are certain. */
    confidence: (edge) => (edge < statementCount ? details.statements.confidence[edge] : 100),
    npmi: (edge) => details.together.npmi[edge - statementCount] / 100,
    evidence: (edge) => (edge < statementCount ? details.statements.evidence[edge] : []),
    year: (i) => (i < paperCount ? Number((/^\d{4}/.exec(details.papers.date[i]) || [0])[0]) : 0),
  };
})();

/** How telling a co-mention is: association, weighed by how many papers bear it. */
function strength(edge) {
  return graph.npmi(edge) * Math.log2(1 + graph.edges[edge].value);
}

/** Every edge between two nodes, statements first. */
function between(a, b) {
  return [...graph.edgesOf(a)].filter((e) => graph.other(e, a) === b);
}

/** Title and abstract of a paper. */
function paperText(i, field) {
  return field === 0 ? graph.label(i) : graph.details.papers.abstract[i];
}

/** One piece of evidence, unpacked. */
function unpack([paper, field, start, end, rule, confidence, quote]) {
  return {
    paper, field, start, end, confidence,
    rule: graph.details.rules[rule],
    quote: quote === undefined ? paperText(paper, field).slice(start, end) : quote,
  };
}

/** Edges of a node by relation name; only those where the node is subject, object, or either. */
function edgesBy(i, relation, side = "any") {
  const wanted = graph.relation[relation];
  return [...graph.edgesOf(i)].filter((e) => {
    const edge = graph.edges[e];
    return edge.r === wanted && (side === "any" || (side === "subject" ? edge.from : edge.to) === i);
  });
}
