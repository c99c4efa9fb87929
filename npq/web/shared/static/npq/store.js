// What is kept in this browser and not yet on the server: for a week at most, never on a shared computer, and never
// beyond signing out. A browser may refuse to keep anything, or hold what is not ours; neither is an error.
export const PREFIX = "npq-note:";
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const SHARED = "npq-shared-computer";

// What is written on this page. Each says isUnsaved() and text(), and settle() saves now.
export const writers = [];

let signingOut = false;

// On every page: nothing stays longer than a week, and nothing of a log that is deleted.
export function forgetKept() {
  forget((kept) => Date.now() - (kept.at || 0) > KEPT_MS);
  document.addEventListener("submit", (event) => {
    const begins = event.target.dataset.forgets;
    if (begins) keysOf(PREFIX + begins).forEach(remove);
  });
}

// Somebody signs out: nothing stays, and from now on this page keeps nothing.
export function forgetAll() {
  signingOut = true;
  forget(() => true);
}

// The texts kept of one person, each with the title and the address of the page it was typed on, where those are known.
export function keptOf(person) {
  return keysOf(PREFIX)
    .filter((key) => key.includes(`${person}:`))
    .map((key) => read(key) || {})
    .flatMap(({ texts, title, page }) => (texts || []).map((text) => ({ text, title, page })));
}

// Whether anything may be kept here.
export function mayKeep() {
  return !signingOut && !isShared();
}

export function isShared() {
  return read(SHARED) === true;
}

// The box to say that this is a shared computer, on which nothing is kept from then on. `changed` is called after it.
export function sharedBox(changed) {
  const place = element("div", "govuk-checkboxes govuk-checkboxes--small govuk-form-group");
  const item = element("div", "govuk-checkboxes__item");
  const input = element("input", "govuk-checkboxes__input");
  input.type = "checkbox";
  input.id = "shared-computer";
  input.checked = isShared();
  const label = element("label", "govuk-label govuk-checkboxes__label", "This is a shared computer: keep nothing on it");
  label.htmlFor = input.id;
  input.addEventListener("change", () => {
    if (input.checked) {
      forget(() => true);
      write(SHARED, true);
    } else {
      remove(SHARED);
    }
    changed();
  });
  item.append(input, label);
  place.append(item);
  return place;
}

export function element(name, classes, words = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = words;
  return made;
}

export function button(words, pressed) {
  const made = element("button", "govuk-button govuk-button--secondary", words);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then there is nothing.
  }
}

// The keys of what is kept and begins like this.
export function keysOf(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}

function forget(isDue) {
  keysOf(PREFIX)
    .filter((key) => isDue(read(key) || { at: 0 }))
    .forEach(remove);
}
