/* Which nodes and lines are on the map in a state: a pure function of state and graph. */

/** Lines of co-mention that a node keeps on the map: its strongest. Fewer make a readable map. */
const STRONGEST = 3;
/** A neighbourhood larger than this shows its most important nodes. */
const NEIGHBOURHOOD = 250;

/** A test for nodes: type, papers, community and year. */
function nodeFilter(s) {
  const types = asList(s.types);
  const allowed = graph.types.map((t) => !types.length || types.includes(t.name));
  const [from, to] = [Number(s.from) || 0, Number(s.to) || 9999];
  return (i) => {
    const node = graph.nodes[i];
    if (!allowed[node.group]) return false;
    if (s.min > 1 && !graph.isPaper(i) && node.value < s.min) return false;
    if (s.group !== "" && node.c !== Number(s.group)) return false;
    if ((s.from || s.to) && graph.isPaper(i)) {
      const year = graph.year(i);
      return year >= from && year <= to;
    }
    return true;
  };
}

/** A test for edges: relation and confidence. */
function edgeFilter(s) {
  const names = asList(s.relations);
  const allowed = graph.relations.map((r) => !names.length || names.includes(r.name));
  return (e) => allowed[graph.edges[e].r] && graph.confidence(e) >= s.confidence;
}

/** For each node what it is shown as: itself, or with folding the root of its family. */
function foldTable(s) {
  const parent = new Map();
  if (!s.fold) return (i) => i;
  const variant = graph.relation.variant_of;
  for (const edge of graph.edges) if (edge.r === variant && edge.from !== edge.to) parent.set(edge.from, edge.to);
  return (i) => {
    const seen = new Set();
    while (parent.has(i) && !seen.has(i)) { seen.add(i); i = parent.get(i); }
    return i;
  };
}

/** Nodes within `hops` of `start`, over edges that pass. */
function neighbourhood(start, hops, edgePasses, nodePasses) {
  const found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < hops; step++) {
    const further = [];
    for (const i of rim) for (const e of graph.edgesOf(i)) {
      const other = graph.other(e, i);
      if (!found.has(other) && edgePasses(e) && nodePasses(other)) { found.add(other); further.push(other); }
    }
    rim = further;
  }
  return found;
}

/** The numbers of the nodes that the state asks for, before folding. */
function chosenNodes(s, nodePasses, edgePasses) {
  const path = asPair(s.path);
  if (path) return new Set(shortestPath(path[0], path[1], edgePasses) || path);
  const node = graph.find(s.node);
  if (s.hops && node >= 0) {
    const near = neighbourhood(node, s.hops, edgePasses, nodePasses);
    const first = graph.order.filter((i) => near.has(i)).slice(0, NEIGHBOURHOOD);
    return new Set([node, ...first]);
  }
  const limit = s.top === -1 ? Infinity : s.top || graph.details.first;
  const whole = asList(s.whole);
  const chosen = new Set();
  let left = limit;
  for (const i of graph.order) {
    if (!nodePasses(i)) continue;
    if (left-- > 0 || whole.includes(graph.type(i).name)) chosen.add(i);
  }
  for (const id of asList(s.open)) {
    const i = graph.find(id);
    if (i >= 0) for (const near of neighbourhood(i, 1, edgePasses, nodePasses)) chosen.add(near);
  }
  // A paper comes with what it names; an entity may have hundreds of neighbours and comes alone.
  if (node >= 0) for (const i of graph.isPaper(node) ? neighbourhood(node, 1, edgePasses, nodePasses) : [node]) chosen.add(i);
  for (const i of asPair(s.pair) || []) chosen.add(i);
  return chosen;
}

/** What the map shows: node numbers in order of importance, and lines `{from, to, edges}`. */
function visible(s) {
  const edgePasses = edgeFilter(s);
  const chosen = chosenNodes(s, nodeFilter(s), edgePasses);
  const shownAs = foldTable(s);
  const nodes = new Set();
  for (const i of graph.order) if (chosen.has(i)) nodes.add(shownAs(i));
  const lines = new Map();
  const together = new Map();
  for (const i of chosen) for (const e of graph.edgesOf(i)) {
    const edge = graph.edges[e];
    if (edge.from !== i || !chosen.has(edge.to) || !edgePasses(e)) continue;
    const [a, b] = [shownAs(edge.from), shownAs(edge.to)];
    if (a === b) continue;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const table = edge.r === graph.together ? together : lines;
    if (!table.has(key)) table.set(key, { key, from: a, to: b, edges: [] });
    table.get(key).edges.push(e);
  }
  keepStrongest(together, lines);
  return { nodes: [...nodes], lines: [...lines.values()] };
}

/** Move into `lines` the co-mentions that are among the strongest of one of their ends. */
function keepStrongest(together, lines) {
  const weight = (line) => Math.max(...line.edges.map(strength));
  const sorted = [...together.values()].map((line) => [weight(line), line]).sort((x, y) => y[0] - x[0]);
  const kept = new Map();
  for (const [, line] of sorted) {
    const [a, b] = [kept.get(line.from) || 0, kept.get(line.to) || 0];
    if (lines.has(line.key)) { lines.get(line.key).edges.push(...line.edges); continue; }
    if (a >= STRONGEST && b >= STRONGEST) continue;
    kept.set(line.from, a + 1);
    kept.set(line.to, b + 1);
    lines.set(line.key, line);
  }
}
