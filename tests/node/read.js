// Reads a GraphML or GEXF file as Gephi Lite does and prints its nodes and edges as JSON.
// Usage: node read.js FILE

const fs = require("fs");
const Graph = require("graphology");

const file = process.argv[2];
const parser = file.endsWith(".gexf") ? require("graphology-gexf") : require("graphology-graphml");
const graph = parser.parse(Graph, fs.readFileSync(file, "utf-8"));

const nodes = {};
graph.forEachNode((id, attributes) => {
  nodes[id] = attributes;
});
const edges = {};
graph.forEachEdge((id, attributes, source, target, _s, _t, undirected) => {
  edges[id] = { source, target, undirected, attributes };
});
process.stdout.write(JSON.stringify({ nodes, edges }));
