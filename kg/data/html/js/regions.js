/* Communities as the land of the map: nodes stand on ground that runs together where they are close, and
   the larger communities carry a name, that of their most important task or else of their hubs. */

/** Name of each community, by number. */
const regionNames = (() => {
  const members = new Map();
  for (const i of graph.order) {
    const { c } = graph.nodes[i];
    if (graph.isPaper(i)) continue;
    if (!members.has(c)) members.set(c, []);
    if (members.get(c).length < 40) members.get(c).push(i);
  }
  const names = new Map();
  for (const [c, nodes] of members) {
    const byRank = [...nodes].sort((a, b) => graph.nodes[b].k - graph.nodes[a].k);
    const task = byRank.find((i) => graph.type(i).name === "Task" && graph.nodes[i].value >= 2);
    names.set(c, task === undefined ? byRank.slice(0, 2).map(graph.label).join(" · ") : graph.label(task));
  }
  return names;
})();

/** Ground beyond this many nodes costs more time than it gives. */
const GROUND = 2000;

/** The outline of the land below `nodes`: one path for shore and land each. */
function groundPath(nodes, radius) {
  const path = new Path2D();
  for (const i of nodes.slice(0, GROUND)) {
    const { x, y } = graph.nodes[i];
    const r = radius + radiusOf(i);
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
  return path;
}

/** Communities of at least five shown nodes, with the middle of their land. */
function regionsOf(nodes) {
  const sums = new Map();
  for (const i of nodes) {
    const { x, y, c, k } = graph.nodes[i];
    const sum = sums.get(c) || { c, n: 0, x: 0, y: 0, weight: 0, top: Infinity };
    const weight = Math.sqrt(k) + 1;
    sums.set(c, { c, n: sum.n + 1, x: sum.x + x * weight, y: sum.y + y * weight, weight: sum.weight + weight, top: Math.min(sum.top, y - radiusOf(i)) });
  }
  return [...sums.values()].filter((s) => s.n >= 5 && regionNames.has(s.c)).sort((a, b) => b.n - a.n).slice(0, 14)
    .map((s) => ({ name: regionNames.get(s.c), x: s.x / s.weight, y: s.y / s.weight, top: s.top, n: s.n }));
}

/** Give the names of regions a place; they come before the names of nodes. */
function placeRegions(context, regions, scale, taken, [left, right]) {
  const font = `600 11px ${SANS}`;
  const placed = [];
  for (const { name, x, top } of regions) {
    const y = top - 14 / scale; // above its northernmost node
    const text = plain(shorten(name, 30)).toUpperCase();
    const w = widthOf(context, font, text) + text.length * 2;
    const at = Math.max(left, Math.min(x * scale - w / 2, right - w));
    const box = [at - 4, y * scale - 9, at + w + 4, y * scale + 9];
    if (!taken.free(box)) continue;
    taken.take(box);
    placed.push({ text, font, x: at, y: y * scale + 4, w });
  }
  return placed;
}

/** Draw the names of regions, spaced as on maps. */
function drawRegions(context, placed, shift) {
  context.letterSpacing = "2px"; // unknown to some browsers, which then set it tight
  context.lineWidth = 4;
  context.strokeStyle = inks.land;
  context.fillStyle = inks.region;
  for (const { text, font, x, y } of placed) {
    context.font = font;
    context.strokeText(text, x + shift.x, y + shift.y);
    context.fillText(text, x + shift.x, y + shift.y);
  }
  context.letterSpacing = "0px";
}
