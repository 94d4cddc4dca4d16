/* Light and dark: the page by CSS variables, the canvas by the same variables read from there. */

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const inks = {};

const isDark = () => (state.theme ? state.theme === "dark" : systemDark.matches);

/** Set the theme on the page and read the colours that the canvas needs. */
function applyTheme() {
  const root = document.documentElement;
  root.dataset.theme = isDark() ? "dark" : "light";
  const style = getComputedStyle(root);
  for (const name of ["sea", "shore", "land", "ink", "muted", "accent", "region"]) {
    inks[name] = style.getPropertyValue(`--${name}`).trim();
  }
  const button = $("theme-button");
  button.textContent = isDark() ? "Light" : "Dark";
  button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} theme`);
}

const rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** `#RRGGBB` of the shared palette, a little lighter on dark ground. */
function shade(colour, alpha = 1) {
  const lighter = isDark() ? 0.16 : 0;
  const [r, g, b] = rgb(colour).map((part) => Math.round(part + (255 - part) * lighter));
  return alpha === 1 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${alpha})`;
}
