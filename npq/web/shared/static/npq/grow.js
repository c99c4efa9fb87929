// Boxes for long texts grow with what is written in them, up to most of the window. Where the browser does that by its
// own style (field-sizing), there is nothing to do.
const MOST_ROWS = 24;

export function growWithText(area) {
  if (window.CSS && CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    while (area.scrollHeight > area.clientHeight && area.rows < MOST_ROWS) area.rows += 1;
  };
  area.addEventListener("input", grow);
  grow();
}
