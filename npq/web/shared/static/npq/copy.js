// A button that copies what stands in a read-only box: it is only there where it works.
import { button, element } from "./store.js";

export function offerToCopy(box) {
  const said = element("p", "govuk-body");
  said.setAttribute("role", "status");
  const copy = button(box.dataset.copy, async () => {
    said.textContent = "";
    said.textContent = (await copied(box)) ? "Copied." : "We could not copy it. It is selected: copy it yourself.";
  });
  box.addEventListener("focus", () => box.select());
  box.after(copy, said);
}

// Where the clipboard may not be written to, the words stay selected, to be copied by hand.
async function copied(box) {
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    return false;
  }
}
