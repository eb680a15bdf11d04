import { html } from "lit";
import "./cr-progress.js";

export const title = "cr-progress";
export const about = "How far something is, with the number and what it counts. Without a total it says what is known so far.";
export const story = () => html`<cr-progress done="3" of="12" what="pages" label="Reading"></cr-progress><cr-progress done="41" of="0" what="pages" label="Reading"></cr-progress><cr-progress done="0" of="0" what="pages" label="Reading"></cr-progress>`;
