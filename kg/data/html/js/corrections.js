/* Corrections that people propose while they look: collected here, downloaded as corrections.toml, and
   handed to the next `kg build --corrections`. The format is that of kg/entities/corrections.py. */

const corrections = (() => {
  const KEY = "kg-corrections";
  let entries = [];
  // A page opened from a file may be refused storage; then corrections last as long as the page.
  try { entries = JSON.parse(localStorage.getItem(KEY)) || []; } catch { /* none kept */ }

  function keep() {
    try { localStorage.setItem(KEY, JSON.stringify(entries)); } catch { /* kept in memory */ }
    showPanel();
    showCorrectionCount();
  }

  const text = (value) => JSON.stringify(value.toWellFormed()).replace(/\u007f/g, "\\u007f");
  const value = (item) => (Array.isArray(item) ? `[${item.map(text).join(", ")}]` : text(item));

  return {
    all: () => entries,
    add(entry) {
      if (!entries.some((known) => JSON.stringify(known) === JSON.stringify(entry))) entries.push(entry);
      keep();
      announce(`Noted: ${wordingOf(entry)}`);
    },
    remove(at) { entries.splice(at, 1); keep(); },
    /** The file: one table for each entry (TOML 1.0). */
    toml: () => "# Corrections proposed while reading graph.html. Check them, then: kg build --corrections corrections.toml\n"
      + entries.map(({ action, ...rest }) => `\n[[${action}]]\n${Object.entries(rest).map(([key, item]) => `${key} = ${value(item)}\n`).join("")}`).join(""),
  };
})();

/** An entry in words. */
function wordingOf({ action, name, names, to, type }) {
  const quoted = (text) => `“${plain(text)}”`;
  return {
    same: () => `${names.map(quoted).join(" and ")} are the same`,
    different: () => `${names.map(quoted).join(" and ")} are different things`,
    rename: () => `${quoted(name)} is called ${quoted(to)}`,
    retype: () => `${quoted(name)} is a ${to}`,
    drop: () => `${quoted(name)} is no entity`,
    add: () => `${quoted(name)} is a ${type} that is missing`,
  }[action]();
}

const entityTypes = () => graph.types.map((t) => t.name).filter((name) => name !== "Paper");

/** The form at the end of an entity's panel. */
function correctionForm(i) {
  const name = graph.label(i);
  const type = graph.type(i).name;
  const others = graph.aliases(i).filter((alias) => alias !== name);
  const button = (label, run) => el("button", { type: "button", class: "plain", on: { click: run } }, label);
  const rename = el("input", { type: "text", id: "rename-to", "aria-label": "Its usual name", value: name });
  const retype = el("select", { id: "retype-to", "aria-label": "Its type" }, entityTypes().filter((t) => t !== type).map((t) => el("option", { value: t }, t)));
  const split = el("select", { id: "split-off", "aria-label": "A form that means something else" }, others.map((alias) => el("option", { value: alias }, plain(alias))));
  return el("details", { class: "correct" }, el("summary", {}, "Propose a correction"),
    el("ul", {},
      el("li", {}, button("Same as …", () => search.ask(`${plain(shorten(name, 30))} is the same as …`, (other) => corrections.add({ action: "same", names: [name, graph.label(other)] })))),
      el("li", {}, button("Not an entity", () => corrections.add({ action: "drop", name, type }))),
      el("li", {}, retype, button("Change type", () => corrections.add({ action: "retype", name, to: retype.value, type }))),
      el("li", {}, rename, button("Rename", () => { if (rename.value.trim() && rename.value !== name) corrections.add({ action: "rename", name, to: rename.value.trim(), type }); })),
      others.length > 0 && el("li", {}, split, button("Is another thing", () => corrections.add({ action: "different", names: [name, split.value] })))));
}

/** The way to the list from the overview. */
function correctionsLink() {
  return section("Corrections", el("p", {}, link({ ...CLEARED, node: "", list: "corrections" }, corrections.all().length ? count(corrections.all().length, "proposed correction") : "Propose what is missing")));
}

/** The list of corrections with its download, and a form for what is missing. */
function correctionsPanel() {
  const name = el("input", { type: "text", id: "add-name" });
  const type = el("select", { id: "add-type" }, entityTypes().map((t) => el("option", { value: t }, t)));
  return [
    el("p", { class: "kicker" }, "Corrections"),
    el("h2", {}, "What the next build should know"),
    el("p", { class: "lead" }, "Open an entity to propose that it is the same as another, no entity, or of another name or type. Download the list here and give it to kg build --corrections."),
    corrections.all().length > 0 && el("ol", { class: "items corrections" }, corrections.all().map((entry, at) => el("li", {}, wordingOf(entry), " ", el("button", { type: "button", class: "more", "aria-label": `Remove: ${wordingOf(entry)}`, on: { click: () => corrections.remove(at) } }, "remove")))),
    corrections.all().length > 0 && el("button", { type: "button", class: "plain", id: "save-corrections", on: { click: () => save("corrections.toml", "application/toml", [corrections.toml()]) } }, "Download corrections.toml"),
    section("Something is missing", el("p", { class: "field" }, el("label", { for: "add-name" }, "Name"), name), el("p", { class: "field" }, el("label", { for: "add-type" }, "Type"), type),
      el("button", { type: "button", class: "plain", on: { click: () => { if (name.value.trim()) corrections.add({ action: "add", name: name.value.trim(), type: type.value }); } } }, "Add it")),
  ];
}

/** The number of corrections in the bar above the panel. */
function showCorrectionCount() {
  const number = corrections.all().length;
  $("correction-count").hidden = number === 0;
  $("correction-count").textContent = count(number, "correction");
}
