import { html } from "lit";
import "./cr-queue.js";
import "./cr-chip.js";

const items = Array.from({ length: 10_000 }, (_, i) => ({ id: String(i), title: `Fax ${i + 1}`, from: ["County Hospital", "Lab West", "Dr. Lee"][i % 3] }));

export const title = "cr-queue";
export const about = "Ten thousand rows; only those in view exist. Arrows, Page keys, Home, End and Enter.";
export const story = () => html`<div class="tall"><cr-queue label="Made-up faxes" .items=${items} .rowHeight=${56} .row=${(/** @type {any} */ i) => html`<b>${i.title}</b> <cr-chip tone="wait">Waiting</cr-chip><br><span class="small soft">from ${i.from}</span>`}></cr-queue></div>`;
