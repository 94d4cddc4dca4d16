/* What is known of an entity. */

/** The panel of entity `i`. */
function entityPanel(i) {
  const type = graph.type(i);
  const doubt = graph.details.entities.doubt[i - graph.paperCount];
  const others = wordedApart(graph.label(i), graph.aliases(i));
  return [
    el("p", { class: "kicker" }, sign(type, 13), el("span", { title: type.definition }, type.name), el("span", { class: "fine" }, count(graph.nodes[i].value, "paper"))),
    el("h2", {}, el("bdi", {}, graph.label(i))),
    others.length > 0 && el("p", { class: "aliases" }, el("span", { class: "fine" }, "Also "), others.slice(0, 14).flatMap((a, n) => [n ? ", " : "", el("bdi", {}, a)]), others.length > 14 && ` and ${others.length - 14} more`),
    doubt && el("p", { class: "doubt" }, "Uncertain: ", doubt),
    nodeActions(i),
    section("Introduced by", list(papersBy(i, "introduces"))),
    ...rolesOf(i),
    section("Results", resultTable(graph.details.results.filter((r) => [r.system, r.dataset, r.metric].includes(i)))),
    ...linksOf(i),
    section("Named together with", strongestPairs(i)),
    correctionForm(i),
  ];
}

/** Aliases that differ by more than case, hyphens, spaces and a plural from the label and from each other. */
function wordedApart(label, aliases) {
  const bare = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, "").replace(/s$/, "");
  const seen = new Set([bare(label), ""]);
  return aliases.filter((alias) => !seen.has(bare(alias)) && seen.add(bare(alias)));
}

/** What can be done with a node on the map. */
function nodeActions(i) {
  const id = graph.id(i);
  const hops = state.node === id ? state.hops : 0;
  const open = asList(state.open).includes(id);
  const choice = (number, text) => link({ hops: number, path: "" }, text);
  const actions = el("div", { class: "actions-row" },
    el("div", { class: "segments", role: "group", "aria-label": "How much of the map" },
      [[0, "Whole map"], [1, "1 step"], [2, "2 steps"]].map(([number, text]) => {
        const item = choice(number, text);
        item.setAttribute("aria-current", String(hops === number));
        return item;
      })),
    el("button", { type: "button", class: "plain", "aria-pressed": String(open), on: { click: () => go({ open: toggled(state.open, id) }) } }, open ? "Hide its neighbours" : "Add its neighbours"),
    el("button", { type: "button", class: "plain", on: { click: () => askForPath(i) } }, "Path to …"),
    sparqlButton(nodeQuery(i)));
  return actions;
}

/** Links to the papers that stand in `relation` to `i`, surest first, each with a way to the sentence. */
function papersBy(i, relation) {
  return edgesBy(i, relation, "object")
    .filter((e) => graph.isPaper(graph.edges[e].from))
    .sort((a, b) => graph.confidence(b) - graph.confidence(a) || a - b)
    .map((e) => withSentence(graph.edges[e].from, i));
}

/** A node with a small link to the sentences that tie it to `subject`. */
function withSentence(i, subject) {
  const why = pairLink(subject, i, "why");
  why.className = "why";
  why.setAttribute("aria-label", `Sentences on ${graph.label(subject)} and ${graph.label(i)}`);
  return [nodeLink(i), " ", why];
}

function rolesOf(i) {
  return graph.relations.filter((r) => r.kind === "role" && r.name !== "introduces").map((r) => {
    const papers = papersBy(i, r.name);
    const wording = r.wording.replace(/^is /, "");
    return section(`Papers: ${wording} it (${papers.length})`, papers.length ? list(papers, { first: 4 }) : null);
  });
}

/** Relations to other entities, in both directions. */
function linksOf(i) {
  return graph.relations.filter((r) => r.kind === "link").flatMap((r) => {
    const out = edgesBy(i, r.name, "subject").map((e) => withSentence(graph.edges[e].to, i));
    const back = edgesBy(i, r.name, "object").filter((e) => !graph.isPaper(graph.edges[e].from)).map((e) => withSentence(graph.edges[e].from, i));
    const wording = r.wording[0].toUpperCase() + r.wording.slice(1);
    return [section(`${wording} (${out.length})`, list(out)), section(`${INVERSE[r.name] || "Is what others are: " + r.wording} (${back.length})`, list(back))];
  }).map((part) => part);
}

/** How relations between entities read from the other end. */
const INVERSE = Object.freeze({
  trained_on: "Used to train", evaluated_on: "Evaluated on it", based_on: "Built on it", compared_with: "Compared with it",
  applied_to: "Applied to it", variant_of: "Variants", successor_of: "Succeeded by",
});

/** The strongest co-mentions of `i` as bars. */
function strongestPairs(i) {
  const edges = edgesBy(i, graph.relations[graph.together].name).sort((a, b) => strength(b) - strength(a)).slice(0, 10);
  return bars(edges.map((e) => [withSentence(graph.other(e, i), i), graph.edges[e].value]));
}

/** Reported numbers as a table. */
function resultTable(results) {
  if (!results.length) return null;
  const cell = (i) => el("td", {}, i >= 0 ? nodeLink(i, 40) : "");
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Results" }, el("table", {},
    el("thead", {}, el("tr", {}, ["System", "On", "Metric", "Value", "Paper"].map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, results.map((r) => el("tr", {}, cell(r.system), cell(r.dataset), cell(r.metric),
      el("td", { title: unpack(r.evidence).quote }, el("b", {}, el("bdi", {}, r.value)), r.relative ? " gain" : ""), el("td", {}, nodeLink(r.paper, 30)))))));
}
