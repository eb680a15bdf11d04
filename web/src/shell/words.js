/**
 * Values in words: dates, ages, sizes, stages. Pure; the moment is handed in where it matters.
 * @module
 */

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const dayUtc = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const count = new Intl.NumberFormat("en-GB");

/** @param {number|null|undefined} n */
export function number(n) {
  return n === null || n === undefined ? "–" : count.format(n);
}

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function counted(n, one, many = one + "s") {
  return `${count.format(n)} ${n === 1 ? one : many}`;
}

/** A calendar date, `2025-03-01` → `1 Mar 2025`. @param {string|null|undefined} iso */
export function date(iso) {
  if (!iso) return "";
  return /^\d{4}-\d\d-\d\d$/.test(iso) ? dayUtc.format(new Date(iso + "T00:00:00Z")) : day.format(new Date(iso));
}

/** A moment in the reader's zone: the clock for today, else the day with the clock. @param {string|null|undefined} iso @param {Date} [now] */
export function moment(iso, now = new Date()) {
  if (!iso) return "";
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

/** How long ago, for lists. @param {string|null|undefined} iso @param {Date} [now] */
export function ago(iso, now = new Date()) {
  if (!iso) return "";
  const s = Math.round((now.getTime() - new Date(iso).getTime()) / 1000);
  if (s < 45) return "just now";
  if (s < 3600) return `${Math.max(1, Math.round(s / 60))} min ago`;
  if (s < 12 * 3600) return `${Math.round(s / 3600)} h ago`;
  return moment(iso, now);
}

/** A due time in words: "in 35 min", "2 h late". @param {string|null|undefined} iso @param {Date} [now] */
export function due(iso, now = new Date()) {
  if (!iso) return "";
  const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60_000);
  const span = Math.abs(minutes);
  const words = span < 60 ? `${span} min` : span < 48 * 60 ? `${Math.round(span / 60)} h` : `${Math.round(span / 1440)} days`;
  return minutes < 0 ? `${words} late` : minutes === 0 ? "now" : `in ${words}`;
}

/** Seconds as `m:ss` or `h:mm:ss`. @param {number|null|undefined} seconds */
export function length(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const s = Math.max(0, Math.floor(seconds));
  const h = Math.floor(s / 3600);
  const m = Math.floor((s % 3600) / 60);
  const tail = `${String(s % 60).padStart(2, "0")}`;
  return h ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** A span of seconds for people: `3 s`, `4 min`, `2 h`, `3 days`. @param {number|null|undefined} s */
export function span(s) {
  if (s === null || s === undefined) return "–";
  if (s < 90) return `${Math.round(s)} s`;
  if (s < 5400) return `${Math.round(s / 60)} min`;
  if (s < 48 * 3600) return `${Math.round(s / 3600)} h`;
  return `${Math.round(s / 86_400)} days`;
}

/** Octets. @param {number|null|undefined} n */
export function bytes(n) {
  if (n === null || n === undefined) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let i = 0;
  let value = n;
  while (value >= 1000 && i < units.length - 1) { value /= 1000; i++; }
  return `${i === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[i]}`;
}

/** A share 0..1 as percent. @param {number|null|undefined} share */
export function percent(share) {
  return share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`;
}

/** Whole years on `now`, or at death. @param {string|null|undefined} birth @param {string|null} [until] @param {Date} [now] */
export function age(birth, until, now = new Date()) {
  if (!birth) return null;
  const [y, m, d] = birth.split("-").map(Number);
  const end = until ? new Date(until + "T00:00:00") : now;
  const had = end.getMonth() + 1 > m || (end.getMonth() + 1 === m && end.getDate() >= d);
  return end.getFullYear() - y - (had ? 0 : 1);
}

/** @typedef {"info"|"wait"|"warn"|"stop"|"done"|"plain"} Tone */

/** Stage of a document → word and tone. @type {Record<string,{word:string,tone:Tone}>} */
const STAGES = {
  RECEIVED: { word: "Received", tone: "wait" },
  READING: { word: "Reading", tone: "wait" },
  TRANSCRIBING: { word: "Transcribing", tone: "wait" },
  READ: { word: "To file", tone: "info" },
  NEEDS_PERSON: { word: "Needs a person", tone: "warn" },
  FILED: { word: "Filed", tone: "done" },
  MISDIRECTED: { word: "Not ours", tone: "plain" },
  MERGED: { word: "Merged", tone: "plain" },
  QUARANTINED: { word: "Set aside", tone: "stop" },
  ENTERED_IN_ERROR: { word: "Entered in error", tone: "stop" },
  DESTROYED: { word: "Destroyed", tone: "stop" },
};

/** @param {string} stage */
export function stage(stage) {
  return STAGES[stage] ?? { word: sentence(stage), tone: /** @type {Tone} */ ("plain") };
}

/** @type {Record<string,{word:string,tone:Tone}>} */
const ARRIVALS = {
  waiting: { word: "Waiting", tone: "wait" },
  working: { word: "Working", tone: "wait" },
  done: { word: "Done", tone: "done" },
  "needs-person": { word: "Needs a person", tone: "warn" },
  quarantined: { word: "Set aside", tone: "stop" },
};

/** @param {string} state */
export function arrivalState(state) {
  return ARRIVALS[state] ?? { word: sentence(state), tone: /** @type {Tone} */ ("plain") };
}

/** @type {Record<string,{word:string,tone:Tone}>} */
const DICTATIONS = {
  waiting: { word: "Waiting", tone: "wait" },
  transcribing: { word: "Transcribing", tone: "wait" },
  draft: { word: "Draft", tone: "info" },
  in_review: { word: "In review", tone: "wait" },
  awaiting_signature: { word: "To sign", tone: "warn" },
  pended: { word: "Put aside", tone: "stop" },
  rejected: { word: "Sent back", tone: "stop" },
  signed: { word: "Signed", tone: "done" },
  addended: { word: "Signed, added to", tone: "done" },
  failed: { word: "Failed", tone: "stop" },
};

/** @param {string} state */
export function dictationState(state) {
  return DICTATIONS[String(state).toLowerCase()] ?? { word: sentence(state), tone: /** @type {Tone} */ ("plain") };
}

/** `NEEDS_PERSON` → `Needs person`. @param {string|null|undefined} code */
export function sentence(code) {
  if (!code) return "";
  const words = String(code).replace(/[_-]+/g, " ").toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}

/** @type {Record<string,string>} */
const PROBLEMS = {
  empty: "The file is empty",
  blank: "Blank page",
  unreadable: "No readable text was found on it",
  encrypted: "Locked with a password",
  "too large": "Too large to open safely",
  corrupt: "The file is damaged",
  unsupported: "A kind of file Chartroom keeps but cannot read",
  timeout: "Reading took too long and was stopped",
  "reader died": "The reader stopped on it",
};

/** A reason as a person would say it, without a full stop: the server's codes in words, its sentences as they are. @param {string|null|undefined} code */
export function reason(code) {
  if (!code) return "";
  const words = PROBLEMS[code] ?? code.replace(/\.$/, "");
  return words[0].toUpperCase() + words.slice(1);
}

/** @param {{display?:string,family?:string,given?:string}|null|undefined} name */
export function name(name) {
  return name ? name.display ?? [name.family, name.given].filter(Boolean).join(", ") : "";
}

/** @type {Record<string,string>} */
const AUDIT = {
  SIGN_IN: "Signed in", SIGN_IN_REFUSED: "Was refused at sign-in", SIGN_OUT: "Signed out", RECEIVE: "Received", READ: "Looked at", SEARCH: "Searched", CREATE: "Made",
  CHANGE: "Changed", FILE: "Filed", STAGE: "Moved on", SIGN: "Signed", REFUSE: "Was refused", ADMIN: "Administered", HOLD: "Legal hold", DESTROY: "Destruction",
};

/** What a line of the audit trail says was done. @param {string} action */
export function auditAction(action) { return AUDIT[action] ?? sentence(action); }

/** @type {Record<string,{word:string,icon:string}>} */
const HISTORY = {
  RECEIVED: { word: "Received", icon: "inbox" },
  READ: { word: "Read by the machine", icon: "scan" },
  FILED: { word: "Filed in the chart", icon: "done" },
  TAKEN_OUT: { word: "Taken out of the chart", icon: "undo" },
  MOVED_IN: { word: "Moved in from another chart", icon: "next" },
  MOVED_OUT: { word: "Moved to another chart", icon: "elsewhere" },
  MISDIRECTED: { word: "Said not to be ours", icon: "elsewhere" },
  BROUGHT_BACK: { word: "Brought back to be filed", icon: "undo" },
  CALLBACK: { word: "A call is to be made", icon: "wait" },
  CALLBACK_DONE: { word: "The call was made", icon: "done" },
  SECOND_LOOK: { word: "A second look was asked for", icon: "search" },
  SECOND_LOOK_CONFIRMED: { word: "Confirmed at the second look", icon: "done" },
  SECOND_LOOK_SENT_BACK: { word: "Sent back at the second look", icon: "back" },
  TAKEN_OVER: { word: "Taken over from somebody else", icon: "next" },
  READ_AGAIN: { word: "Sent to be read again", icon: "rotate" },
  ENTERED_IN_ERROR: { word: "Marked as entered in error", icon: "stop" },
  PAGES_EDITED: { word: "Pages edited", icon: "pages" },
  CHANGED: { word: "Changed", icon: "sign" },
  HANDED_IN: { word: "Handed in to be signed", icon: "next" },
  PUT_ASIDE: { word: "Put aside", icon: "warn" },
  DESTROYED: { word: "Destroyed", icon: "stop" },
  SENT_BACK: { word: "Sent back", icon: "back" },
  SIGNED: { word: "Signed", icon: "sign" },
  ADDENDUM: { word: "Addendum signed", icon: "plus" },
  ROUTED: { word: "Routed to be reviewed", icon: "review" },
  ACKNOWLEDGED: { word: "Acknowledged", icon: "done" },
  FORWARDED: { word: "Forwarded to be reviewed", icon: "next" },
  ACTED_ON: { word: "Acted on", icon: "done" },
  ESCALATED: { word: "Escalated: not reviewed in time or nobody there", icon: "warn" },
  REVIEW_WITHDRAWN: { word: "Taken off the list to review", icon: "stop" },
  REVIEW_MOVED: { word: "The review was taken along", icon: "next" },
  RESCAN_ASKED: { word: "A rescan was asked for", icon: "scan" },
  RESCAN_ANSWERED: { word: "Scanned again", icon: "scan" },
  RESCAN_IMPOSSIBLE: { word: "Could not be scanned again", icon: "stop" },
  LOOKED_AT: { word: "Looked at", icon: "search" },
};

/** What happened to a document → words and icon. @param {string} what */
export function happened(what) { return HISTORY[what] ?? { word: sentence(what), icon: "plain" }; }

/** @type {Record<string,string>} */
const EDITS = {
  split: "Split", merge: "Merged", reorder: "Put into another order", rotate: "Turned", drop: "Taken out", restore: "Brought back", move: "Moved", re_read: "Read again", undo: "Taken back",
};

/** What was done to the pages of a document, in a word. @param {string} what */
export function editWord(what) { return EDITS[what] ?? sentence(what); }
