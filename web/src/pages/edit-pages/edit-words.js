/**
 * Edits of pages in words, and who may make them.
 * @module
 */
import { session } from "../../shell/session.js";
import { keyOf } from "../../components/page-of-file.js";
import { counted, editWord } from "../../shell/words.js";

/**
 * @typedef {{source:string, sourcePage:number, rotation:number}} Mark a page of a file, turned so
 * @typedef {{documentId:string, version:number, before:Mark[], after:Mark[]}} Laid how the pages of one document lay
 * @typedef {{id:string, what:string, at:string, by:string, note:string, undoes?:string|null, undone:boolean, documents:Laid[]}} Edit
 */

export function mayEditPages() { return ["intake", "records-clerk", "clinician", "administrator"].some((r) => session.has(r)); }

/** `[1, 2, 3, 7]` → `pages 1–3 and 7`. @param {number[]} numbers */
export function pagesWords(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  /** @type {[number, number][]} */
  const runs = [];
  for (const n of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n; else runs.push([n, n]);
  }
  if (runs.length > 6) return counted(sorted.length, "page");
  const parts = runs.flatMap(([a, b]) => (b > a + 1 ? [`${a}–${b}`] : b > a ? [`${a}`, `${b}`] : [`${a}`]));
  return `${sorted.length === 1 ? "page" : "pages"} ${parts.length > 1 ? parts.slice(0, -1).join(", ") + " and " + parts.at(-1) : parts[0] ?? ""}`;
}

/** The latest edit that can be taken back, if any. @param {Edit[]} edits latest first */
export function toUndo(edits) { return edits.find((e) => e.what !== "undo" && !e.undone) ?? null; }

/** What an edit did to this document, in words. @param {Edit} e @param {string} document */
export function editWords(e, document) {
  const own = e.documents.find((d) => d.documentId === document);
  const before = own?.before ?? [], after = own?.after ?? [];
  const less = before.length - after.length;
  const others = e.documents.length - 1;
  switch (e.what) {
    case "split": return before.length ? `Split after ${pagesWords([after.length])}: ${counted(less, "page")} became ${others === 1 ? `a document of ${less === 1 ? "its" : "their"} own` : `${others} documents`}` : "Made by a split";
    case "merge": return after.length ? `Merged: ${counted(-less, "page")} of ${others === 1 ? "another document" : `${others} documents`} came to its end` : "Merged into another document";
    case "reorder": return "Put into another order";
    case "rotate": {
      const turned = before.flatMap((m, i) => (after[i] && after[i].rotation !== m.rotation ? [i + 1] : []));
      const degrees = Number.parseInt(e.note, 10);
      return `Turned ${pagesWords(turned)} ${degrees === 90 ? "right" : degrees === 270 ? "left" : "upside down"}`;
    }
    case "drop": return `Took out ${pagesWords(missing(before, after))}${e.note ? `: ${e.note}` : ", blank"}`;
    case "restore": return `Brought back ${pagesWords(missing(after, before))}`;
    case "move": return less > 0 ? `Moved ${pagesWords(missing(before, after))} to another document` : `Took in ${counted(-less, "page")} of another document`;
    case "re_read": return `Read again: ${e.note}`;
    case "undo": return `Taken back: ${editWord(e.note).toLowerCase()}`;
    default: return editWord(e.what);
  }
}

/** What the button that takes it back says. @param {Edit} e */
export function undoWords(e) {
  /** @type {Record<string,string>} */
  const words = { split: "the split", merge: "the merge", reorder: "the order", rotate: "the turn", drop: "taking out", restore: "bringing back", move: "the move", re_read: "reading again" };
  return `Undo ${words[e.what] ?? editWord(e.what).toLowerCase()}`;
}

/** How sure the reader is, 0..1, as a person reads it. @param {number} confidence */
export function percent(confidence) { return `${Math.round(confidence * 100)} %`; }

/** The name of OCR data as a person calls the language: `spa` → `Spanish`. @param {string} name */
export function languageWord(name) {
  try { return new Intl.DisplayNames("en", { type: "language" }).of(name.split("_")[0]) + (name.includes("_") ? ` (${name})` : ""); } catch { return name; }
}

/** Numbers of the pages of `all` that are not among `rest`. @param {Mark[]} all @param {Mark[]} rest */
function missing(all, rest) {
  const there = new Set(rest.map(keyOf));
  return all.flatMap((m, i) => (there.has(keyOf(m)) ? [] : [i + 1]));
}
