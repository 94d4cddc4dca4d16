/* Ready questions: each counts statements and shows the answer as bars, every bar a link. */

/** Title, the relation that is counted, and the types of the answer; `per` questions ask about one thing.
    What a shipped SPARQL file asks too has its title from there. */
const QUESTIONS = Object.freeze({
  benchmarks: { title: graph.details.asked.benchmarks, relation: "evaluates_on" },
  training: { title: "What do papers train on?", relation: "trains_on" },
  models: { title: "Which models are built on most?", relation: "uses", types: ["Model"] },
  methods: { title: "Which methods are used most?", relation: "uses", types: ["Method"] },
  rivals: { title: "What do papers compare with?", relation: "compares_with" },
  tasks: { title: graph.details.asked.tasks, relation: "addresses" },
  metrics: { title: "How is quality measured?", relation: "measured_by" },
  introduced: { title: "Which new things spread to other papers?", relation: "introduces", spread: true },
  evaluated: { title: "What is evaluated on …?", relation: "evaluates_on", per: true },
});

/** The answer to the question of the state. */
function questionPanel(key, about) {
  const question = QUESTIONS[key];
  const relation = graph.relations[graph.relation[question.relation]];
  const counts = objectsOf(question);
  const subject = question.per ? (about >= 0 ? about : (counts[0] || [-1])[0]) : -1;
  return [
    el("p", { class: "kicker" }, "Question"),
    el("h2", {}, question.per && subject >= 0 ? ["What is evaluated on ", el("bdi", {}, graph.label(subject)), "?"] : question.title),
    el("p", { class: "lead" }, question.spread ? "Things that one paper introduces and others name; bars count the papers." : question.per ? "" : `Bars count the papers of which a sentence says so${state.confidence ? `, with confidence ${state.confidence / 100} or more` : ""}.`),
    question.per ? perSubject(counts, subject, key) : bars(counts.slice(0, 30).map(([i, papers]) => [question.relation === "evaluates_on" ? [nodeLink(i, 50), " ", moreOn(i)] : nodeLink(i, 60), papers])),
    counts.length === 0 && el("p", {}, "Nothing in this graph answers it."),
    sparqlButton(question.per && subject >= 0 ? onQuery(subject) : question.spread ? spreadQuery() : countQuery(relation, question.types, state.confidence)),
  ];
}

function moreOn(i) {
  const more = link({ ...CLEARED, node: "", ask: "evaluated", about: graph.id(i) }, "what on it?");
  more.className = "why";
  return more;
}

/** `[node, papers]` for the objects of a question's relation, most papers first. */
function objectsOf({ relation, types, spread }) {
  const wanted = graph.relation[relation];
  const papers = new Map();
  for (let e = 0; e < graph.statementCount; e++) {
    const { from, to, r } = graph.edges[e];
    if (r !== wanted || !graph.isPaper(from) || graph.confidence(e) < state.confidence) continue;
    if (types && !types.includes(graph.type(to).name)) continue;
    papers.set(to, (papers.get(to) || 0) + 1);
  }
  const counts = spread ? [...papers].map(([i]) => [i, graph.nodes[i].value]).filter(([, n]) => n > 1) : [...papers];
  return counts.sort((a, b) => b[1] - a[1] || graph.nodes[b[0]].k - graph.nodes[a[0]].k || a[0] - b[0]);
}

/** Systems and papers evaluated on one benchmark or dataset, with a choice of others. */
function perSubject(counts, subject, key) {
  if (subject < 0) return null;
  const choice = el("select", { id: "subject", on: { change: (event) => go({ ask: key, about: event.target.value }) } },
    counts.slice(0, 200).map(([i, n]) => el("option", { value: graph.id(i), selected: i === subject }, `${plain(graph.label(i))} (${n})`)));
  const papers = edgesBy(subject, "evaluates_on", "object").filter((e) => graph.isPaper(graph.edges[e].from)).map((e) => graph.edges[e].from);
  const systems = new Map(edgesBy(subject, "evaluated_on", "object").map((e) => [graph.edges[e].from, e]));
  const own = new Map();
  for (const paper of papers) for (const relation of ["introduces", "evaluates"]) for (const e of edgesBy(paper, relation, "subject")) {
    const i = graph.edges[e].to;
    if (["Model", "Method"].includes(graph.type(i).name) && !systems.has(i)) own.set(i, paper);
  }
  return [
    el("p", { class: "field" }, el("label", { for: "subject" }, "Benchmark or dataset "), choice),
    section(`Systems that a sentence says were tested on it (${systems.size})`, list([...systems.keys()].map((i) => withSentence(i, subject)), { first: 12 })),
    section(`Systems that papers testing on it introduce or study (${own.size})`, list([...own].map(([i, paper]) => [nodeLink(i), " ", el("span", { class: "fine" }, "in "), nodeLink(paper, 40)]), { first: 12 })),
    section(`Papers that test on it (${papers.length})`, list(papers.map((i) => withSentence(i, subject)), { first: 12 })),
    section("Results on it", resultTable(graph.details.results.filter((r) => r.dataset === subject))),
  ];
}
