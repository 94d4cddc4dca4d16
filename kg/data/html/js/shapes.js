/* The shapes of the types, once for the canvas and once for SVG, so that legend and map agree. */

/** Corner points of a shape in a circle of radius 1, or null for a round one. */
const CORNERS = {
  dot: null,
  square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: [[0, -0.9], [1, 0.8], [-1, 0.8]],
  triangleDown: [[0, 0.9], [1, -0.8], [-1, -0.8]],
  star: Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const radius = i % 2 ? 0.5 : 1.1;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  }),
};

/** Add a shape to a path or to the path of a canvas. */
function outline(path, shape, x, y, radius) {
  const corners = CORNERS[shape];
  if (!corners) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], at) => path[at ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius));
  path.closePath();
}

/** The sign of a type, to stand in a line of text. */
function sign(type, size = 12) {
  const corners = CORNERS[type.shape];
  const body = corners
    ? svg("polygon", { points: corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ") })
    : svg("circle", { r: 0.9 });
  body.setAttribute("fill", shade(type.colour));
  return svg("svg", { viewBox: "-1.2 -1.2 2.4 2.4", width: size, height: size, class: "sign", "aria-hidden": "true" }, body);
}
