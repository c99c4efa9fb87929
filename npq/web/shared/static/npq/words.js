// How words are counted: the same rule as npq/domain/assessment/rules/words.py, where it is written out in words.
// Places are in UTF-16 units, as JavaScript counts; Python's are in code points (inCodePoints, inUtf16).
import { LETTERS_AND_DIGITS } from "./letters.js";

export const VERSION = "1";

const BREAKS = "\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029";
const BLANKS = "\\t\\x20\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";

const RUN = new RegExp(`[^${BREAKS}${BLANKS}]+`, "g");
const LETTER_OR_DIGIT = new RegExp(`[${LETTERS_AND_DIGITS}]`, "u");
const LINE = new RegExp(`[^${BREAKS}]+`, "g");
const HEADING = new RegExp(`^[${BLANKS}]*#{1,6}[${BLANKS}]`);
const REFERENCES = new RegExp(
  `^[${BLANKS}]*(?:#{1,6}[${BLANKS}]+)?[Rr][Ee][Ff][Ee][Rr][Ee][Nn][Cc][Ee][Ss][${BLANKS}]*(?::[${BLANKS}]*)?$`,
);

// The words of a whole text, references and all.
export function count(text) {
  let words = 0;
  for (const run of text.match(RUN) || []) {
    if (LETTER_OR_DIGIT.test(run)) words += 1;
  }
  return words;
}

// The words of a response against its limit: those that count, those of its references, and how many are too many.
export function counted(text, limit) {
  const end = referencesAt(text);
  const words = count(text.slice(0, end));
  return { counted: words, excluded: count(text.slice(end)), limit, over: Math.max(0, words - limit) };
}

// Where a marker stops reading: right after the last word within the limit. null where no word is over it.
export function placeOfLimit(text, limit) {
  let place = 0;
  let words = 0;
  for (const run of text.slice(0, referencesAt(text)).matchAll(RUN)) {
    if (!LETTER_OR_DIGIT.test(run[0])) continue;
    if (words === limit) return place;
    words += 1;
    place = run.index + run[0].length;
  }
  return null;
}

// Where the references begin: at the last line that is their heading, if no other heading follows it; else the end.
export function referencesAt(text) {
  let start = text.length;
  for (const line of text.matchAll(LINE)) {
    if (REFERENCES.test(line[0])) start = line.index;
    else if (HEADING.test(line[0])) start = text.length;
  }
  return start;
}

// A place in UTF-16 units as Python counts it. Within a character, the place before it.
export function inCodePoints(text, place) {
  let units = 0;
  let index = 0;
  for (const character of text) {
    units += character.length;
    if (units > place) return index;
    index += 1;
  }
  return index;
}

// A place in code points as the browser counts it.
export function inUtf16(text, place) {
  let units = 0;
  let index = 0;
  for (const character of text) {
    if (index === place) break;
    units += character.length;
    index += 1;
  }
  return units;
}
