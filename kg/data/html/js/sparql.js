/* The SPARQL query that gives the list in the panel, for `kg query` or any endpoint with graph.ttl. */

const iri = (id) => `<${graph.details.base}${id.split("/").map(encodeURIComponent).join("/")}>`;
const word = (name) => `kg:${name}`;

const PREFIXES = `PREFIX kg: <${graph.details.vocabulary}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
`;

/** A comment in a query, on one line whatever the name. */
const remark = (text) => `# ${plain(text)}\n`;

/** Statements about a node: of an entity who says what of it, of a paper what it names. */
function nodeQuery(i) {
  const [known, asked] = graph.isPaper(i) ? ["subject", "object"] : ["object", "subject"];
  return `${remark(`What is stated about ${graph.label(i)}`)}${PREFIXES}
SELECT ?relation ?${asked} ?label ?confidence WHERE {
  ?statement a kg:Statement ;
    rdf:${known} ${iri(graph.id(i))} ;
    rdf:predicate ?relation ;
    rdf:${asked} ?${asked} ;
    kg:confidence ?confidence .
  ?${asked} rdfs:label ?label .
}
ORDER BY ?relation DESC(?confidence) ?label`;
}

/** Statements between two nodes with their sentences. */
function pairQuery(a, b) {
  return `${remark(`What the papers say of ${graph.label(a)} and ${graph.label(b)}`)}${PREFIXES}
SELECT ?subject ?relation ?object ?quote ?rule WHERE {
  VALUES (?subject ?object) {
    (${iri(graph.id(a))} ${iri(graph.id(b))})
    (${iri(graph.id(b))} ${iri(graph.id(a))})
  }
  ?statement a kg:Statement ;
    rdf:subject ?subject ;
    rdf:predicate ?relation ;
    rdf:object ?object ;
    kg:evidence ?evidence .
  ?evidence kg:rule ?rule ;
    oa:hasSelector ?sentence .
  ?sentence oa:exact ?quote .
}`;
}

/** Papers that state something of both nodes, with the sentences. */
function sharedQuery(a, b) {
  return `${remark(`Papers that name ${graph.label(a)} and ${graph.label(b)}`)}${PREFIXES}
SELECT DISTINCT ?paper ?title ?label ?quote WHERE {
  [] rdf:subject ?paper ; rdf:object ${iri(graph.id(a))} .
  [] rdf:subject ?paper ; rdf:object ${iri(graph.id(b))} .
  ?paper a kg:Paper ;
    rdfs:label ?title .
  VALUES ?entity { ${iri(graph.id(a))} ${iri(graph.id(b))} }
  ?entity rdfs:label ?label .
  ?statement rdf:subject ?paper ;
    rdf:object ?entity ;
    kg:evidence/oa:hasSelector/oa:exact ?quote .
}
ORDER BY ?title`;
}

/** Everything of a type. */
function typeQuery(type) {
  return `${remark(`Every ${type.name}`)}${PREFIXES}
SELECT ?thing ?label WHERE {
  ?thing a ${word(type.name)} ;
    rdfs:label ?label .
}
ORDER BY ?label`;
}

/** How many papers stand in a relation to each thing. */
function countQuery(relation, types, confidence) {
  const only = types ? `\n  VALUES ?type { ${types.map(word).join(" ")} }\n  ?thing a ?type .` : "";
  const sure = confidence ? `\n    kg:confidence ?confidence ;` : "";
  const filter = confidence ? `\n  FILTER(?confidence >= ${confidence / 100})` : "";
  return `${remark(`What papers ${relation.wording}, by number of papers`)}${PREFIXES}
SELECT ?thing ?label (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?statement a kg:Statement ;${sure}
    rdf:subject ?paper ;
    rdf:predicate ${word(relation.iri)} ;
    rdf:object ?thing .
  ?paper a kg:Paper .
  ?thing rdfs:label ?label .${only}${filter}
}
GROUP BY ?thing ?label
ORDER BY DESC(?papers) ?label`;
}

/** Things that one paper introduces, by how many papers state anything of them. */
function spreadQuery() {
  return `${remark("Things that a paper introduces, by how many papers name them")}${PREFIXES}
SELECT ?thing ?label (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?by kg:introduces ?thing .
  ?statement a kg:Statement ;
    rdf:subject ?paper ;
    rdf:object ?thing .
  ?paper a kg:Paper .
  ?thing rdfs:label ?label .
}
GROUP BY ?thing ?label
HAVING (COUNT(DISTINCT ?paper) > 1)
ORDER BY DESC(?papers) ?label`;
}

/** Papers that test on a benchmark or a dataset. */
function onQuery(i) {
  return `${remark(`What is evaluated on ${graph.label(i)}`)}${PREFIXES}
SELECT ?relation ?subject ?label WHERE {
  VALUES ?relation { kg:evaluatesOn kg:evaluatedOn }
  ?subject ?relation ${iri(graph.id(i))} ;
    rdfs:label ?label .
}
ORDER BY ?relation ?label`;
}

/** A button that copies a query. */
function sparqlButton(query) {
  return el("button", { type: "button", class: "plain sparql", "data-query": query, on: { click: () => copy(query, "the SPARQL query") } }, "Copy as SPARQL");
}
