import { html } from "lit";
import "./cr-dialog.js";

export const title = "cr-dialog";
export const about = "Takes the focus and gives it back. Escape, the cross and a click beside it close it.";
const open = (/** @type {Event} */ e) => { /** @type {any} */ (/** @type {Element} */ (e.target).nextElementSibling).open = true; };
export const story = () => html`<div><button @click=${open}>Open the dialog</button><cr-dialog heading="Take it out of the chart?"><p>The letter leaves the chart of Ada Example and is back in the inbox.</p>
  <button slot="actions" @click=${(/** @type {Event} */ e) => { /** @type {any} */ (/** @type {Element} */ (e.target).closest("cr-dialog")).open = false; }}>Take it out</button></cr-dialog></div>`;
