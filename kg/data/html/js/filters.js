/* Legend and filters in one: every line of the legend is a switch. */

const shownAmong = (all, text) => (text ? asList(text) : all);

/** Turn one of `all` off or on; all on is written as nothing. */
function switched(all, text, name) {
  const now = shownAmong(all, text);
  const next = now.includes(name) ? now.filter((n) => n !== name) : all.filter((n) => n === name || now.includes(n));
  return next.length === all.length ? "" : next.join(",") || "none";
}

/** Legend of types with counts. */
function typeSwitches() {
  const counts = graph.types.map(() => 0);
  for (const node of graph.nodes) counts[node.group]++;
  const present = graph.types.filter((_, at) => counts[at]);
  const names = graph.types.map((t) => t.name);
  return present.map((type) => switchRow("types", names, type.name, type.plural, sign(type, 14), counts[graph.types.indexOf(type)], type.definition));
}

function relationSwitches() {
  const counts = graph.relations.map(() => 0);
  for (const edge of graph.edges) counts[edge.r]++;
  const names = graph.relations.map((r) => r.name);
  return graph.relations.filter((_, at) => counts[at]).map((relation) => {
    const stroke = svg("svg", { viewBox: "0 0 18 8", width: 18, height: 8, class: "sign", "aria-hidden": "true" },
      svg("line", { x1: 0, x2: 18, y1: 4, y2: 4, stroke: shade(relation.colour), "stroke-width": relation.name === "introduces" ? 3 : 2, "stroke-dasharray": relation.kind === "link" ? "5 3" : relation.name === "mentions" ? "2 3" : "none" }));
    return switchRow("relations", names, relation.name, relation.kind === "together" ? "named together" : relation.wording, stroke, counts[graph.relations.indexOf(relation)], relation.definition);
  });
}

function switchRow(key, names, name, text, picture, number, title) {
  const id = `${key}-${name}`;
  const box = el("input", { type: "checkbox", id, checked: shownAmong(names, state[key]).includes(name), on: { change: () => go({ [key]: switched(names, state[key], name) }) } });
  return el("li", { title }, box, el("label", { for: id }, picture, el("span", { class: "switch-name" }, text), el("span", { class: "fine" }, number.toLocaleString("en"))));
}

/** A slider with its value beside its name. */
function slider(key, text, { min, max, step, show }) {
  const output = el("output", { for: `f-${key}`, class: "fine" }, show(state[key]));
  return el("p", { class: "field" }, el("label", { for: `f-${key}` }, text), output,
    el("input", { type: "range", id: `f-${key}`, min, max, step, value: state[key], on: {
      input: (event) => { output.textContent = show(Number(event.target.value)); },
      change: (event) => go({ [key]: Number(event.target.value) }),
    } }));
}

function choice(key, text, options) {
  return el("p", { class: "field" }, el("label", { for: `f-${key}` }, text),
    el("select", { id: `f-${key}`, on: { change: (event) => go({ [key]: event.target.value }) } },
      options.map(([value, name]) => el("option", { value, selected: String(state[key]) === String(value) }, name))));
}

function communityOptions() {
  const sizes = new Map();
  for (const { c } of graph.nodes) sizes.set(c, (sizes.get(c) || 0) + 1);
  const large = [...sizes].filter(([c, n]) => n >= 5 && regionNames.has(c)).sort((a, b) => b[1] - a[1]).slice(0, 40);
  return [["", "All"], ...large.map(([c, n]) => [c, `${plain(shorten(regionNames.get(c), 34))} (${n})`])];
}

function yearFields() {
  const years = [...new Set(graph.details.papers.date.map((_, i) => graph.year(i)).filter(Boolean))].sort();
  if (years.length < 2) return null;
  const options = (first) => [["", first], ...years.map((y) => [y, String(y)])];
  return el("div", { class: "two" }, choice("from", "Papers from", options("first")), choice("to", "to", options("last")));
}

/** Draw legend and filters anew. */
function showFilters() {
  const focused = document.activeElement?.id;
  const open = $("filters").querySelector("details")?.open;
  $("filters").replaceChildren(
    el("h2", {}, "On the map"),
    el("ul", { class: "switches" }, typeSwitches()),
    choice("top", "How many", [["0", `The ${Math.min(graph.details.first, graph.nodes.length)} most important`], ["1000", "1,000"], ["3000", "3,000"], ["-1", `All ${graph.nodes.length.toLocaleString("en")}`]]),
    slider("min", "Named by at least", { min: 1, max: 20, step: 1, show: (v) => count(v, "paper") }),
    slider("confidence", "Confidence at least", { min: 0, max: 95, step: 5, show: (v) => (v / 100).toFixed(2) }),
    choice("group", "Region", communityOptions()),
    yearFields() || "",
    el("p", { class: "check" }, el("input", { type: "checkbox", id: "f-fold", checked: state.fold === 1, on: { change: (event) => go({ fold: event.target.checked ? 1 : 0 }) } }), el("label", { for: "f-fold" }, "Fold variants into families")),
    el("details", { open }, el("summary", {}, "Relations"), el("ul", { class: "switches" }, relationSwitches())),
    el("button", { type: "button", class: "plain", on: { click: () => go({ ...DEFAULTS, theme: state.theme, node: state.node }) } }, "Reset the map"));
  if (focused && focused !== "search") $(focused)?.focus({ preventScroll: true });
}
