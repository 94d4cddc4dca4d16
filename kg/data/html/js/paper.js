/* What is known of a paper: its own words with the names in them marked, and what it does with each. */

/** The panel of paper `i`. */
function paperPanel(i) {
  const { abstract, sources, date, authors, url } = graph.details.papers;
  const named = [...new Set([...graph.edgesOf(i)].map((e) => graph.other(e, i)))];
  return [
    el("p", { class: "kicker" }, sign(graph.type(i), 13), "Paper", date[i] && el("span", { class: "fine" }, date[i])),
    el("h2", { class: "paper-title" }, el("bdi", {}, graph.label(i))),
    authors[i].length > 0 && el("p", { class: "fine" }, el("bdi", {}, authors[i].slice(0, 12).join(", ") + (authors[i].length > 12 ? " …" : ""))),
    nodeActions(i),
    el("p", { class: "abstract" }, el("bdi", {}, marked(abstract[i], namesIn({ paper: i, field: 1, start: 0, end: abstract[i].length, quote: abstract[i] }, named)))),
    safeUrl(url[i]) && el("p", {}, el("a", { href: safeUrl(url[i]), rel: "noopener noreferrer", target: "_blank" }, "Open the paper")),
    ...graph.relations.filter((r) => r.kind === "role").map((r) => {
      const objects = edgesBy(i, r.name, "subject").map((e) => withSentence(graph.edges[e].to, i));
      return section(`This paper ${r.wording === "is measured by" ? "reports" : r.wording}`, list(objects, { first: 10 }));
    }),
    section("Results it reports", resultTable(graph.details.results.filter((r) => r.paper === i))),
    section("Papers most alike", list(alike(i, named).map((other) => nodeLink(other)))),
    section("Read from", el("ul", { class: "fine sources" }, sources[i].map((s) => el("li", {}, el("bdi", {}, s))))),
  ];
}

/** Addresses of papers come from input files; only web addresses become links. */
function safeUrl(text) {
  try {
    const { protocol, href } = new URL(text);
    return protocol === "https:" || protocol === "http:" ? href : "";
  } catch {
    return "";
  }
}

/** Papers that share the rarest names with paper `i` (inverse paper counts, summed). */
function alike(i, named) {
  const score = new Map();
  for (const entity of named) {
    const weight = 1 / Math.log2(2 + graph.nodes[entity].value);
    if (graph.nodes[entity].value > 60) continue;
    const seen = new Set([i]);
    for (const e of graph.edgesOf(entity)) {
      const paper = graph.edges[e].from;
      if (!graph.isPaper(paper) || seen.has(paper)) continue;
      seen.add(paper);
      score.set(paper, (score.get(paper) || 0) + weight);
    }
  }
  return [...score].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5).map(([paper]) => paper);
}
