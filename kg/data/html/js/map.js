/* The map: vis-network draws and finds what is under the pointer; positions are given, nothing moves by
   itself. Ground, names and emphasis are drawn by labels.js and regions.js around it. */

const map = (() => {
  const shownNodes = new vis.DataSet();
  const shownLines = new vis.DataSet();
  const frame = $("map");
  const network = new vis.Network(frame, { nodes: shownNodes, edges: shownLines }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1.5, chosen: false, labelHighlightBold: false },
    edges: { smooth: false, chosen: false, hoverWidth: 0, selectionWidth: 0, arrowStrikethrough: false },
  });
  let current = { nodes: [], lines: [], ground: [], regions: [] };
  let placed = { key: "" };
  let version = 0;
  let hovered = -1;

  const shift = () => network.canvasToDOM({ x: 0, y: 0 });

  function nodeStyle(i) {
    const type = graph.type(i);
    const { x, y } = graph.nodes[i];
    return { id: i, x, y, shape: type.shape, size: radiusOf(i), color: { background: shade(type.colour), border: inks.land } };
  }

  function lineStyle(line) {
    const lead = Math.min(...line.edges.map((e) => graph.edges[e].r));
    const relation = graph.relations[lead];
    const weight = Math.max(...line.edges.map((e) => graph.edges[e].value || 1));
    const quiet = relation.kind === "together" ? 0.55 : relation.name === "mentions" ? 0.35 : 0.45;
    return {
      id: line.key, from: line.from, to: line.to,
      color: { color: shade(relation.colour, quiet), inherit: false },
      width: relation.kind === "together" ? Math.min(5, 0.6 + Math.sqrt(weight) * 0.5) : relation.name === "introduces" ? 1.6 : 1,
      dashes: relation.kind === "link" ? [6, 4] : relation.name === "mentions" ? [2, 4] : false,
    };
  }

  /** Bring vis-network's sets to `wanted` with the fewest changes. */
  function sync(set, wanted) {
    const ids = new Set(wanted.map((item) => item.id));
    const gone = set.getIds().filter((id) => !ids.has(id));
    if (gone.length) set.remove(gone);
    if (wanted.length) set.update(wanted);
  }

  function show(view) {
    // Lines first when nodes go, last when they come: vis-network keeps lines without ends otherwise.
    const large = view.lines.length > 1500;
    network.setOptions({ interaction: { hideEdgesOnDrag: large, hideEdgesOnZoom: large, hover: view.lines.length < 4000 } });
    const keep = new Set(view.lines.map((line) => line.key));
    shownLines.remove(shownLines.getIds().filter((id) => !keep.has(id)));
    sync(shownNodes, view.nodes.map(nodeStyle));
    sync(shownLines, view.lines.map(lineStyle));
    const spread = spacing(view.nodes);
    current = {
      ...view,
      near: nearTable(view.lines),
      ground: [groundPath(view.nodes, spread * 0.95), groundPath(view.nodes, spread * 0.62)],
      regions: regionsOf(view.nodes),
    };
    version++;
    network.redraw();
  }

  /** Half the distance that the nodes would have if they were spread evenly. */
  function spacing(nodes) {
    if (nodes.length < 2) return 40;
    const xs = nodes.map((i) => graph.nodes[i].x).sort((a, b) => a - b);
    const ys = nodes.map((i) => graph.nodes[i].y).sort((a, b) => a - b);
    const range = (sorted) => sorted[Math.floor(sorted.length * 0.95)] - sorted[Math.floor(sorted.length * 0.05)];
    return Math.max(20, Math.sqrt(((range(xs) + 1) * (range(ys) + 1)) / nodes.length));
  }

  /** Lines by node. */
  function nearTable(lines) {
    const near = new Map();
    const add = (i, line) => { if (!near.has(i)) near.set(i, []); near.get(i).push(line); };
    for (const line of lines) { add(line.from, line); add(line.to, line); }
    return near;
  }

  /** The node or the two nodes that are emphasised, and the lines between. */
  function emphasis() {
    const pair = asPair(state.pair);
    if (pair) {
      const lines = (current.near?.get(pair[0]) || []).filter((l) => pair.includes(l.from) && pair.includes(l.to));
      return { nodes: pair, lines };
    }
    const focus = hovered >= 0 ? hovered : graph.find(state.node);
    if (focus < 0 || !shownNodes.get(focus)) return null;
    const lines = current.near?.get(focus) || [];
    return { nodes: [focus, ...lines.map((l) => (l.from === focus ? l.to : l.from))], lines };
  }

  network.on("beforeDrawing", (context) => {
    const [shore, land] = current.ground;
    if (!land) return;
    context.fillStyle = inks.shore;
    context.fill(shore);
    context.fillStyle = inks.land;
    context.fill(land);
  });

  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const bounds = frame.getBoundingClientRect();
    const focus = emphasis();
    if (focus) drawEmphasis(context, focus, bounds);
    context.save();
    const ratio = context.canvas.width / bounds.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const key = `${version} ${scale.toFixed(4)} ${focus ? focus.nodes.join() : ""}`;
    if (placed.key !== key) placed = { key, ...place(context, scale, focus) };
    const origin = shift();
    drawRegions(context, placed.regions, origin);
    drawNames(context, placed.names, origin, bounds, focus && new Set(focus.nodes));
    context.restore();
  });

  function place(context, scale, focus) {
    const taken = takenPlaces();
    const first = focus ? focus.nodes.slice(0, 30) : [];
    const rest = current.nodes.filter((i) => !first.includes(i));
    const regions = scale < 1.5 ? placeRegions(context, current.regions, scale, taken) : [];
    return { regions, names: placeNames(context, [...first, ...rest], Math.min(first.length, 1), scale, taken) };
  }

  function drawEmphasis(context, { nodes, lines }, bounds) {
    const corner = network.DOMtoCanvas({ x: -5, y: -5 });
    const end = network.DOMtoCanvas({ x: bounds.width + 5, y: bounds.height + 5 });
    context.globalAlpha = 0.62;
    context.fillStyle = inks.land;
    context.fillRect(corner.x, corner.y, end.x - corner.x, end.y - corner.y);
    context.globalAlpha = 1;
    const scale = network.getScale();
    for (const line of lines) {
      const relation = graph.relations[Math.min(...line.edges.map((e) => graph.edges[e].r))];
      const [a, b] = [graph.nodes[line.from], graph.nodes[line.to]];
      context.strokeStyle = shade(relation.colour, 0.9);
      context.lineWidth = 1.8 / scale;
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
    nodes.forEach((i, position) => {
      const { x, y } = graph.nodes[i];
      trace(context, graph.type(i).shape, x, y, radiusOf(i));
      context.fillStyle = shade(graph.type(i).colour);
      context.fill();
      context.strokeStyle = position ? inks.land : inks.accent;
      context.lineWidth = (position ? 1 : 3) / scale;
      context.stroke();
    });
  }

  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) go({ node: graph.id(nodes[0]), ...CLEARED, ...(state.hops ? { hops: state.hops } : {}) });
    else if (edges.length) go({ ...CLEARED, pair: edges[0].split(" ").map((i) => graph.id(Number(i))).join("~") });
    else go({ node: "", ...CLEARED });
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) go({ open: toggled(state.open, graph.id(nodes[0])) }); });
  network.on("hoverNode", ({ node }) => { hovered = node; frame.style.cursor = "pointer"; hint(node); network.redraw(); });
  network.on("blurNode", () => { hovered = -1; frame.style.cursor = ""; hint(-1); network.redraw(); });
  network.on("hoverEdge", () => { frame.style.cursor = "pointer"; });
  network.on("blurEdge", () => { frame.style.cursor = ""; });

  function hint(i) {
    $("hint").hidden = i < 0;
    if (i >= 0) $("hint").replaceChildren(sign(graph.type(i)), el("b", {}, el("bdi", {}, graph.label(i))), describe(i));
  }

  return {
    show, network,
    nodes: () => current.nodes,
    lines: () => current.lines,
    fit: (nodes) => network.fit({ nodes: nodes || current.nodes, maxZoomLevel: 1.6, animation: false }),
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    centre: (i) => network.moveTo({ position: { x: graph.nodes[i].x, y: graph.nodes[i].y } }),
    redraw: () => network.redraw(),
    restyle: () => show(current),
  };
})();

/** The radius of a node on the canvas. */
function radiusOf(i) {
  return graph.nodes[i].size / 2;
}
