import { html } from "lit";
import "./cr-chip.js";
import "./cr-timeline.js";

const groups = [
  { key: "v2", title: "Office visit, 3 Mar 2025", note: "Dr. Lee", entries: [{ key: "a", when: "3 Mar 2025", icon: "audio", title: "Progress note", note: "Dr. Lee", href: "/dev/components/cr-timeline" }, { key: "b", when: "3 Mar 2025", icon: "fax", title: "Laboratory report", note: "2 pages", href: "/dev/components/cr-timeline", side: html`<cr-chip tone="warn">Not signed</cr-chip>` }] },
  { key: "v1", title: "2024", note: "without a visit", entries: [{ key: "c", when: "9 Nov 2024", icon: "scan", title: "Consent form" }] },
];

export const title = "cr-timeline";
export const about = "What happened, grouped by visit, newest first.";
export const story = () => html`<cr-timeline .groups=${groups} current="a"></cr-timeline>`;
