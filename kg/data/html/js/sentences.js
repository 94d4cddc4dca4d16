/* Sentences of papers with names marked in the colours of their types. */

const surfaces = new Map();

/** The forms under which papers name a node, longest first. */
function formsOf(i) {
  if (!surfaces.has(i)) {
    surfaces.set(i, [...new Set([graph.label(i), ...graph.aliases(i)])].filter((s) => s.trim()).sort((a, b) => b.length - a.length));
  }
  return surfaces.get(i);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Where the names of `nodes` stand in `text`: `[start, end, node]`, not overlapping, in order. The longest
    form wins; a form matches as written first, and in other case only where it is long enough to be sure. */
function findNames(text, nodes) {
  const owner = new Map();
  for (const i of nodes) for (const form of formsOf(i)) {
    if (!owner.has(form)) owner.set(form, i);
    const folded = form.toLowerCase();
    if (form.length > 4 && !owner.has(folded)) owner.set(folded, i);
  }
  if (!owner.size) return [];
  const forms = [...owner.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const found = [];
  for (const match of text.matchAll(pattern)) {
    const node = owner.get(match[0]) ?? owner.get(match[0].toLowerCase());
    if (node !== undefined) found.push([match.index, match.index + match[0].length, node]);
  }
  return found;
}

/** Where the names of `nodes` stand in a part of a paper, as the graph knows it; offsets from `from`. */
function placesIn(paper, field, from, to, nodes) {
  const flat = graph.details.named[paper];
  const wanted = new Set(nodes);
  const places = [];
  for (let at = 0; at < flat.length; at += 4) {
    const [f, start, end, node] = flat.slice(at, at + 4);
    if (f === field && start >= from && end <= to && wanted.has(node)) places.push([start - from, end - from, node]);
  }
  return places;
}

/** `text` with marked links at `places`. */
function marked(text, places) {
  const parts = [];
  let at = 0;
  for (const [start, end, node] of places) {
    if (start < at) continue;
    parts.push(text.slice(at, start));
    const mark = link({ node: graph.id(node), ...CLEARED }, el("mark", {}, text.slice(start, end)));
    mark.className = "name";
    mark.style.setProperty("--type", graph.type(node).colour);
    mark.title = plain(`${graph.label(node)}: ${describe(node)}`);
    parts.push(mark);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Where `nodes` are named in a sentence: known places, and for a node without one, places found by name. */
function namesIn({ paper, field, start, end, quote }, nodes) {
  const known = placesIn(paper, field, start, end, nodes);
  const missing = nodes.filter((i) => !graph.isPaper(i) && !known.some(([, , node]) => node === i));
  return [...known, ...findNames(quote, missing)].sort((a, b) => a[0] - b[0]);
}

/** One piece of evidence: the sentence, where it stands, and how sure the reading is. */
function sentence(evidence, nodes, { wording = "", paper = true } = {}) {
  return el("figure", { class: "sentence" },
    el("blockquote", {}, el("bdi", {}, marked(evidence.quote, namesIn(evidence, nodes)))),
    el("figcaption", {},
      wording && el("span", { class: "tag" }, wording),
      paper && nodeLink(evidence.paper, 70),
      el("span", { class: "fine" }, `${evidence.field ? "abstract" : "title"} · rule ${evidence.rule} · confidence ${(evidence.confidence / 100).toFixed(2)}`)));
}
