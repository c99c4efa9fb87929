// Saves a response as it is written, and says truthfully what is saved where. The page works without: its button saves.
//
// One save is under way at a time, and is sent again with its own key until the server has said what became of it: only
// then is the next one sent. So a lost answer never makes two versions out of one.
import { card, clockTime, showKept } from "./kept.js";
import { PREFIX, button, element, keysOf, mayKeep, read, remove, sharedBox, write, writers } from "./store.js";
import { counted, placeOfLimit } from "./words.js";

const PAUSE_MS = 2000;
const LONGEST_MS = 20000;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60000;
const PATIENCE_MS = 20000;
const COUNT_MS = 200;
const SHOWN = 60;
const CONFLICT = 409;
const UNPROCESSABLE = 422;
const OVER = new Set(["writing_over", "script_handed_in"]);

class Response {
  constructor(form) {
    this.form = form;
    this.boxes = [...form.querySelectorAll("textarea")];
    this.parent = form.elements.parent;
    this.base = `${PREFIX}response:${form.dataset.key}:`;
    this.key = this.base + newKey();
    this.limit = Number(form.dataset.limit);
    const shown = this.boxes.map((box) => box.defaultValue);
    // What stands on the server; a page that came back with an error shows a text that is not saved.
    this.saved = form.dataset.unsaved ? null : JSON.stringify(shown);
    this.sending = null;
    this.busy = false;
    this.over = false;
    this.beside = false;
    this.failures = 0;
    this.unsavedSince = 0;
    this.typedAt = null;
    this.timer = 0;
  }

  start() {
    this.says = element("p", "govuk-body npq-writing__state");
    this.says.setAttribute("role", "status");
    this.form.querySelector("[data-says]").append(this.says);
    this.form.querySelector(".govuk-button-group").before(sharedBox(() => this.keepUnsaved()));
    this.offerKept();
    this.count();
    this.boxes.forEach((box) => box.addEventListener("input", () => this.typed()));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.saveNow();
    });
    // What one goes on to shows what is saved: so it is saved first.
    this.form.querySelectorAll("a:not([target])").forEach((link) => {
      link.addEventListener("click", (event) => this.leave(event, link));
    });
    window.addEventListener("online", () => this.saveNow());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
    window.addEventListener("pagehide", () => this.flush());
  }

  text() {
    return JSON.stringify(this.boxes.map((box) => box.value));
  }

  isUnsaved() {
    return this.text() !== this.saved;
  }

  typed() {
    this.typedAt = new Date();
    if (!this.unsavedSince) this.unsavedSince = Date.now();
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.count(), COUNT_MS);
    if (this.over || this.busy || this.failures) {
      if (this.failures || this.over) this.keepUnsaved();
      return;
    }
    const pause = this.beside ? LONGEST_MS : PAUSE_MS;
    this.wait(Math.max(0, Math.min(pause, this.unsavedSince + LONGEST_MS - Date.now())));
  }

  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  saveNow() {
    clearTimeout(this.timer);
    if (!this.isUnsaved() && !this.sending && !this.over) this.say("Everything is saved on our server");
    return this.save();
  }

  async save({ keepalive = false } = {}) {
    if (this.busy || this.over || (!this.sending && !this.isUnsaved())) return;
    this.busy = true;
    if (!this.sending) this.sending = { key: newKey(), texts: this.text(), typedAt: this.typedAt };
    try {
      await this.send(this.sending, keepalive);
      this.failures = 0;
    } catch (failure) {
      this.failed(failure);
    } finally {
      this.busy = false;
    }
    if (this.failures || this.over) return;
    if (this.isUnsaved()) this.wait(this.beside ? LONGEST_MS : PAUSE_MS);
    else this.unsavedSince = 0;
  }

  async send(sending, keepalive) {
    const body = new URLSearchParams(new FormData(this.form));
    JSON.parse(sending.texts).forEach((text, index) => body.set(this.boxes[index].name, text));
    body.set("key", sending.key);
    if (sending.typedAt) body.set("typed_at", sending.typedAt.toISOString());
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    let answer;
    try {
      answer = await fetch(location.pathname, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive,
        signal: patience.signal,
      });
    } catch {
      throw new Error(navigator.onLine ? "our server cannot be reached" : "no connection");
    } finally {
      clearTimeout(timer);
    }
    await this.answered(answer, sending);
  }

  async answered(answer, sending) {
    if (answer.ok || answer.status === CONFLICT) {
      const told = await answer.json();
      this.parent.value = told.number;
      this.saved = sending.texts;
      this.sending = null;
      this.beside = answer.status === CONFLICT;
      if (!this.isUnsaved()) remove(this.key);
      this.say(told.saved);
      if (this.beside) this.showVersions(told.number);
    } else if (answer.status === UNPROCESSABLE) {
      const told = await answer.json();
      this.sending = null;
      this.over = OVER.has(told.code);
      this.notSaved(told.error);
    } else if (answer.type === "opaqueredirect" || answer.status < 500) {
      throw new Error("you may be signed out. Sign in again in another tab, and come back to this one");
    } else {
      throw new Error("something is wrong on our side. We keep trying, and you can go on writing");
    }
  }

  failed(failure) {
    this.failures += 1;
    this.notSaved(failure.message);
    this.wait(Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS));
  }

  // The page is hidden or left: what is not saved is kept here, and sent with the last breath.
  flush() {
    if (!this.isUnsaved()) return;
    this.keep();
    this.save({ keepalive: true });
  }

  async leave(event, link) {
    if (!this.isUnsaved() || this.over) return;
    event.preventDefault();
    await this.saveNow();
    if (!this.isUnsaved()) location.href = link.href;
  }

  say(words) {
    if (this.says.textContent !== words) this.says.textContent = words;
  }

  notSaved(why) {
    const since = clockTime(this.unsavedSince || Date.now());
    this.say(
      this.keep()
        ? `Kept on this device only, since ${since}: ${why}`
        : `Not saved, and not kept on this device. Stay on this page: ${why}`,
    );
  }

  keepUnsaved() {
    if (this.isUnsaved()) this.keep();
  }

  keep() {
    return mayKeep() && write(this.key, { at: Date.now(), texts: this.boxes.map((box) => box.value) });
  }

  showVersions(number) {
    const link = element("a", "govuk-link", "Look at both and choose");
    link.href = this.form.dataset.versions.replace(/0$/, number);
    link.addEventListener("click", (event) => this.leave(event, link));
    this.says.append(". Another version was saved elsewhere meanwhile: both are kept. ", link);
  }

  offerKept() {
    const here = JSON.stringify(this.boxes.map((box) => box.defaultValue));
    keysOf(this.base).forEach((key) => {
      const kept = read(key);
      if (!kept || !Array.isArray(kept.texts) || kept.texts.length !== this.boxes.length) return;
      if (JSON.stringify(kept.texts) === here) remove(key);
      else this.form.before(this.offer(key, kept));
    });
  }

  offer(key, kept) {
    const place = card(kept, this.boxes.map((box) => box.defaultValue));
    const buttons = element("div", "govuk-button-group");
    const decide = () => {
      remove(key);
      place.remove();
      this.boxes[0].focus();
    };
    buttons.append(
      button("Put it into the boxes", () => {
        // What is in the boxes stays among the versions on the server; what is not there yet is sent first.
        this.saveNow().then(() => {
          kept.texts.forEach((text, index) => {
            this.boxes[index].value = text;
          });
          this.typed();
          decide();
        });
      }),
      button("Delete it here", decide),
    );
    place.append(buttons);
    return place;
  }

  count() {
    let left = this.limit;
    let stopped = false;
    const sum = { counted: 0, excluded: 0 };
    this.boxes.forEach((box) => {
      const found = counted(box.value, this.limit);
      const place = stopped ? null : placeOfLimit(box.value, left);
      const stops = this.form.querySelector(`[data-stops="${box.name.replace("answer-", "")}"]`);
      stops.textContent = stopped && box.value.trim() ? "Whoever marks it has stopped reading before this answer." : "";
      if (place !== null) {
        const last = box.value.slice(Math.max(0, place - SHOWN), place).replace(/\s+/g, " ");
        stops.textContent = place ? `Whoever marks it stops reading after “… ${last}”.` : "Whoever marks it stops reading here.";
        stopped = true;
      }
      left -= found.counted;
      sum.counted += found.counted;
      sum.excluded += found.excluded;
    });
    const references = sum.excluded ? `, and ${number(sum.excluded)} in references, which do not count` : "";
    this.form.querySelector("[data-words]").textContent = `${number(sum.counted)} of ${number(this.limit)} words${references}.`;
  }
}

function number(count) {
  return count.toLocaleString("en-GB");
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

document.querySelectorAll('[data-module="npq-writing-kept"]').forEach(showKept);

document.querySelectorAll('[data-module="npq-writing"]').forEach((form) => {
  const response = new Response(form);
  response.start();
  // Asked before somebody signs out.
  writers.push({
    isUnsaved: () => response.isUnsaved(),
    text: () => response.boxes.map((box) => box.value).join("\n\n"),
    settle: () => response.saveNow(),
  });
});
