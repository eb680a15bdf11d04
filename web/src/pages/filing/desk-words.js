/**
 * What the filing desk says of its papers. Pure.
 * @module
 */
import { sentence } from "../../shell/words.js";

/** @type {Record<string, {word:string, tone:import("../../shell/words.js").Tone}>} */
const WAITS = {
  CALLBACK_DUE: { word: "Call now", tone: "warn" }, SENT_BACK: { word: "Sent back", tone: "warn" }, NEEDS_PERSON: { word: "Needs a person", tone: "warn" },
  CALLBACK: { word: "To be called about", tone: "wait" }, TO_FILE: { word: "To file", tone: "info" },
};

/** The weightiest reason why a paper waits. @param {any} entry */
export function waits(entry) { return Object.entries(WAITS).find(([code]) => entry.waits?.includes(code))?.[1] ?? WAITS.TO_FILE; }

/** @type {[string, string][]} */
export const REASONS = [["", "Everything that waits"], ["TO_FILE", "To file"], ["NEEDS_PERSON", "Needs a person"], ["CALLBACK_DUE", "Call now"], ["CALLBACK", "To be called about later"], ["SENT_BACK", "Sent back"]];

/** @type {[string, string][]} */
export const CHANNELS = [["", "Every way in"], ["UPLOAD", "Upload"], ["WATCHED_FOLDER", "Watched folder"], ["COMMAND_LINE", "Bulk upload"]];

/** @type {[string, string][]} */
export const OWNERS = [["", "Whoever has it"], ["none", "Nobody has it open"], ["me", "Open at my desk"]];

/** @type {Record<string, string>} */
export const FATES = { KEPT: "Kept until somebody decides", RETURNED: "Sent back to the sender", DESTROYED_BY_POLICY: "Destroyed as the policy says" };

/** @type {Record<string, string>} */
const WHY = { LOW_MARGIN: "Another patient fits nearly as well", AGAINST_SUGGESTION: "The pages speak for another patient", DANGER: "It was filed though a danger was named" };

/** Why a filing is looked at twice. @param {string} why */
export function secondLook(why) { return WHY[why] ?? sentence(why); }

/** Where a paper came from, in a few words. @param {any} entry */
export function from(entry) { return entry.sender || { UPLOAD: "uploaded", WATCHED_FOLDER: "from a folder", COMMAND_LINE: "bulk upload", RECORDER: "recorded" }[/** @type {string} */ (entry.channel)] || ""; }

/** A moment for a date-and-time field, in the reader's zone. @param {Date} at */
export function localMoment(at) { return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16); }
