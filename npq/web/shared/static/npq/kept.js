// What this device kept of a response and our server never had, as its writer sees it.
import { PREFIX, button, element, keysOf, read, remove } from "./store.js";

// What was typed in time and never reached the server is still its writer's, to read and copy, when nothing of it can be
// saved any more.
export function showKept(place) {
  const saved = JSON.parse(place.dataset.saved);
  keysOf(`${PREFIX}response:${place.dataset.key}:`).forEach((key) => {
    const kept = read(key);
    if (!kept || !Array.isArray(kept.texts) || kept.texts.length !== saved.length) return;
    if (JSON.stringify(kept.texts) === JSON.stringify(saved)) {
      remove(key);
      return;
    }
    const shown = card(kept, saved);
    const forget = button("Delete it here", () => {
      remove(key);
      shown.remove();
    });
    const words = "It stays on this device for a week, or until you sign out. Copy what you need.";
    shown.append(element("p", "govuk-body", words), forget);
    place.append(shown);
  });
}

// What was kept, answer by answer, where it differs from what is saved.
export function card(kept, saved) {
  const place = element("section", "npq-card");
  place.setAttribute("aria-label", "Kept on this device");
  const since = `Kept on this device since ${clockTime(kept.at)}, and not saved`;
  place.append(element("h2", "govuk-heading-s", since));
  kept.texts.forEach((text, index) => {
    if (text === saved[index]) return;
    place.append(element("h3", "govuk-heading-s", `Question ${index + 1}`));
    place.append(element("blockquote", "govuk-body npq-quotation", text));
  });
  return place;
}

export function clockTime(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
