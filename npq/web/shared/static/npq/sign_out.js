// Before somebody signs out: what they typed is saved, and what cannot be saved is shown before it is deleted here.
// Nothing of it stays in the browser. Without this file the form signs out at once.
import { button, element, forgetAll, keptOf, pause, writers } from "./store.js";

const SIGN_OUT = "/sign-out";
const SHOWN = 300;
const SETTLE_MS = 5000;

export function saveBeforeSigningOut() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const action = form.getAttribute("action") || location.href;
    if (!new URL(action, location.href).pathname.startsWith(SIGN_OUT)) return;
    if (!unsaved().length) {
      forgetAll();
      return;
    }
    event.preventDefault();
    settle(form);
  });
}

async function settle(form) {
  await Promise.race([Promise.all(writers.map((writer) => writer.settle())), pause(SETTLE_MS)]);
  const texts = unsaved();
  if (texts.length) ask(form, texts);
  else leave(form);
}

// What is typed on this page and not saved, and what this browser keeps of the same person's other pages.
function unsaved() {
  const person = document.querySelector("[data-person]");
  const typed = writers.filter((writer) => writer.isUnsaved()).map((writer) => ({ text: writer.text(), here: true }));
  const kept = person ? keptOf(person.dataset.person) : [];
  const found = new Map();
  [...typed, ...kept].forEach((one) => {
    const text = one.text.trim();
    if (text && !found.has(text)) found.set(text, { ...one, text });
  });
  return [...found.values()];
}

// Where a text was typed, said as it is: of another page nobody has tried to save it now.
function told({ text, title, page, here }) {
  const place = element("div", "");
  const where = title ? `on “${title}”` : "on another page";
  const says = here
    ? "You typed this on this page, and it could not be saved on our server:"
    : `You typed this ${where}, and it was not saved there:`;
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
  place.append(element("p", "govuk-body", says), element("blockquote", "govuk-body npq-quotation", shown));
  if (!here && page && page !== location.pathname && /^\/\w/.test(page)) {
    const link = element("a", "govuk-link", "Go there and save it");
    link.href = page;
    const line = element("p", "govuk-body");
    line.append(link);
    place.append(line);
  }
  return place;
}

function leave(form) {
  forgetAll();
  form.submit();
}

function ask(form, texts) {
  document.querySelectorAll(".npq-dialog").forEach((dialog) => dialog.remove());
  const dialog = element("dialog", "npq-dialog");
  const heading = element("h2", "govuk-heading-m", "This is not saved yet");
  heading.id = "not-saved-yet";
  dialog.setAttribute("aria-labelledby", heading.id);
  const words = "If you sign out now, it is deleted. Sign out all the same?";
  const buttons = element("div", "govuk-button-group");
  buttons.append(
    button("Stay signed in", () => dialog.remove()),
    button("Sign out and delete it", () => leave(form)),
  );
  dialog.append(heading, ...texts.map(told), element("p", "govuk-body", words), buttons);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute("open", "");
}
