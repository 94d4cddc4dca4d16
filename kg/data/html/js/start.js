/* Put it together: listen to the state, and show the first view. */

const MAP_KEYS = ["node", "pair", "hops", "path", "types", "relations", "min", "confidence", "group", "from", "to", "fold", "top", "open", "whole"];
/** Changes after which the map shows other places. */
const MOVING_KEYS = ["hops", "path", "group", "whole", "top"];

function showMap(changed) {
  const view = visible(state);
  map.show(view);
  if (changed.size === 0 || MOVING_KEYS.some((key) => changed.has(key))) map.fit();
  announce(`${count(view.nodes.length, "node")} of ${graph.nodes.length.toLocaleString("en")}, ${count(view.lines.length, "line")}`);
}

function showAll(changed) {
  if (changed.has("theme") || changed.size === 0) applyTheme();
  if (changed.size === 0 || changed.has("theme") || MAP_KEYS.some((key) => changed.has(key))) showMap(changed);
  if (changed.size === 0 || [...changed].some((key) => key !== "theme")) showPanel();
  showFilters();
  showChips();
  if (state.node && (changed.has("node") || changed.size === 0)) revealNode();
}

/** A node chosen outside the map comes into view on it. */
function revealNode() {
  const node = graph.find(state.node);
  if (node >= 0) map.reveal(node);
}

const ACTIONS = {
  theme: () => go({ theme: isDark() ? "light" : "dark" }, { replace: true }),
  back: () => history.back(),
  forward: () => history.forward(),
  help: () => $("help").showModal(),
  fit: () => map.fit(),
  "zoom-in": () => map.zoom(1.3),
  "zoom-out": () => map.zoom(1 / 1.3),
  print: () => print(),
  "to-panel": () => $("panel").focus(),
  filters: () => toggleSheet("filters"),
  "panel-size": () => toggleSheet("panel"),
  ...DOWNLOADS,
};

/** On narrow screens legend and panel are sheets over the map. */
function toggleSheet(name) {
  const open = document.body.classList.toggle(`${name}-open`);
  document.querySelector(`[data-act="${name === "filters" ? "filters" : "panel-size"}"]`).setAttribute("aria-expanded", String(open));
}

document.addEventListener("click", (event) => {
  const menu = document.querySelector("details.menu");
  if (menu.open && !event.target.closest("summary")) menu.open = false;
  const name = event.target.closest?.("[data-act]")?.dataset.act;
  if (name && ACTIONS[name]) ACTIONS[name]();
});

onState((_, changed) => showAll(changed));
addEventListener("hashchange", take);
systemDark.addEventListener("change", () => showAll(new Set(["theme"])));
Object.assign(state, fromHash(location.hash));
$("brand-count").textContent = `${count(graph.paperCount, "paper")}, ${count(graph.nodes.length - graph.paperCount, "entity", "entities")}`;
showAll(new Set());
showCorrectionCount();
/** For people who like to ask in the console. */
globalThis.kg = { graph, state, go, map, visible };
document.documentElement.dataset.ready = Math.round(performance.now());
