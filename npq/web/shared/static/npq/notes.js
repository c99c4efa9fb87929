// Saves what is typed in the box of a page, and says whether it is saved. The form works without: its button saves.
// What cannot be sent is kept in this browser for a week at most, for one account and page, and offered on return.
import { PREFIX, button, element, forgetKept, isShared, mayKeep, pause, read, remove, sharedBox, write, writers } from "./store.js";

const PAUSE_MS = 2000;
const RETRY_MS = 15000;
const LOOK_MS = 50;
const CONFLICT = 409;
const UNPROCESSABLE = 422;
const NOTE_FIELDS = ["csrfmiddlewaretoken", "note", "seen"];

export function saveNotes(form) {
  const box = new Box(form);
  box.start();
  writers.push(box);
}

export { forgetKept as forgetNotes };

class Box {
  constructor(form) {
    this.form = form;
    this.area = form.querySelector("textarea");
    this.seen = form.querySelector("input[name=seen]");
    this.key = `${PREFIX}${form.dataset.key}`;
    // What stands on the server; a page that came back with an error shows a text that is not saved.
    this.saved = form.dataset.unsaved ? null : this.area.defaultValue;
    this.offered = [];
    this.timer = 0;
    this.busy = false;
    this.leaving = false;
    this.failed = false;
  }

  start() {
    this.says = element("p", "govuk-hint npq-note__says");
    this.says.setAttribute("role", "status");
    const shared = sharedBox(() => {
      if (this.says.textContent.startsWith("Not saved")) this.sayUnsaved();
    });
    shared.classList.add("npq-note__shared");
    const buttons = this.area.closest(".npq-note").querySelector(".govuk-button-group");
    buttons.before(this.says);
    buttons.after(shared);
    this.offerKept();
    this.area.addEventListener("input", () => this.wait(PAUSE_MS));
    // What was typed before this script had come.
    if (this.area.value !== this.area.defaultValue && this.isUnsaved()) this.wait(PAUSE_MS);
    window.addEventListener("online", () => this.save());
    window.addEventListener("pagehide", () => {
      this.keepUnsaved();
      this.saveInPassing();
    });
    // Where nothing may be kept and nothing arrives, going away would lose it: the browser asks.
    window.addEventListener("beforeunload", (event) => {
      if (this.failed && !this.leaving && !mayKeep() && this.isUnsaved()) event.preventDefault();
    });
    // A phone may end a browser that is out of sight, and says nothing more.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.keepUnsaved();
    });
    // Back again, to the page as it was left.
    window.addEventListener("pageshow", () => {
      this.leaving = false;
    });
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  text() {
    return this.area.value;
  }

  isUnsaved() {
    return this.area.value !== this.saved && this.area.value.trim() !== "";
  }

  keepUnsaved() {
    if (!this.leaving && this.isUnsaved()) this.keep();
  }

  // Somebody goes by a link, and nothing may be kept here: it is sent while the page goes.
  saveInPassing() {
    if (this.leaving || this.busy || !isShared() || !this.isUnsaved()) return;
    fetch(this.form.dataset.save, { ...this.sending(), keepalive: true }).catch(() => {});
  }

  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  say(words) {
    this.says.textContent = words;
  }

  // Without a connection the button would lead to the browser's own page, away from what was typed.
  submit(event) {
    if (!navigator.onLine && this.isUnsaved()) {
      event.preventDefault();
      this.sayUnsaved();
      return;
    }
    this.leaving = true;
    clearTimeout(this.timer);
  }

  async save() {
    if (!this.isUnsaved() || this.leaving) return;
    if (this.busy) {
      this.wait(PAUSE_MS);
      return;
    }
    this.busy = true;
    const text = this.area.value;
    try {
      await this.send(text);
    } catch {
      this.failed = true;
      this.sayUnsaved();
      this.wait(RETRY_MS);
    } finally {
      this.busy = false;
    }
  }

  // Saves now what was typed, without the pause, after what is being saved already.
  async settle() {
    clearTimeout(this.timer);
    if (this.isUnsaved()) this.say("Saving it before you go");
    while (this.busy) await pause(LOOK_MS);
    await this.save();
  }

  // What is chosen on the page is not sent with it: it is not decided on yet.
  sending() {
    const typed = new FormData(this.form);
    const body = new URLSearchParams(NOTE_FIELDS.map((name) => [name, typed.get(name) || ""]));
    const headers = { Accept: "application/json" };
    return { method: "POST", body, headers, credentials: "same-origin", redirect: "manual" };
  }

  async send(text) {
    const answer = await fetch(this.form.dataset.save, this.sending());
    this.failed = !answer.ok;
    if (answer.ok) {
      const told = await answer.json();
      this.saved = text;
      this.seen.value = told.revision;
      this.unkeep();
      this.say(this.isUnsaved() ? "" : told.saved);
    } else if (answer.status === CONFLICT) {
      this.sayUnsaved("another text was saved elsewhere. Press the button below to see both");
    } else if (answer.status === UNPROCESSABLE) {
      this.sayUnsaved((await answer.json()).error);
    } else if (answer.type === "opaqueredirect" || answer.status < 500) {
      this.sayUnsaved("you may be signed out. Open the page again to go on");
    } else {
      throw new Error(`note: ${answer.status}`);
    }
  }

  sayUnsaved(why = "") {
    const kept = this.keep() ? "kept in this browser" : "and not kept in this browser. Stay on this page";
    this.say(`Not saved yet: ${kept}${why ? `; ${why}` : ""}`);
  }

  // What was offered and not decided on stays beside what is typed now.
  keep() {
    if (!mayKeep()) return false;
    return write(this.key, this.kept([this.area.value, ...this.offered]));
  }

  // With where it was typed, so that it can be found again before signing out.
  kept(texts) {
    return { at: Date.now(), texts, title: this.form.dataset.title, page: this.form.dataset.page };
  }

  unkeep() {
    if (this.offered.length) write(this.key, this.kept(this.offered));
    else remove(this.key);
  }

  offerKept() {
    const kept = read(this.key);
    if (!kept || !Array.isArray(kept.texts)) return;
    const here = this.area.value.trim();
    this.offered = [...new Set(kept.texts)].filter((text) => text.trim() !== here);
    if (!this.offered.length) remove(this.key);
    const place = this.area.closest(".npq-note");
    this.offered.forEach((text) => place.before(this.offer(text)));
  }

  offer(text) {
    const place = element("section", "npq-card");
    place.setAttribute("aria-label", "Kept in this browser");
    const heading = element("h2", "govuk-heading-s", "Kept in this browser, and not saved");
    const quoted = element("blockquote", "govuk-body npq-quotation", text);
    const buttons = element("div", "govuk-button-group");
    const decide = () => {
      this.offered = this.offered.filter((one) => one !== text);
      this.unkeep();
      place.remove();
      this.area.focus();
    };
    buttons.append(
      button("Add it to the box", () => {
        this.area.value = [this.area.value, text].filter((one) => one.trim()).join("\n\n");
        this.area.dispatchEvent(new Event("input"));
        decide();
        this.save();
      }),
      button("Delete it here", decide),
    );
    place.append(heading, quoted, buttons);
    return place;
  }
}
