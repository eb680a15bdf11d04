import { html } from "lit";
import "./cr-zone-sheet.js";

const sheet = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="425" height="550"><rect width="425" height="550" fill="#fff"/><text x="40" y="40" font-size="18" font-family="sans-serif">Made-up form</text><text x="40" y="132" font-size="12" font-family="sans-serif">Last name</text><path d="M110 134h220M40 470h200" stroke="#444"/></svg>`)}`;
const zones = [
  { name: "Last name", kind: "TEXT", field: "FAMILY_NAME", x: 0.26, y: 0.21, width: 0.52, height: 0.04 },
  { name: "Signature", kind: "SIGNATURE", field: "SIGNATURE", x: 0.09, y: 0.79, width: 0.48, height: 0.06 },
];

/** @param {CustomEvent} e */
function changed(e) { Object.assign(/** @type {any} */ (e.currentTarget), { zones: e.detail.zones }); }
/** @param {CustomEvent} e */
function picked(e) { Object.assign(/** @type {any} */ (e.currentTarget), { active: e.detail.at }); }

export const title = "cr-zone-sheet";
export const about = "Zones on the page of a form. Drag on the page to draw one; arrows move the chosen one, Shift with arrows makes it larger or smaller, Delete takes it away.";
export const story = () => html`<cr-zone-sheet .image=${sheet} ratio="1.294" .zones=${zones} .active=${0} @zones=${changed} @pick=${picked}></cr-zone-sheet>`;
