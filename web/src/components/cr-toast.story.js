import { html } from "lit";
import { Problem } from "../shell/api.js";
import { say } from "../shell/say.js";
import "./cr-toast.js";

export const title = "cr-toast";
export const about = "A message that goes away by itself; Undo is offered for ten seconds, Ctrl+Z takes it. Resting on it keeps it.";
const failed = () => new Problem({ status: 500, detail: "The document could not be filed. Nothing was changed; try again.", correlationId: "5d0c1f" });
export const story = () => html`<cr-toast .note=${{ text: "Filed in the chart of Ada Example (MRN 1001).", tone: "done", undo: () => {} }} .left=${8}></cr-toast>
  <cr-toast .note=${{ text: "The document could not be filed. Nothing was changed; try again.", tone: "stop", problem: failed() }}></cr-toast>
  <div class="some"><button @click=${() => say({ text: "Filed.", tone: "done", undo: () => say({ text: "Taken back." }) })}>Show one with Undo</button></div>`;
