/* The map: vis-network keeps the nodes, the view and what the pointer does; positions are given, nothing
   moves by itself. What is seen is drawn by drawing.js, regions.js, labels.js and emphasis.js. */

/** The radius of a node on the canvas. */
function radiusOf(i) {
  return 4 + graph.nodes[i].size * 0.6;
}

const map = (() => {
  const frame = $("map");
  const shownNodes = new vis.DataSet();
  const network = new vis.Network(frame, { nodes: shownNodes, edges: new vis.DataSet() }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    // Drawn elsewhere: vis-network only needs the size of a node, for the pointer to hit.
    nodes: { shape: "custom", chosen: false, ctxRenderer: () => ({ drawNode() {} }) },
  });
  let current = { nodes: [], lines: [], near: new Map(), shown: new Set(), ground: [], regions: [], linePaths: [], nodePaths: [] };
  let placed = { names: [], regions: [] };
  /** Where the outermost nodes stand, and how far the view that shows them all reaches beyond on either side. */
  let rim = { from: 0, to: 0, left: 0, right: 0 };
  let version = 0;
  let hovered = -1;

  function show(view) {
    const gone = shownNodes.getIds();
    const wanted = new Set(view.nodes);
    shownNodes.remove(gone.filter((i) => !wanted.has(i)));
    const known = new Set(shownNodes.getIds());
    shownNodes.add(view.nodes.filter((i) => !known.has(i)).map((i) => ({ id: i, x: graph.nodes[i].x, y: graph.nodes[i].y, size: Math.max(8, radiusOf(i)) })));
    current = {
      ...view,
      near: nearTable(view.lines),
      shown: wanted,
      ground: [groundPath(view.nodes, 62), groundPath(view.nodes, 46)],
      regions: regionsOf(view.nodes),
      linePaths: linePaths(view.lines),
      nodePaths: nodePaths([...view.nodes].reverse()),
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

  /** From where to where names may reach at a scale: what is seen when all is seen. */
  const reach = (scale) => [rim.from * scale - rim.left, rim.to * scale + rim.right];

  /** Draw the map at a scale, its origin at `origin`. */
  function paint(context, scale, ratio, origin, bounds) {
    const [shore, land] = current.ground;
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * origin.x, ratio * origin.y);
    context.fillStyle = inks.shore;
    context.fill(shore);
    context.fillStyle = inks.land;
    context.fill(land);
    drawLines(context, current.linePaths);
    drawNodes(context, current.nodePaths);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    placed = placeNames(context, current.nodes, scale < 1.5 ? current.regions : [], scale, reach(scale));
    drawRegions(context, placed.regions, origin);
    drawNames(context, placed.names, origin, bounds);
  }

  network.on("afterDrawing", (context) => {
    if (!version) return;
    const scale = network.getScale();
    const { clientWidth: width, clientHeight: height } = frame;
    const ratio = context.canvas.width / width;
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    context.save();
    picture.draw(context, { key: `${version} ${scale} ${width} ${height}`, origin, width, height, ratio },
      (target, at, bounds) => paint(target, scale, ratio, at, bounds));
    const focus = emphasis(current, hovered);
    if (focus) {
      context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * origin.x, ratio * origin.y);
      drawEmphasis(context, focus, network.DOMtoCanvas({ x: -5, y: -5 }), network.DOMtoCanvas({ x: width + 5, y: height + 5 }), scale);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawNames(context, placeChosen(context, focus.nodes.slice(0, 60), placed, scale, reach(scale)), origin, { width, height });
    }
    context.restore();
  });

  const lineUnder = (point) => lineAt(current.lines, point, 5 / network.getScale());

  network.on("click", ({ nodes, pointer }) => {
    const line = nodes.length ? null : lineUnder(pointer.canvas);
    if (nodes.length) go({ ...CLEARED, hops: state.hops, node: graph.id(nodes[0]) });
    else if (line) go({ ...CLEARED, pair: `${graph.id(line.from)}~${graph.id(line.to)}` });
    else go({ ...CLEARED, node: "" });
  });
  // The browser's own event: vis-network counts the time that the first click takes, and misses the second.
  frame.addEventListener("dblclick", ({ offsetX: x, offsetY: y }) => {
    const node = network.getNodeAt({ x, y });
    if (node !== undefined) go({ open: toggled(state.open, graph.id(node)) });
  });
  network.on("hoverNode", ({ node }) => { hovered = node; hint(nodeHint(node)); network.redraw(); });
  network.on("blurNode", () => { hovered = -1; hint(null); network.redraw(); });
  frame.addEventListener("mousemove", ({ offsetX: x, offsetY: y, buttons }) => {
    if (hovered >= 0 || buttons) return;
    const line = lineUnder(network.DOMtoCanvas({ x, y }));
    hint(line && lineHint(line));
  });

  /** Say what is under the pointer. */
  function hint(parts) {
    frame.style.cursor = parts ? "pointer" : "";
    $("hint").hidden = !parts;
    if (parts) $("hint").replaceChildren(...parts);
  }

  const nodeHint = (i) => [sign(graph.type(i)), el("b", {}, el("bdi", {}, shorten(graph.label(i), 80))), describe(i)];
  const lineHint = (line) => [el("bdi", {}, shorten(graph.label(line.from), 40)), ` ${leadOf(line).wording} `, el("bdi", {}, shorten(graph.label(line.to), 40))];

  return {
    show, network,
    nodes: () => current.nodes,
    lines: () => current.lines,
    /** Show everything, with room for the names at the rim. */
    fit() {
      network.fit({ nodes: current.nodes, maxZoomLevel: 1.6, animation: false });
      network.moveTo({ scale: network.getScale() * (frame.clientWidth < 600 ? 0.84 : 0.93) });
      const [scale, half, middle] = [network.getScale(), frame.clientWidth / 2 - 6, network.getViewPosition().x];
      let [from, to] = [Infinity, -Infinity];
      for (const i of current.nodes) [from, to] = [Math.min(from, graph.nodes[i].x), Math.max(to, graph.nodes[i].x)];
      rim = { from, to, left: half - (middle - from) * scale, right: half - (to - middle) * scale };
      version++; // names are placed anew
    },
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    /** Bring a node into view if it is not, without changing the scale. */
    reveal(i) {
      const { x, y } = network.canvasToDOM({ x: graph.nodes[i].x, y: graph.nodes[i].y });
      const margin = 60;
      if (x < margin || y < margin || x > frame.clientWidth - margin || y > frame.clientHeight - margin) {
        network.moveTo({ position: { x: graph.nodes[i].x, y: graph.nodes[i].y } });
      }
    },
  };
})();
