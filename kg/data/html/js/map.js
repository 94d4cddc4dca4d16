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
  let current = { nodes: [], lines: [], near: new Map(), shown: new Set(), ground: [], regions: [] };
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
    const quiet = relation.kind === "together" ? 0.8 : relation.name === "mentions" ? 0.5 : 0.6;
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
    current = {
      ...view,
      near: nearTable(view.lines),
      shown: new Set(view.nodes),
      ground: [groundPath(view.nodes, 62), groundPath(view.nodes, 46)],
      regions: regionsOf(view.nodes),
    };
    version++;
    network.redraw();
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
      const edges = between(...pair);
      return { nodes: pair, lines: edges.length ? [{ from: pair[0], to: pair[1], edges }] : [] };
    }
    const focus = hovered >= 0 ? hovered : graph.find(state.node);
    if (focus < 0 || !current.shown.has(focus)) return null;
    const lines = linesAt(focus);
    return { nodes: [focus, ...lines.map((l) => (l.from === focus ? l.to : l.from))], lines };
  }

  /** Every line of a node to what is shown, also those that the map leaves out for clarity. */
  function linesAt(i) {
    const drawn = new Map((current.near.get(i) || []).map((l) => [l.from === i ? l.to : l.from, l]));
    if (state.fold) return [...drawn.values()];
    const passes = edgeFilter(state);
    for (const e of graph.edgesOf(i)) {
      const other = graph.other(e, i);
      if (!drawn.has(other) && current.shown.has(other) && passes(e)) drawn.set(other, { from: i, to: other, edges: [e] });
    }
    return [...drawn.values()].sort((a, b) => (a.from === i ? a.to : a.from) - (b.from === i ? b.to : b.from));
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
    return placeNames(context, current.nodes, focus ? focus.nodes.slice(0, 40) : [], scale < 1.5 ? current.regions : [], scale);
  }

  function drawEmphasis(context, { nodes, lines }, bounds) {
    const corner = network.DOMtoCanvas({ x: -5, y: -5 });
    const end = network.DOMtoCanvas({ x: bounds.width + 5, y: bounds.height + 5 });
    context.globalAlpha = 0.6;
    context.fillStyle = inks.shore;
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
    /** Show everything, with room for the names at the rim. */
    fit() {
      network.fit({ nodes: current.nodes, maxZoomLevel: 1.6, animation: false });
      network.moveTo({ scale: network.getScale() * (frame.clientWidth < 600 ? 0.84 : 0.93) });
    },
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    /** Bring a node into view if it is not, without changing the scale. */
    reveal(i) {
      const { x, y } = network.canvasToDOM({ x: graph.nodes[i].x, y: graph.nodes[i].y });
      const { width, height } = frame.getBoundingClientRect();
      const margin = 60;
      if (x < margin || y < margin || x > width - margin || y > height - margin) {
        network.moveTo({ position: { x: graph.nodes[i].x, y: graph.nodes[i].y } });
      }
    },
    redraw: () => network.redraw(),
    restyle: () => show(current),
  };
})();

/** The radius of a node on the canvas. */
function radiusOf(i) {
  return 4 + graph.nodes[i].size * 0.6;
}
