/* What stands out on the map: the chosen node or pair with its lines, before a veil over the rest. */

/** Every line of node `i` to what is shown, also those that the map leaves out for clarity. */
function linesAt(i, view) {
  const drawn = new Map((view.near.get(i) || []).map((line) => [line.from === i ? line.to : line.from, line]));
  if (state.fold) return [...drawn.values()];
  const passes = edgeFilter(state);
  for (const e of graph.edgesOf(i)) {
    const other = graph.other(e, i);
    if (!drawn.has(other) && view.shown.has(other) && passes(e)) drawn.set(other, { from: i, to: other, edges: [e] });
  }
  const end = (line) => (line.from === i ? line.to : line.from);
  return [...drawn.values()].sort((a, b) => graph.nodes[end(b)].k - graph.nodes[end(a)].k || end(a) - end(b));
}

/** The nodes and lines that stand out, the chosen node first; null when nothing is chosen. */
function emphasis(view, hovered) {
  const pair = asPair(state.pair);
  if (pair && hovered < 0) {
    const edges = between(...pair);
    return { nodes: pair, lines: edges.length ? [{ from: pair[0], to: pair[1], edges }] : [] };
  }
  const chosen = hovered >= 0 ? hovered : graph.find(state.node);
  if (chosen < 0 || !view.shown.has(chosen)) return null;
  const lines = linesAt(chosen, view);
  return { nodes: [chosen, ...lines.map((line) => (line.from === chosen ? line.to : line.from))], lines };
}

/** Draw the veil from `corner` to `end`, and on it what stands out. */
function drawEmphasis(context, { nodes, lines }, corner, end, scale) {
  context.globalAlpha = 0.6;
  context.fillStyle = inks.shore;
  context.fillRect(corner.x, corner.y, end.x - corner.x, end.y - corner.y);
  context.globalAlpha = 1;
  for (const line of lines) {
    const [a, b] = [graph.nodes[line.from], graph.nodes[line.to]];
    context.strokeStyle = shade(leadOf(line).colour, 0.9);
    context.lineWidth = 1.8 / scale;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  }
  drawNodes(context, nodePaths(nodes));
  const { x, y } = graph.nodes[nodes[0]];
  context.strokeStyle = inks.accent;
  context.lineWidth = 2.5 / scale;
  context.beginPath();
  context.arc(x, y, radiusOf(nodes[0]) + 4 / scale, 0, 2 * Math.PI);
  context.stroke();
}
