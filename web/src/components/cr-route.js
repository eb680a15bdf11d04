import { LitElement, css, html, nothing } from "lit";
import { get, newKey, post } from "../shell/api.js";
import { say } from "../shell/say.js";
import { base } from "../shell/styles.js";
import "./cr-dialog.js";
import "../shell/cr-problem.js";

/**
 * Puts a document on a clinician's list, or hands a review on to another.
 * Properties: `document` (id), `what` (its name, said in the dialog), `patientName`, `review` (the review to hand on; null to route), `open`. Fires `close`, and `routed` ({review}).
 */
export class CrRoute extends LitElement {
  static properties = { document: {}, what: {}, patientName: {}, review: { attribute: false }, open: { type: Boolean }, people: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .kinds { display: flex; gap: var(--s4); flex-wrap: wrap; } .kinds label { display: flex; gap: 6px; align-items: center; min-height: var(--control); }
  `];

  constructor() {
    super();
    this.document = "";
    this.what = "";
    this.patientName = "";
    /** @type {any} */
    this.review = null;
    this.open = false;
    /** @type {{id:string, displayName:string}[]|null} */
    this.people = null;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("open") && this.open) { this.problem = null; this.key = newKey(); this.#load(); } }

  async #load() {
    try { this.people = (await get("/reviews/clinicians")).items; } catch (problem) { this.problem = problem; }
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#to"))?.focus();
  }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  async #send(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const to = String(f.get("to") ?? ""), person = this.people?.find((p) => p.id === to);
    if (!person) { this.problem = new Error("Choose a clinician."); return; }
    const due = f.get("due") ? new Date(String(f.get("due"))).toISOString() : null;
    this.busy = true;
    this.problem = null;
    try {
      const review = this.review
        ? await post(`/reviews/${this.review.id}/forward`, { to, note: f.get("note") }, { version: this.review.version })
        : await post(`/documents/${this.document}/route`, { to, note: f.get("note"), priority: f.get("priority") || null, due }, { key: this.key });
      say({ text: `It is on the list of ${person.displayName}.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("routed", { detail: { review } }));
      this.#close();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const others = (this.people ?? []).filter((p) => p.id !== this.review?.to.id);
    return html`<cr-dialog heading=${this.review ? "Forward to another clinician" : "Route to a clinician"} ?open=${this.open} @close=${() => this.#close()}>
      ${this.open ? html`<form id="route" class="fields" @submit=${this.#send}>
        <p>“${this.what}”${this.patientName ? html` of <b>${this.patientName}</b>` : nothing} goes on their list, ${this.review ? "with whom it was before" : "to be acknowledged or acted on"}.</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${this.people && !others.length ? html`<p>There is no ${this.review ? "other " : ""}clinician with an open account. An administrator can make one.</p>` : nothing}
        <div class="field"><label class="label" for="to">Clinician</label><select id="to" name="to" required><option value="">${this.people ? "Choose…" : "Reading the names…"}</option>${others.map((p) => html`<option value=${p.id}>${p.displayName}</option>`)}</select></div>
        ${this.review ? nothing : html`<fieldset><legend>Priority</legend><div class="kinds"><label><input type="radio" name="priority" value="" checked> As its type says</label><label><input type="radio" name="priority" value="ROUTINE"> Routine</label><label><input type="radio" name="priority" value="URGENT"> Urgent</label><label><input type="radio" name="priority" value="STAT"> STAT</label></div></fieldset>
        <div class="field"><label class="label" for="due">Due (left open: by the office's rules)</label><input id="due" name="due" type="datetime-local" max="9999-12-31T23:59"></div>`}
        <div class="field"><label class="label" for="note">Why (may be left open)</label><textarea id="note" name="note" rows="2" maxlength="1000"></textarea></div></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#route")).requestSubmit()}>${this.review ? "Forward" : "Route"}</button></cr-dialog>`;
  }
}
customElements.define("cr-route", CrRoute);
