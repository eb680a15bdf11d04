import { html } from "lit";
import "./cr-history.js";

const at = "2026-03-02T09:12:00Z";
const lines = [
  { sequence: 9, at, who: "Petra Novak", role: "privacy-officer", what: "LOOKED_AT", patientName: null, details: { part: "text" } },
  { sequence: 8, at, who: "Petra Novak", role: "privacy-officer", what: "LOOKED_AT", patientName: null, details: {} },
  { sequence: 7, at, who: "Ida Moreau", role: "intake", what: "FILED", patientName: "Yarborough, Maximilian", details: {} },
  { sequence: 5, at, who: "worker 1", role: "worker", what: "READ", patientName: null, details: { outcome: "read", attempt: "2", stage: "READ" } },
  { sequence: 4, at, who: "Ida Moreau", role: "intake", what: "RECEIVED", patientName: null, details: { channel: "UPLOAD" } },
];

export const title = "cr-history";
export const about = "What was done to a document, by whom and when; looks of one person in a row are one line.";
export const story = () => html`<cr-history .lines=${lines} told></cr-history>`;
