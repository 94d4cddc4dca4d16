/* Take away what is on the map: as a picture, as tables, as GraphML for Gephi. Everything is made here;
   nothing is sent anywhere. */

function save(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`Saved ${name}`);
}

/** The map as it stands, on the colour of the sea. */
function savePicture() {
  const drawn = $("map").querySelector("canvas");
  const picture = el("canvas", { width: drawn.width, height: drawn.height });
  const context = picture.getContext("2d");
  context.fillStyle = inks.sea;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob((blob) => save("graph-view.png", "image/png", [blob]));
}

/** A cell of CSV (RFC 4180). Spreadsheets run cells that begin like a formula, so those get an apostrophe. */
function cell(value) {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const csv = (rows) => rows.map((row) => row.map(cell).join(",") + "\r\n").join("");

function nodeRows() {
  return map.nodes().map((i) => [graph.id(i), graph.label(i), graph.type(i).name, graph.nodes[i].value, graph.nodes[i].c, graph.nodes[i].k, graph.aliases(i).join("|")]);
}

/** One row for each statement and co-mention behind the visible lines. */
function edgeRows() {
  return map.lines().flatMap((line) => line.edges.map((e) => {
    const { from, to, r, value } = graph.edges[e];
    return [graph.edgeId(e), graph.id(from), graph.id(to), graph.relations[r].name, value ?? graph.evidence(e).length, graph.confidence(e) / 100];
  }));
}

const NODE_COLUMNS = ["id", "label", "type", "papers", "community", "rank", "aliases"];
const EDGE_COLUMNS = ["id", "source", "target", "relation", "weight", "confidence"];

/** Text for XML 1.0: special characters escaped, characters that it forbids left out. */
function xml(value) {
  return String(value).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

/** GraphML as Gephi and Gephi Lite read it: typed keys for nodes or edges, unique edge ids, colours and
    places under the names that Gephi knows. */
function graphml() {
  const key = (id, what, type) => `<key id="${id}" for="${what}" attr.name="${id.replace(/^edge_/, "")}" attr.type="${type}"/>\n`;
  const data = (id, value) => `<data key="${id}">${xml(value)}</data>`;
  const nodes = map.nodes().map((i) => {
    const { x, y, value, c } = graph.nodes[i];
    const [r, g, b] = rgb(graph.type(i).colour);
    return `<node id="${xml(graph.id(i))}">${data("label", graph.label(i))}${data("type", graph.type(i).name)}${data("papers", value)}${data("community", c)}${data("x", x)}${data("y", -y)}${data("size", graph.nodes[i].size)}${data("r", r)}${data("g", g)}${data("b", b)}</node>\n`;
  });
  const edges = edgeRows().map(([id, from, to, relation, weight, confidence]) =>
    `<edge id="${xml(id)}" source="${xml(from)}" target="${xml(to)}" label="${xml(relation)}">${data("relation", relation)}${data("weight", weight)}${data("confidence", confidence)}</edge>\n`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    key("label", "node", "string"), key("type", "node", "string"), key("papers", "node", "int"), key("community", "node", "int"),
    key("x", "node", "double"), key("y", "node", "double"), key("size", "node", "double"), key("r", "node", "int"), key("g", "node", "int"), key("b", "node", "int"),
    key("relation", "edge", "string"), key("weight", "edge", "double"), key("confidence", "edge", "double"),
    '<graph edgedefault="directed">\n', ...nodes, ...edges, "</graph>\n</graphml>\n",
  ];
}

/** Copy text; where the clipboard is closed to files, show the text to copy by hand. */
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${what}`);
  } catch {
    showText(what, text);
  }
}

function showText(what, text) {
  const area = el("textarea", { class: "copy-text", readonly: true, rows: 12, "aria-label": what }, text);
  const dialog = el("dialog", { class: "help", "aria-label": what }, el("p", {}, `Copy ${what}:`), area,
    el("form", { method: "dialog" }, el("button", { class: "plain" }, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}

const DOWNLOADS = {
  png: savePicture,
  "csv-nodes": () => save("graph-nodes.csv", "text/csv", [csv([NODE_COLUMNS, ...nodeRows()])]),
  "csv-edges": () => save("graph-edges.csv", "text/csv", [csv([EDGE_COLUMNS, ...edgeRows()])]),
  graphml: () => save("graph-view.graphml", "application/xml", graphml()),
  "copy-link": () => copy(location.href, "the link"),
};
