/* Search with completion over names, aliases and paper titles (the combobox pattern of the ARIA Authoring
   Practices Guide). The index is made on first use; a query is one pass over it. */

const search = (() => {
  const input = $("search");
  const box = $("hits");
  const MOST = 12;
  let index = null;
  let hits = [];
  let active = -1;
  let choose = null; // what a choice does instead of opening the node

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function build() {
    index = graph.order.map((i) => ({ i, names: [graph.label(i), ...graph.aliases(i)].map(fold) }));
  }

  /** Nodes whose names match, best first: whole name, beginning, word beginning, anywhere. */
  function find(query) {
    if (!index) build();
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const groups = [[], [], [], []];
    for (const { i, names } of index) {
      let best = 4;
      for (const name of names) {
        const at = name.indexOf(wanted);
        if (at < 0) continue;
        const rank = name === wanted ? 0 : at === 0 ? 1 : /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
        if (rank < best) best = rank;
      }
      if (best < 4) groups[best].push(i);
    }
    return groups.flat();
  }

  function show() {
    const query = input.value;
    hits = find(query);
    active = hits.length ? 0 : -1;
    const shown = hits.slice(0, MOST);
    box.replaceChildren(...shown.map((i, at) => option(i, at, query)));
    if (query.trim() && !hits.length) box.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name, alias or title matches"));
    else if (hits.length > MOST) box.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, `and ${hits.length - MOST} more`));
    box.hidden = !query.trim();
    input.setAttribute("aria-expanded", String(!box.hidden));
    mark();
  }

  function option(i, at, query) {
    const alias = graph.aliases(i).find((a) => fold(a).includes(fold(query.trim())));
    const own = fold(graph.label(i)).includes(fold(query.trim()));
    return el("li", { role: "option", id: `hit-${at}`, "data-node": i, on: { mousedown: (event) => { event.preventDefault(); pick(at); } } },
      sign(graph.type(i)), el("span", { class: "hit-name" }, el("bdi", {}, shorten(graph.label(i), 70)), !own && alias && el("span", { class: "fine" }, " also ", el("bdi", {}, shorten(alias, 40)))),
      el("span", { class: "fine" }, graph.isPaper(i) ? "Paper" : `${graph.type(i).name} · ${graph.nodes[i].value}`));
  }

  function mark() {
    [...box.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) { input.setAttribute("aria-activedescendant", `hit-${active}`); box.children[active]?.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }

  function pick(at) {
    const i = hits[at];
    if (i === undefined) return;
    const use = choose || ((node) => go({ node: graph.id(node), ...CLEARED }));
    close();
    use(i);
  }

  function close() {
    input.value = "";
    box.hidden = true;
    choose = null;
    input.placeholder = "Search models, datasets, papers …";
    input.setAttribute("aria-expanded", "false");
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (!index) build(); });
  input.addEventListener("blur", () => { box.hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (event) => {
    const last = Math.min(hits.length, MOST) - 1;
    if (event.key === "ArrowDown") active = Math.min(active + 1, last);
    else if (event.key === "ArrowUp") active = Math.max(active - 1, 0);
    else if (event.key === "Enter") return pick(active);
    else if (event.key === "Escape") { close(); return input.blur(); }
    else return undefined;
    event.preventDefault();
    return mark();
  });

  return {
    find,
    focus: () => input.focus(),
    /** Let the next choice run `use` instead of opening the node. */
    ask(placeholder, use) { choose = use; input.placeholder = placeholder; input.value = ""; input.focus(); },
  };
})();

/** Ask for the other end of a path from `i`. */
function askForPath(i) {
  search.ask(`Path from ${plain(shorten(graph.label(i), 30))} to …`, (other) => go({ ...CLEARED, node: "", path: `${graph.id(i)}~${graph.id(other)}` }));
}
