// Every page works without this file; it makes some things on it easier.
import { initAll } from "../govuk-frontend/govuk-frontend.min.js";
import { forgetNotes, saveNotes } from "./notes.js";
import { suggestSchools } from "./school.js";

initAll();
document.querySelectorAll('[data-module="npq-school"]').forEach(suggestSchools);
document.querySelectorAll('[data-module="npq-note"]').forEach(saveNotes);
forgetNotes();
