/* What the page shows is one flat object, and the address holds what of it differs from the defaults: a
   link reopens the view, and the browser's back and forward walk through views. */

const DEFAULTS = Object.freeze({
  node: "", // the node in the panel
  pair: "", // two nodes in the panel, "a~b"
  ask: "", // a question in the panel, and what it asks about
  about: "",
  list: "", // "corrections", or the full list of a type in the panel
  hops: 0, // 1 or 2: only the neighbourhood of `node` is on the map
  path: "", // only a shortest path is on the map, "a~b"
  types: "", // types on the map, comma-separated; empty for all
  relations: "", // relations on the map; empty for all
  min: 1, // papers
  confidence: 0, // of statements, in hundredths
  group: "", // only this community
  from: "", // years
  to: "",
  fold: 0, // 1: variants stand behind what they are variants of
  top: 0, // how many nodes; 0 for the first view's number, -1 for all
  open: "", // nodes whose neighbours are shown too
  whole: "", // types of which every node is shown
  theme: "", // "light" or "dark"; empty for what the system says
});

const state = { ...DEFAULTS };
const listeners = [];

/** Call `run(state, changed)` after every change; `changed` is a set of keys. */
function onState(run) {
  listeners.push(run);
}

/** The address of `values`: only what differs from the defaults, in the order of the defaults. */
function toHash(values) {
  const readable = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%2C/g, ",");
  return "#" + Object.keys(DEFAULTS)
    .filter((key) => String(values[key]) !== String(DEFAULTS[key]))
    .map((key) => `${key}=${readable(values[key])}`)
    .join("&");
}

/** The values in an address; what is unknown or malformed is left out, for links may come from anywhere. */
function fromHash(hash) {
  const values = { ...DEFAULTS };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key, text = ""] = part.split("=", 2);
    if (!Object.hasOwn(DEFAULTS, key)) continue;
    let value;
    try { value = decodeURIComponent(text); } catch { continue; }
    if (typeof DEFAULTS[key] !== "number") values[key] = value;
    else if (Number.isFinite(Number(value))) values[key] = Number(value);
  }
  return values;
}

/** Change the view: a new step in the history, or with `replace` a change of the present one. */
function go(patch, { replace = false } = {}) {
  const hash = toHash({ ...state, ...patch });
  if (hash === toHash(state)) return;
  if (replace) location.replace(hash);
  else location.hash = hash;
  take(); // at once; the event that the browser sends later finds nothing left to do
}

/** Make the state what the address says. */
function take() {
  const values = fromHash(location.hash);
  const changed = new Set(Object.keys(DEFAULTS).filter((key) => state[key] !== values[key]));
  if (!changed.size) return;
  Object.assign(state, values);
  for (const run of listeners) run(state, changed);
}

const asList = (text) => (text ? text.split(",") : []);

/** `text` with `item` added or taken away. */
function toggled(text, item) {
  const items = asList(text);
  return (items.includes(item) ? items.filter((i) => i !== item) : [...items, item]).join(",");
}

/** The two nodes of "a~b", or null. */
function asPair(text) {
  const pair = text.split("~").map(graph.find);
  return pair.length === 2 && pair.every((i) => i >= 0) ? pair : null;
}
