import { html } from "lit";
import "./cr-note-margin.js";

const findings = [
  { key: "1", kind: "SAFETY", start: 20, end: 22, found: "QD", severity: "DANGER", rule: "jc.daily", source: "Joint Commission, “Do Not Use” list", reason: "QD is read as QID or QOD: write daily.", fix: "daily", suggestions: ["daily"], severe: true, risk: 92, seconds: 3.5 },
  { key: "2", kind: "TWO_READINGS", start: 40, end: 52, found: "one two five", severity: "WARNING", rule: "format.two-readings", source: "Chartroom", reason: "“one two five” has two readings: These number words can be read in more than one way.", fix: null, suggestions: [], severe: false, risk: 70, seconds: 6 },
  { key: "3", kind: "SPELLING", start: 60, end: 68, found: "recieved", severity: "NOTICE", rule: "spelling.unknown", source: "en_US", reason: "No dictionary has this word.", fix: null, suggestions: ["received", "relieved"], severe: false, risk: 10, seconds: null },
];

export const title = "cr-note-margin";
export const about = "What was found in a note; the one that is looked at is open, with what can be done about it.";
export const story = () => html`<cr-note-margin .findings=${findings} .current=${findings[0]}></cr-note-margin>`;
