import { html } from "lit";
import "./cr-chip.js";

export const title = "cr-chip";
export const about = "A state in a word with its icon. The colour only helps.";
export const story = () => html`<div class="some">${["info", "wait", "warn", "stop", "done", "plain"].map((tone) => html`<cr-chip tone=${tone}>${tone}</cr-chip>`)}</div>
  <div class="some">${["warn", "done"].map((tone) => html`<cr-chip quiet tone=${tone}>${tone}, quiet</cr-chip>`)}</div>`;
