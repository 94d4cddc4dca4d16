/* The map by keyboard: arrows go to the nearest node in that direction, and the panel follows. */

const DIRECTIONS = Object.freeze({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] });

/** The nearest shown node from `from` in a direction; what lies off to the side counts as farther. */
function nearestTowards(from, [dx, dy]) {
  const { x, y } = graph.nodes[from];
  let best = -1;
  let least = Infinity;
  for (const i of map.nodes()) {
    const [along, across] = [(graph.nodes[i].x - x) * dx + (graph.nodes[i].y - y) * dy, Math.abs((graph.nodes[i].x - x) * dy) + Math.abs((graph.nodes[i].y - y) * dx)];
    if (i === from || along <= 0 || across > along * 1.6) continue;
    const distance = along + across * 2;
    if (distance < least) { least = distance; best = i; }
  }
  return best;
}

$("map").addEventListener("keydown", (event) => {
  const direction = DIRECTIONS[event.key];
  const here = graph.find(state.node);
  if (direction) {
    const next = here < 0 ? map.nodes()[0] : nearestTowards(here, direction);
    if (next === undefined || next < 0) return;
    go({ ...CLEARED, hops: state.hops, node: graph.id(next) }, { replace: true });
    map.reveal(next);
    announce(`${plain(graph.label(next))}, ${describe(next)}`);
  } else if (event.key === "Enter" && here >= 0) go({ open: toggled(state.open, state.node) });
  else if (event.key === "+" || event.key === "=") map.zoom(1.3);
  else if (event.key === "-") map.zoom(1 / 1.3);
  else if (event.key === "0") map.fit();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
  else if (event.key === "?" && !typing) $("help").showModal();
  else if (event.key === "Escape") {
    if (document.querySelector("details.menu[open]")) document.querySelector("details.menu").open = false;
    else if (!typing && !document.querySelector("dialog[open]")) go({ ...CLEARED, node: "" });
  }
});
