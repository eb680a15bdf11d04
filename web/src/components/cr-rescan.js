import { LitElement, html, nothing } from "lit";
import { newKey, post } from "../shell/api.js";
import { say } from "../shell/say.js";
import { base } from "../shell/styles.js";
import { counted } from "../shell/words.js";
import "./cr-dialog.js";
import "../shell/cr-problem.js";

/** Page numbers as people write them: `2, 4-6`. @param {string} text @returns {number[]|null} null when it cannot be understood */
export function pageNumbers(text) {
  const numbers = new Set();
  for (const part of text.split(/[,;\s]+/).filter(Boolean)) {
    const [, from, to] = part.match(/^(\d+)(?:[-–](\d+))?$/) ?? [];
    if (!from || Number(to ?? from) < Number(from) || Number(to ?? from) > 100_000) return null;
    for (let n = Number(from); n <= Number(to ?? from); n++) numbers.add(n);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** Asks intake to scan pages of a document again. Properties: `document` (a summary), `page` (offered first), `open`. Fires `close`, `asked`. */
export class CrRescan extends LitElement {
  static properties = { document: { attribute: false }, page: { type: Number }, open: { type: Boolean }, problem: { state: true }, busy: { state: true } };

  static styles = [base];

  constructor() {
    super();
    /** @type {any} */
    this.document = null;
    this.page = 1;
    this.open = false;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("open") && this.open) { this.problem = null; this.key = newKey(); } }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  async #ask(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), pages = pageNumbers(String(f.get("pages") ?? ""));
    if (!pages) { this.problem = new Error("Write page numbers such as 2, 4-6, or leave the field empty for all."); return; }
    this.busy = true;
    this.problem = null;
    try {
      await post(`/documents/${this.document.id}/rescan`, { pages, reason: f.get("reason") }, { key: this.key });
      say({ text: `Intake is asked to scan ${pages.length ? counted(pages.length, "page") : "it"} again.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("asked"));
      this.#close();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const d = this.document;
    return html`<cr-dialog heading="Ask for a rescan" ?open=${this.open} @close=${() => this.#close()}>
      ${this.open && d ? html`<form id="rescan" class="fields" @submit=${this.#ask}>
        <p>Intake finds the paper of “${d.title}” and scans it again. What is here stays as it is.</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="pages">Pages (of ${d.pages}; empty for all)</label><input id="pages" name="pages" inputmode="numeric" autocomplete="off" .value=${d.pages > 1 ? String(this.page) : ""}></div>
        <div class="field"><label class="label" for="reason">What is wrong</label><input id="reason" name="reason" required maxlength="1000" autocomplete="off" placeholder="cut off on the right"></div><button hidden></button></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#rescan")).requestSubmit()}>Ask for it</button></cr-dialog>`;
  }
}
customElements.define("cr-rescan", CrRescan);
