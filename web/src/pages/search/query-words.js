/**
 * The query language as rows of a form, and back. What a row cannot say stays as it was typed.
 * @module
 */

/**
 * One row.
 * @typedef {{what:string, not:boolean, value:string, to?:string}} Row `what`: a key of WHATS; `value` and `to`: for dates the first and the last day
 */

/** What a row may ask for: how it is named, and how its field is typed. @type {Record<string,{title:string, form:"text"|"names"|"dates"|"typed", field?:string}>} */
export const WHATS = {
  words: { title: "All of the words", form: "text" },
  phrase: { title: "The exact words", form: "text" },
  any: { title: "Any of the words", form: "text" },
  near: { title: "Words near each other", form: "text" },
  begins: { title: "Words that begin with", form: "text" },
  like: { title: "Words spelt like", form: "text" },
  patient: { title: "Patient", form: "text", field: "patient" },
  mrn: { title: "MRN", form: "text", field: "mrn" },
  author: { title: "Author", form: "text", field: "author" },
  type: { title: "Type", form: "text", field: "type" },
  title: { title: "Title", form: "text", field: "title" },
  date: { title: "Date", form: "dates", field: "date" },
  dob: { title: "Birth date", form: "dates", field: "dob" },
  kind: { title: "Came as", form: "names", field: "kind" },
  channel: { title: "Came by", form: "names", field: "channel" },
  stage: { title: "State", form: "names", field: "stage" },
  typed: { title: "As typed", form: "typed" },
};

/** Values of the fields that have names, as they are typed. @type {Record<string,[string,string][]>} */
export const NAMES = {
  kind: [["scan", "Scan"], ["fax", "Fax"], ["dictation", "Dictation"], ["email", "E-mail"], ["electronic", "Electronic"], ["other", "Other"]],
  channel: [["upload", "Upload"], ["watched-folder", "Watched folder"], ["command-line", "Command line"], ["recorder", "Recorder"]],
  stage: [["read", "To file"], ["needs-person", "Needs a person"], ["filed", "Filed"]],
};

/** Positions that words near each other may be apart. */
const NEAR = 5;

/** @param {string} text */
const bare = (text) => text.replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();

/** @param {string} text */
const quoted = (text) => (/^[\p{L}\p{N}][\p{L}\p{N}.'/-]*$/u.test(text) ? text : `"${text}"`);

/** @param {string} text @param {boolean} not */
const negated = (text, not) => (not && text ? `-${/^["(]/.test(text) || !/\s/.test(text) ? text : `(${text})`}` : text);

/** One row in the query language; empty as long as it says nothing. @param {Row} row */
export function written(row) {
  const value = row.what === "typed" ? row.value.trim() : bare(row.value);
  const field = WHATS[row.what].field;
  if (WHATS[row.what].form === "dates") {
    const to = row.to ?? "";
    if (!value && !to) return "";
    return negated(`${field}:${value === to ? value : `${value}..${to}`}`, row.not);
  }
  if (!value) return "";
  const words = value.split(" ");
  switch (row.what) {
    case "typed": return value;
    case "words": return negated(value, row.not);
    case "phrase": return negated(`"${value}"`, row.not);
    case "near": return negated(words.length > 1 ? `"${value}"~${NEAR}` : value, row.not);
    case "any": return negated(words.length > 1 ? `(${words.join(" OR ")})` : value, row.not);
    case "begins": return negated(words.map((w) => `${w.replace(/\*+$/, "")}*`).join(" "), row.not);
    case "like": return negated(words.map((w) => `${w.replace(/~\d*$/, "")}~`).join(" "), row.not);
    default: return negated(`${field}:${quoted(value)}`, row.not);
  }
}

/** All rows in the query language. @param {Row[]} rows */
export function composed(rows) { return rows.map(written).filter(Boolean).join(" "); }

/** Whether a word says nothing but itself. @param {string} word */
const isPlain = (word) => /^[\p{L}\p{N}'-]+$/u.test(word) && !word.startsWith("-") && !["AND", "OR", "NOT"].includes(word);

const TOKEN = /(-?)(?:"([^"]*)"(~\d+)?|\(([^()"]*)\)|([A-Za-z]+):(?:"([^"]*)"|([^\s()"]+))|([^\s()"]+))(?=\s|$)/gy;

/** The rows that say the same as a text. @param {string} text @returns {Row[]} */
export function rowsOf(text) {
  const typed = [{ what: "typed", not: false, value: text.trim() }];
  const all = text.trim().replace(/(^|\s)NOT\s+(?=\S)/g, "$1-");
  if (!all) return [];
  const either = all.split(/\s+OR\s+/);
  if (either.length > 1 && either.every(isPlain)) return [{ what: "any", not: false, value: either.join(" ") }];
  /** @type {Row[]} */
  const rows = [];
  let at = 0;
  while (at < all.length) {
    if (/\s/.test(all[at])) { at++; continue; }
    TOKEN.lastIndex = at;
    const m = TOKEN.exec(all);
    if (!m) return typed;
    at = TOKEN.lastIndex;
    const row = rowOf(m);
    if (!row) return typed;
    const last = rows.at(-1);
    if (last && last.what === row.what && !last.not && !row.not && ["words", "begins", "like"].includes(row.what)) last.value += ` ${row.value}`;
    else rows.push(row);
  }
  return rows;
}

/** @param {RegExpExecArray} m @returns {Row|null} */
function rowOf([, dash, phrase, slop, group, field, fieldPhrase, fieldWord, word]) {
  const not = dash === "-";
  if (phrase !== undefined) {
    if (!phrase.trim() || (slop && slop !== `~${NEAR}`)) return null;
    return { what: slop ? "near" : "phrase", not, value: phrase };
  }
  if (group !== undefined) {
    const words = group.trim().split(/\s+OR\s+/);
    if (words.length > 1 && words.every(isPlain)) return { what: "any", not, value: words.join(" ") };
    return not && /^[\p{L}\p{N}' -]+$/u.test(group) && !/\b(AND|OR|NOT)\b|(^| )-/.test(group) ? { what: "words", not, value: group.trim() } : null;
  }
  if (field !== undefined) return fieldRow(field.toLowerCase(), fieldPhrase ?? fieldWord, not);
  if (["AND", "OR", "NOT"].includes(word) || /["“”„«»]/.test(word) || word.includes(":")) return null;
  if (/^[^*~]+\*$/.test(word)) return { what: "begins", not, value: word.slice(0, -1) };
  if (/^[^*~]+~$/.test(word)) return { what: "like", not, value: word.slice(0, -1) };
  return /[*~]/.test(word) ? null : { what: "words", not, value: word };
}

/** @param {string} field @param {string} value @param {boolean} not @returns {Row|null} */
function fieldRow(field, value, not) {
  const what = Object.keys(WHATS).find((k) => WHATS[k].field === field);
  if (!what) return null;
  if (WHATS[what].form === "dates") {
    const range = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)?(\.\.)?(\d{4}(?:-\d\d(?:-\d\d)?)?)?$/.exec(value);
    if (!range || (!range[1] && !range[3])) return null;
    return { what, not, value: range[1] ?? "", to: range[2] ? range[3] ?? "" : range[1] ?? "" };
  }
  if (WHATS[what].form === "names") {
    const name = value.toLowerCase().replace(/[_ ]/g, "-");
    return NAMES[what].some(([code]) => code === name) ? { what, not, value: name } : null;
  }
  return /[*~()]/.test(value) ? null : { what, not, value };
}
