// Every page works without this file; it makes some things on it easier.
import { initAll } from "../govuk-frontend/govuk-frontend.min.js";
import { offerToCopy } from "./copy.js";
import { growWithText } from "./grow.js";
import { forgetNotes, saveNotes } from "./notes.js";
import { suggestSchools } from "./school.js";
import { saveBeforeSigningOut } from "./sign_out.js";

initAll();
document.querySelectorAll('[data-module="npq-school"]').forEach(suggestSchools);
document.querySelectorAll('[data-module="npq-note"]').forEach(saveNotes);
document.querySelectorAll('[data-module="npq-copy"]').forEach(offerToCopy);
document.querySelectorAll(".npq-grows textarea").forEach(growWithText);
forgetNotes();
saveBeforeSigningOut();
