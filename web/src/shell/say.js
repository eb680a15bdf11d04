/**
 * Telling people something: a toast that may be undone, and words for screen readers.
 * @module
 */

/** @typedef {{text:string, tone?:import("./words.js").Tone, undo?:()=>(void|Promise<void>), undoLabel?:string, problem?:import("./api.js").Problem, seconds?:number}} Note */

/** Dispatches `note` (CustomEvent<Note>) and `aloud` (CustomEvent<string>). */
export const voice = new EventTarget();

/** Shows a toast. @param {Note} note */
export function say(note) {
  voice.dispatchEvent(new CustomEvent("note", { detail: note }));
}

/** Says words to a screen reader only. @param {string} text */
export function aloud(text) {
  voice.dispatchEvent(new CustomEvent("aloud", { detail: text }));
}

/** Shows a failure where no better place is at hand. @param {unknown} failure */
export function sayProblem(failure) {
  if (/** @type {any} */ (failure)?.name === "AbortError") return;
  const problem = /** @type {any} */ (failure);
  say({ text: problem?.message ?? String(failure), tone: "stop", problem: problem?.name === "Problem" ? problem : undefined, seconds: 20 });
}
