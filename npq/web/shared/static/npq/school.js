// Suggests schools while one is typed. The form works without: what was typed is then searched for when it is sent.
import { latestOnly } from "./latest.js";

const SHORTEST = 2;
const PAUSE_MS = 150;

// A school as the form sends it back. npq/web/shared/fields/school.py writes the same.
const inOneLine = (school) => [school.name, school.town, school.postcode].filter(Boolean).join(", ");
const asText = (option) => (typeof option === "string" ? option : option ? inOneLine(option) : "");

export function suggestSchools(root) {
  const library = document.createElement("script");
  library.src = root.dataset.library;
  library.addEventListener("load", () => replaceInput(root));
  document.head.append(library);
}

function replaceInput(root) {
  const input = root.querySelector("input[type=text]");
  const chosen = root.querySelector("input[type=hidden]");
  const label = root.querySelector("label");
  label.id = `${input.id}-label`;
  const described = (input.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  const place = document.createElement("div");
  const hadFocus = document.activeElement === input;
  let saying = "Searching…";
  const fetchLatest = latestOnly((query, signal) => fetchSchools(root.dataset.suggest, query, signal), PAUSE_MS);
  input.replaceWith(place);
  window.accessibleAutocomplete({
    element: place,
    id: input.id,
    name: input.name,
    defaultValue: input.value,
    minLength: SHORTEST,
    confirmOnBlur: false,
    displayMenu: "overlay",
    inputClasses: input.className,
    menuAttributes: { "aria-labelledby": label.id },
    templates: { inputValue: asText, suggestion },
    tNoResults: () => saying,
    tStatusNoResults: () => saying,
    async source(query, show) {
      saying = "Searching…";
      try {
        const schools = await fetchLatest(query);
        if (schools === undefined) return; // a later question has been asked since
        saying = "No school found yet. Keep typing, or continue to search.";
        show(schools);
      } catch {
        saying = "Suggestions are not available. Type a name and continue to search.";
        show([]);
      }
    },
    onConfirm(school) {
      if (school && school.urn) chosen.value = school.urn;
    },
  });
  const typed = document.getElementById(input.id);
  typed.spellcheck = false;
  keepDescribed(typed, described);
  forgetWhenTypedOver(typed, chosen);
  if (hadFocus) typed.focus();
}

async function fetchSchools(address, query, signal) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(query)}`, { signal, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`schools: ${answer.status}`);
  return answer.json();
}

// The library takes over aria-describedby; the hint and the error must go on being read out.
function keepDescribed(typed, ids) {
  const keep = () => {
    const now = (typed.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    const wanted = [...ids, ...now.filter((id) => !ids.includes(id))];
    if (wanted.join(" ") !== now.join(" ")) typed.setAttribute("aria-describedby", wanted.join(" "));
  };
  keep();
  new MutationObserver(keep).observe(typed, { attributeFilter: ["aria-describedby"] });
}

// A school that was chosen and then typed over is no longer the answer.
function forgetWhenTypedOver(typed, chosen) {
  typed.addEventListener("input", () => {
    chosen.value = "";
  });
}

function suggestion(option) {
  if (typeof option === "string") return escaped(option);
  const place = [option.town, option.postcode].filter(Boolean).join(", ");
  const closed = option.closed ? ' <strong class="govuk-tag govuk-tag--grey">Closed</strong>' : "";
  return `${escaped(option.name)}${closed}<span class="npq-suggestion__place">${escaped(place)}</span>`;
}

function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}
