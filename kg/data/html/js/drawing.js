/* Lines and nodes on the canvas, all of one look in one stroke. vis-network draws them one by one, at some
   50 microseconds each, which is too slow to pan a thousand lines; so it only keeps where nodes are and
   what the pointer hits, and the drawing is done here from paths that are made once per view. */

/** The relation that a line is drawn as: the most telling one of its edges. */
function leadOf(line) {
  return graph.relations[Math.min(...line.edges.map((e) => graph.edges[e].r))];
}

/** How a line looks: colour, width in pixels of the map and dashes. */
function lineLook(line, faint) {
  const relation = leadOf(line);
  const together = relation.kind === "together";
  const papers = Math.max(...line.edges.map((e) => graph.edges[e].value || 1));
  const opacity = (together ? 0.8 : relation.name === "mentions" ? 0.5 : 0.6) * faint;
  return {
    colour: shade(relation.colour, Number(opacity.toFixed(2))),
    width: together ? Math.min(5, 0.6 + Math.round(Math.sqrt(papers) * 2) / 4) : relation.name === "introduces" ? 1.6 : 1,
    dashes: relation.kind === "link" ? [6, 4] : relation.name === "mentions" ? [2, 4] : [],
  };
}

/** The lines of a view as one path for each look. */
function linePaths(lines) {
  const faint = Math.min(1, (700 / Math.max(lines.length, 1)) ** 0.4); // many lines must not bury the names
  const paths = new Map();
  for (const line of lines) {
    const look = lineLook(line, faint);
    const key = `${look.colour} ${look.width} ${look.dashes}`;
    if (!paths.has(key)) paths.set(key, { ...look, path: new Path2D() });
    const { path } = paths.get(key);
    const [a, b] = [graph.nodes[line.from], graph.nodes[line.to]];
    path.moveTo(a.x, a.y);
    path.lineTo(b.x, b.y);
  }
  return [...paths.values()];
}

/** The nodes of a view as one path for each type. */
function nodePaths(nodes) {
  const paths = new Map();
  for (const i of nodes) {
    const type = graph.type(i);
    if (!paths.has(type)) paths.set(type, { colour: shade(type.colour), path: new Path2D() });
    outline(paths.get(type).path, type.shape, graph.nodes[i].x, graph.nodes[i].y, radiusOf(i));
  }
  return [...paths.values()];
}

function drawLines(context, paths) {
  for (const { path, colour, width, dashes } of paths) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dashes);
    context.stroke(path);
  }
  context.setLineDash([]);
}

function drawNodes(context, paths) {
  context.strokeStyle = inks.land;
  context.lineWidth = 2.5;
  for (const { path } of paths) context.stroke(path);
  for (const { path, colour } of paths) {
    context.fillStyle = colour;
    context.fill(path);
  }
}

/** The line nearest to a point of the canvas, if it is within `reach`. */
function lineAt(lines, { x, y }, reach) {
  let found = null;
  let least = reach;
  for (const line of lines) {
    const [a, b] = [graph.nodes[line.from], graph.nodes[line.to]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
    if (distance < least) { least = distance; found = line; }
  }
  return found;
}
