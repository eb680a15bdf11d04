/**
 * Fields of templates and macros in a text: `[name]`, or `[name:what it usually is]`.
 * @module
 */

/** As the server knows them: a field that is not filled is a blank of the note. */
const FIELD = /\[(?!(?:sic|handwriting)\])(\p{L}[^[\]\n:]{0,199})(?::([^[\]\n]{0,198}))?\]/gu;

/** @typedef {{start:number, end:number, name:string, usual:string|null}} TextField `usual`: the default, null where there is none */

/** @param {string} text @returns {TextField[]} in order of the text */
export function fieldsIn(text) {
  return [...text.matchAll(FIELD)].map((m) => ({ start: m.index, end: m.index + m[0].length, name: m[1].trim(), usual: m[2] === undefined ? null : m[2].trim() }));
}

/**
 * Puts text into a field of the page as if it was typed, so that the browser's own undo knows of it.
 * @param {HTMLTextAreaElement} area
 * @param {number} from
 * @param {number} to
 * @param {string} text
 */
export function typeInto(area, from, to, text) {
  area.focus();
  area.setSelectionRange(from, to);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }
}

/** Selects a stretch and brings it into view. @param {HTMLTextAreaElement} area @param {number} from @param {number} to */
export function select(area, from, to) {
  area.focus();
  area.setSelectionRange(from, to);
  const frame = area.closest(".words");
  if (!frame) return;
  const at = (from / Math.max(1, area.value.length)) * area.scrollHeight;
  if (at < frame.scrollTop + 20 || at > frame.scrollTop + frame.clientHeight - 60) frame.scrollTop = at - frame.clientHeight / 3;
}

/** Selects the next field after the caret, from the top again after the last. @param {HTMLTextAreaElement} area */
export function nextField(area) {
  const fields = fieldsIn(area.value);
  const next = fields.find((f) => f.start >= area.selectionEnd) ?? fields[0];
  if (next) select(area, next.start, next.end);
  return next ?? null;
}

/** Writes the default of each field that has one. @param {HTMLTextAreaElement} area @returns {number} how many there were */
export function takeDefaults(area) {
  const fields = fieldsIn(area.value).filter((f) => f.usual !== null);
  for (const f of fields.reverse()) typeInto(area, f.start, f.end, f.usual ?? "");
  return fields.length;
}
