/* The shortest way from one node to another (breadth first, Moore 1959); among equally short ways the one
   over the most important nodes. */

/** Node numbers from `start` to `goal`, or null when no way leads there. */
function shortestPath(start, goal, edgePasses) {
  const before = new Map([[start, -1]]);
  let rim = [start];
  while (rim.length && !before.has(goal)) {
    const found = new Map();
    for (const i of rim) for (const e of graph.edgesOf(i)) {
      const other = graph.other(e, i);
      if (before.has(other) || !edgePasses(e)) continue;
      const known = found.get(other);
      if (known === undefined || graph.nodes[known].k < graph.nodes[i].k) found.set(other, i);
    }
    for (const [other, i] of found) before.set(other, i);
    rim = [...found.keys()];
  }
  if (!before.has(goal)) return null;
  const path = [];
  for (let i = goal; i !== -1; i = before.get(i)) path.unshift(i);
  return path;
}
