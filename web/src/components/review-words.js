/**
 * Reviews in words.
 * @module
 */
import { session } from "../shell/session.js";
import { counted, due, moment } from "../shell/words.js";

/** @typedef {import("../shell/words.js").Tone} Tone */

/** Roles that may put a document on a clinician's list. */
export function mayRoute() { return session.has("intake", "records-clerk", "clinician", "administrator"); }

/** Whether it is open and on the list of who is signed in. @param {any} r */
export function onMyList(r) { return r.state === "OPEN" && (r.to.id === session.user?.id || r.escalated?.to.id === session.user?.id); }

/** Where a review is: word and tone. @param {any} r @returns {{word:string, tone:Tone}} */
export function reviewState(r) {
  if (r.state === "OPEN") return r.escalated ? { word: r.overdue ? "Overdue, escalated" : "Escalated", tone: "stop" } : r.overdue ? { word: "Overdue", tone: "stop" } : { word: "To review", tone: "warn" };
  return /** @type {Record<string,{word:string, tone:Tone}>} */ ({ ACKNOWLEDGED: { word: "Acknowledged", tone: "done" }, FORWARDED: { word: "Forwarded", tone: "info" }, ACTED_ON: { word: "Acted on", tone: "done" }, WITHDRAWN: { word: "Withdrawn", tone: "plain" } })[r.state] ?? { word: r.state, tone: "plain" };
}

/** Whether somebody whose list it is on has seen it, and when. @param {any} r */
export function seenWords(r) {
  const theirs = r.seen.filter((/** @type {any} */ s) => s.who.id === r.to.id || s.who.id === r.escalated?.to.id);
  if (!theirs.length) return r.state === "OPEN" ? "Not seen yet" : "Was not opened while it waited";
  return theirs.map((/** @type {any} */ s) => `Seen by ${s.who.displayName} ${moment(s.first)}${s.times.length > 1 ? `, ${counted(s.times.length, "time")}, last ${moment(s.last)}` : ""}`).join("; ");
}

/** When it is due, in words. @param {any} r @param {Date} [now] */
export function dueWords(r, now = new Date()) { return r.state === "OPEN" ? due(r.due, now) : ""; }
