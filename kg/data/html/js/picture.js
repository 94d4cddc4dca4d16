/* The map as a picture that is larger than the window: panning only moves it, and it is painted anew when
   the scale, the content or the theme changes or its rim comes into view. */

const picture = (() => {
  /** How far the picture reaches beyond the window on each side, as a share of the window. */
  const BEYOND = 0.35;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  let made = { key: "" };

  function paintAnew(view, paint) {
    const margin = { x: Math.round(view.width * BEYOND), y: Math.round(view.height * BEYOND) };
    canvas.width = Math.round((view.width + 2 * margin.x) * view.ratio);
    canvas.height = Math.round((view.height + 2 * margin.y) * view.ratio);
    const origin = { x: view.origin.x + margin.x, y: view.origin.y + margin.y };
    paint(context, origin, { width: view.width + 2 * margin.x, height: view.height + 2 * margin.y });
    made = { key: view.key, origin: view.origin, margin };
  }

  /** Put the picture on `target`.

      @param view `key` of what is shown, `origin` of the map in the window, `width`, `height`, and `ratio` of
        device pixels
      @param paint draws everything, given a context, the origin and the bounds in it */
  function draw(target, view, paint) {
    const moved = () => ({ x: view.origin.x - made.origin.x, y: view.origin.y - made.origin.y });
    const inside = () => Math.abs(moved().x) <= made.margin.x && Math.abs(moved().y) <= made.margin.y;
    if (made.key !== view.key || !inside()) paintAnew(view, paint);
    const { x, y } = moved();
    // Whole device pixels, or letters would blur while they move.
    target.setTransform(1, 0, 0, 1, 0, 0);
    target.drawImage(canvas, Math.round((x - made.margin.x) * view.ratio), Math.round((y - made.margin.y) * view.ratio));
  }

  return { draw };
})();
