/* Names on the map. Each node asks for a place beside it in order of importance and gets one only where no
   name stands yet, as on a printed map; so names never overlap and more appear as one zooms in. */

const SANS = '"Segoe UI", "Helvetica Neue", Arial, sans-serif';
const SERIF = '"Iowan Old Style", Charter, "Palatino Linotype", Georgia, "Liberation Serif", serif';
/** How many of the most important nodes are named before regions are, and before small nodes keep names off. */
const LANDMARKS = innerWidth < 600 ? 12 : 30;
/** Letters are a little smaller where the map is. */
const LETTERS = innerWidth < 600 ? 0.86 : 1;
/** Boxes are found by cells of this many pixels. */
const CELL = 64;

/** Boxes that are taken, for quick questions whether a place is free. */
function takenPlaces() {
  const cells = new Map();
  const each = ([x0, y0, x1, y1], run) => {
    for (let cx = Math.floor(x0 / CELL); cx <= Math.floor(x1 / CELL); cx++) {
      for (let cy = Math.floor(y0 / CELL); cy <= Math.floor(y1 / CELL); cy++) if (run(cx * 65536 + cy)) return true;
    }
    return false;
  };
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    free: (box) => !each(box, (cell) => (cells.get(cell) || []).some((other) => meet(box, other))),
    take: (box) => { each(box, (cell) => { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push(box); }); },
  };
}

const measured = new Map();

/** The width of `text`, measured once. */
function widthOf(context, font, text) {
  const key = font + text;
  if (!measured.has(key)) {
    context.font = font;
    measured.set(key, context.measureText(text).width);
  }
  return measured.get(key);
}

/** How the name of a node is set: larger for what more papers name, papers in the type of their text. */
function lettering(i, strong) {
  const node = graph.nodes[i];
  if (graph.isPaper(i)) return { font: `italic ${strong ? 13 : 12}px ${SERIF}`, size: 12, text: plain(shorten(node.label, strong ? 60 : 26)) };
  const size = Math.round(LETTERS * Math.min(18, 10.5 + Math.sqrt(node.value) * 1.1));
  return { font: `${strong || size > 13 ? 600 : 500} ${size}px ${SANS}`, size, text: plain(shorten(node.label, strong ? 60 : 28)) };
}

/** A function that gives the name of a node a place, or with `must` puts it below the node whatever stands
    there. Positions are in pixels from the origin of the canvas; no name leaves `rim`, from left to right. */
function namer(context, scale, taken, names, [left, right]) {
  return (i, must) => {
    const { font, size, text } = lettering(i, must);
    const [x, y] = [graph.nodes[i].x * scale, graph.nodes[i].y * scale];
    const r = radiusOf(i) * scale + 3;
    const [w, h] = [widthOf(context, font, text), size * 1.15];
    const q = r * 0.7; // the corners lie nearer than the sides
    const places = [
      [x - w / 2, y + r], [x + r + 1, y - h / 2], [x - w / 2, y - r - h], [x - w - r - 1, y - h / 2],
      [x + q, y + q - 3], [x + q, y - q - h + 3], [x - w - q, y + q - 3], [x - w - q, y - q - h + 3],
    ];
    const inside = ([px]) => px >= left && px + w <= right;
    const at = places.find((place) => inside(place) && taken.free([place[0] - 3, place[1], place[0] + w + 3, place[1] + h]))
      || (must ? [Math.max(left, Math.min(places[0][0], right - w)), places[0][1]] : null);
    if (!at) return;
    taken.take([at[0] - 3, at[1], at[0] + w + 3, at[1] + h]);
    names.push({ node: i, text, font, x: at[0], top: at[1], y: at[1] + h * 0.78, w, h });
  };
}

/** Keep names off a node. */
function takeNode(i, scale, taken) {
  const { x, y } = graph.nodes[i];
  const r = radiusOf(i) * scale * 0.8;
  taken.take([x * scale - r, y * scale - r, x * scale + r, y * scale + r]);
}

/** Everything that finds a place: names of nodes, given in order of importance, and of regions. */
function placeNames(context, nodes, regions, scale, rim) {
  const taken = takenPlaces();
  const names = [];
  const name = namer(context, scale, taken, names, rim);
  for (const i of nodes.slice(0, LANDMARKS)) takeNode(i, scale, taken);
  for (const i of nodes.slice(0, LANDMARKS)) name(i, false);
  const placed = placeRegions(context, regions, scale, taken, rim);
  for (const i of nodes.slice(LANDMARKS)) takeNode(i, scale, taken);
  for (const i of nodes.slice(LANDMARKS)) name(i, false);
  return { names, regions: placed };
}

/** The names of what stands out: where the map has them already, else beside the node where there is room;
    the chosen node, which comes first, in any case. Names of regions keep their places. */
function placeChosen(context, nodes, { names: known, regions }, scale, rim) {
  const taken = takenPlaces();
  for (const { x, y, w } of regions) taken.take([x - 4, y - 13, x + w + 4, y + 5]);
  const wanted = new Set(nodes);
  const names = known.filter(({ node }) => wanted.has(node));
  for (const { x, top, w, h } of names) taken.take([x - 3, top, x + w + 3, top + h]);
  const named = new Set(names.map(({ node }) => node));
  const name = namer(context, scale, taken, names, rim);
  nodes.forEach((i, at) => { if (!named.has(i)) name(i, at === 0); });
  return names;
}

/** Draw placed names; `shift` is where the origin of the map stands within `bounds`. */
function drawNames(context, names, shift, bounds) {
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = inks.land;
  for (const { node, text, font, x, y, w } of names) {
    const [sx, sy] = [x + shift.x, y + shift.y];
    if (sx > bounds.width || sx + w < 0 || sy < 0 || sy > bounds.height + 20) continue;
    context.font = font;
    context.fillStyle = graph.isPaper(node) ? inks.muted : inks.ink;
    context.strokeText(text, sx, sy);
    context.fillText(text, sx, sy);
  }
}
