import { LitElement, html, nothing } from "lit";
import { post } from "../shell/api.js";
import { say } from "../shell/say.js";
import { base } from "../shell/styles.js";
import "./cr-dialog.js";
import "../shell/cr-problem.js";

/**
 * A clinician's answer to what is on their list: read, or acted on.
 * Properties: `review` (as the API gives it), `how` ("acknowledge", "act" or "" for closed). Fires `close`, and `answered` ({review}).
 */
export class CrReviewAnswer extends LitElement {
  static properties = { review: { attribute: false }, how: {}, problem: { state: true }, busy: { state: true } };

  static styles = [base];

  constructor() {
    super();
    /** @type {any} */
    this.review = null;
    this.how = "";
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("how")) this.problem = null; }

  #close() { this.how = ""; this.dispatchEvent(new CustomEvent("close")); }

  async #send(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const words = String(new FormData(/** @type {HTMLFormElement} */ (e.target)).get("words") ?? "").trim(), r = this.review, acts = this.how === "act";
    if (acts && !words) { this.problem = new Error("Say what was done."); return; }
    this.busy = true;
    this.problem = null;
    try {
      const review = acts ? await post(`/reviews/${r.id}/act`, { action: words }, { version: r.version }) : await post(`/documents/${r.document.id}/acknowledge`, { note: words });
      say({ text: acts ? `Kept what was done about ${r.document.patientName ?? "it"}.` : `Acknowledged for ${r.document.patientName ?? "the chart"}.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("answered", { detail: { review } }));
      this.#close();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const r = this.review, acts = this.how === "act";
    return html`<cr-dialog heading=${acts ? "Acted on" : "Acknowledge"} ?open=${Boolean(this.how)} @close=${() => this.#close()}>
      ${this.how && r ? html`<form id="answer" class="fields" @submit=${this.#send}>
        <p>“${r.document.type?.display ?? r.document.title}” of <b>${r.document.patientName}</b>${r.document.mrn ? html`, MRN <span class="num">${r.document.mrn}</span>` : nothing}. ${acts ? "It leaves your list with what you did." : "You have read it; it leaves your list."}</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="words">${acts ? "What was done" : "Note (may be left open)"}</label><input id="words" name="words" maxlength="1000" autocomplete="off" ?required=${acts}></div></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#answer")).requestSubmit()}>${acts ? "Keep and take off the list" : "Acknowledge"}</button></cr-dialog>`;
  }
}
customElements.define("cr-review-answer", CrReviewAnswer);
