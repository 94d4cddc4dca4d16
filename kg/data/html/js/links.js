/* Links from the panel to other views. A link carries the address of the view it leads to, so it can be
   copied and opened elsewhere, and what it changes, so that it keeps the rest of the present view. */

/** What a new subject in the panel replaces. */
const CLEARED = Object.freeze({ pair: "", ask: "", about: "", list: "", path: "", hops: 0 });

/** A link that changes the state by `patch`. */
function link(patch, ...children) {
  return el("a", { href: toHash({ ...state, ...patch }), "data-go": JSON.stringify(patch) }, ...children);
}

/** A node by its name, with the sign of its type. */
function nodeLink(i, length = 90) {
  return link({ node: graph.id(i), ...CLEARED }, sign(graph.type(i)), el("bdi", {}, shorten(graph.label(i), length)));
}

/** A link to what the papers say of two nodes. */
function pairLink(a, b, ...children) {
  return link({ ...CLEARED, pair: `${graph.id(a)}~${graph.id(b)}` }, ...children);
}

/** `Model, 12 papers`. */
function describe(i) {
  const type = graph.type(i).name;
  return graph.isPaper(i) ? type : `${type}, ${count(graph.nodes[i].value, "paper")}`;
}

/** A heading with its content, or nothing without content. */
function section(title, ...children) {
  const content = children.flat().filter(Boolean);
  return content.length ? el("section", {}, el("h3", {}, title), ...content) : null;
}

/** A list that shows the first few and the rest on request. */
function list(items, { first = 6, kind = "ul" } = {}) {
  if (!items.length) return null;
  const make = (item) => el("li", {}, item);
  const body = el(kind, { class: "items" }, items.slice(0, first).map(make));
  if (items.length <= first) return body;
  const more = el("button", { type: "button", class: "more", on: { click: () => {
    body.append(...items.slice(first).map(make));
    more.remove();
    body.children[first].querySelector("a, button")?.focus();
  } } }, `Show ${items.length - first} more`);
  return [body, more];
}

/** Rows with a bar each: `[label, value, title?]`, widths relative to the largest. */
function bars(rows) {
  if (!rows.length) return null;
  const most = Math.max(...rows.map(([, value]) => value));
  return el("ul", { class: "bars" }, rows.map(([label, value, unit = ""]) => el("li", {},
    el("span", { class: "bar-label" }, label),
    el("span", { class: "bar-track", "aria-hidden": "true" }, el("i", { style: { width: `${(value / most) * 100}%` } })),
    el("span", { class: "bar-value" }, value.toLocaleString("en"), unit))));
}

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-go]");
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const patch = JSON.parse(target.dataset.go);
  go(Object.keys(patch).length ? patch : { ...DEFAULTS, theme: state.theme });
});
