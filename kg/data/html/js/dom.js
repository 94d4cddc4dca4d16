/* Elements from plain values. Text enters the page only as text nodes, so that a title that looks like
   markup stays a title. */

const $ = (id) => document.getElementById(id);

/** An element with attributes and children; `null`, `false` and empty text are left out. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (name === "style") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== ""));
  return element;
}

/** An SVG element. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** `3 papers`, `1 paper`, `1,204 papers`. */
function count(number, one, many = one + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** Paper text without marks that turn the reading direction or hide themselves, for places where a
    stray one would disturb its neighbours. */
function plain(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, " ");
}

/** `text` cut at a word to about `length` characters. */
function shorten(text, length) {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), length * 0.6)).replace(/[\s,:;–-]+$/, "") + "…";
}

/** Say something to people who do not see the page, and briefly to those who do. */
function announce(text) {
  $("status").textContent = text;
}
