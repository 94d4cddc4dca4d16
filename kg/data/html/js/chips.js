/* What narrows the map, as chips above it, each with a way to lift it. */

function showChips() {
  const chips = [];
  const chip = (text, patch) => chips.push(el("button", { type: "button", class: "chip", "aria-label": `Lift: ${text}`, on: { click: () => go(patch) } }, el("bdi", {}, text), el("span", { "aria-hidden": "true" }, " ×")));
  const node = graph.find(state.node);
  if (state.hops && node >= 0) chip(`${count(state.hops, "step")} around ${plain(shorten(graph.label(node), 30))}`, { hops: 0 });
  if (asPair(state.path)) chip("Only the path", { path: "" });
  if (state.types) chip(state.types === "none" ? "No type" : `Only ${asList(state.types).join(", ")}`, { types: "" });
  if (state.relations) chip(`${state.relations === "none" ? 0 : asList(state.relations).length} relations`, { relations: "" });
  if (state.min > 1) chip(`Named by ${state.min}+ papers`, { min: 1 });
  if (state.confidence) chip(`Confidence ${state.confidence / 100}+`, { confidence: 0 });
  if (state.group !== "") chip(`Region: ${plain(shorten(regionNames.get(Number(state.group)) || state.group, 30))}`, { group: "" });
  if (state.from || state.to) chip(`Years ${state.from || "…"} to ${state.to || "…"}`, { from: "", to: "" });
  if (state.fold) chip("Variants folded", { fold: 0 });
  for (const name of asList(state.whole)) chip(`Every ${name}`, { whole: toggled(state.whole, name) });
  if (state.open) chip(`${count(asList(state.open).length, "node")} with neighbours`, { open: "" });
  $("chips").replaceChildren(...chips);
}
