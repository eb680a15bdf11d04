/**
 * What the pages of an office's rules share: document types as choices, and a page that is left with changes. Pure.
 * @module
 */
import { html } from "lit";

/** @typedef {{code:string, display:string}} Type */

/**
 * The options of a document type: one that is not in the office's list any more keeps its code.
 * @param {Type[]} types @param {string} chosen @param {string} [none] what is said before one is chosen
 */
export function typeOptions(types, chosen, none = "Choose…") {
  const known = types.some((t) => t.code === chosen);
  return html`<option value="">${none}</option>${known || !chosen ? "" : html`<option value=${chosen} selected>${chosen}</option>`}${types.map((t) => html`<option value=${t.code} ?selected=${t.code === chosen}>${t.display}</option>`)}`;
}

/** Their names, for people. @param {Type[]} types @param {string[]} codes */
export function typeNames(types, codes) { return codes.map((c) => types.find((t) => t.code === c)?.display ?? c).join(", "); }

/** A list without the entry at a place. @template T @param {T[]} list @param {number} at */
export function without(list, at) { return list.filter((_, i) => i !== at); }

/** A list with a part of the entry at a place changed. @template T @param {T[]} list @param {number} at @param {Partial<T>} part */
export function changedAt(list, at, part) { return list.map((x, i) => (i === at ? { ...x, ...part } : x)); }
