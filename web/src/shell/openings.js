/**
 * Restricted charts that are open to whoever is signed in because of an emergency, and for how long still.
 * @module
 */
import { get, post } from "./api.js";

/** @typedef {{id:string, patientId:string, patientName:string, mrn:string, secondsLeft:number, closes:number}} Opening `closes`: on this machine's clock, in ms */

/** The longest that a timer waits before it looks at the clock again, ms: a machine that slept wakes to the right time. */
const LOOK = 10_000;

/** Dispatches `changed` when one was opened or a minute went by, and `closed` (CustomEvent<Opening>) when one closed. */
class Openings extends EventTarget {
  /** @type {Opening[]} */
  items = [];
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;

  /** Asks the server which are open. */
  async read() { this.#are((await get("/emergency-access/mine")).map(timed)); }

  /** One that was just opened. @param {any} opening as the server answered it */
  add(opening) { this.#are([...this.items, timed(opening)]); }

  /** Nobody is signed in any more. */
  forget() { clearTimeout(this.#timer); this.items = []; this.dispatchEvent(new Event("changed")); }

  /** @param {string|undefined} patient @returns {Opening|null} */
  of(patient) { return this.items.find((each) => each.patientId === patient) ?? null; }

  /** Closes one before its time. @param {Opening} opening */
  async close(opening) {
    await post(`/emergency-access/${opening.id}/close`);
    this.#are(this.items.filter((each) => each.id !== opening.id));
  }

  /** @param {Opening[]} now */
  #are(now) {
    const gone = this.items.filter((each) => !now.some((other) => other.id === each.id));
    this.items = now;
    clearTimeout(this.#timer);
    if (now.length) this.#timer = setTimeout(() => this.#are(this.items.filter((each) => each.closes > Date.now())), Math.min(LOOK, ...now.map((each) => Math.max(200, each.closes - Date.now()))));
    this.dispatchEvent(new Event("changed"));
    for (const each of gone) this.dispatchEvent(new CustomEvent("closed", { detail: each }));
  }
}

/** @param {any} opening @returns {Opening} */
function timed(opening) { return { ...opening, closes: Date.now() + opening.secondsLeft * 1000 }; }

/** How long one is open still, in words. @param {Opening} opening */
export function left(opening) {
  const minutes = Math.ceil((opening.closes - Date.now()) / 60_000);
  return minutes > 1 ? `${minutes} min left` : "less than a minute left";
}

export const openings = new Openings();
