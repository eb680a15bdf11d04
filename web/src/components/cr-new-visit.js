import { LitElement, css, html, nothing } from "lit";
import { newKey, post } from "../shell/api.js";
import { say } from "../shell/say.js";
import { session } from "../shell/session.js";
import { base } from "../shell/styles.js";
import { date, name, sentence } from "../shell/words.js";
import "./cr-dialog.js";
import "../shell/cr-problem.js";

/** Kinds of visits that are offered. */
export const VISIT_KINDS = ["office visit", "telephone", "video visit", "procedure", "emergency", "inpatient", "home visit"];

/** Who may open a visit; the server asks again. */
export function mayOpenVisit() { return session.has("intake", "records-clerk", "clinician", "administrator"); }

/** A visit in a few words. @param {any} visit */
export function visitWords(visit) { return `${date(visit.start)} · ${sentence(visit.kind)}${visit.clinician ? ` · ${visit.clinician}` : ""}${visit.reason ? ` · ${visit.reason}` : ""}`; }

/**
 * The dialog that opens a visit. Properties: `patient` (whose), `open`, `day` (ISO date to begin with).
 * Fires `made` ({visit}) and `close`.
 */
export class CrNewVisit extends LitElement {
  static properties = { patient: { attribute: false }, open: { type: Boolean }, day: {}, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); }
    @media (max-width: 500px) { .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.patient = null;
    this.open = false;
    this.day = "";
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("open") && this.open) { this.problem = null; this.key = newKey(); } }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  async #make(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const at = (/** @type {string} */ k) => (f.get(k) ? new Date(String(f.get(k))).toISOString() : null);
    this.busy = true;
    this.problem = null;
    try {
      const visit = await post(`/patients/${this.patient.id}/encounters`, { kind: f.get("kind"), start: at("start"), end: at("end"), clinician: f.get("clinician"), reason: f.get("reason") }, { key: this.key });
      say({ text: `Opened the ${visit.kind} of ${date(visit.start)} for ${name(this.patient.name)}.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("made", { detail: { visit } }));
      this.#close();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const now = new Date(), local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
    const start = this.day ? `${this.day}T09:00` : local.slice(0, 16);
    return html`<cr-dialog heading="New visit" ?open=${this.open} @close=${() => this.#close()}>
      ${this.open ? html`<form id="visit" class="fields" @submit=${this.#make}>
        <p>For <b>${name(this.patient?.name)}</b>, MRN <span class="num">${this.patient?.mrn}</span>. Documents can be filed into it.</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="kind">Kind</label><select id="kind" name="kind" autofocus>${VISIT_KINDS.map((k) => html`<option value=${k}>${sentence(k)}</option>`)}</select></div>
        <div class="two"><div class="field"><label class="label" for="start">Began</label><input id="start" name="start" type="datetime-local" required max="9999-12-31T23:59" .value=${start}></div>
          <div class="field"><label class="label" for="end">Ended (may be left open)</label><input id="end" name="end" type="datetime-local" max="9999-12-31T23:59"></div></div>
        <div class="field"><label class="label" for="clinician">Seen by</label><input id="clinician" name="clinician" maxlength="120" autocomplete="off" .value=${session.has("clinician") ? session.user?.displayName ?? "" : ""}></div>
        <div class="field"><label class="label" for="reason">Reason</label><input id="reason" name="reason" maxlength="200" autocomplete="off"></div></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#visit")).requestSubmit()}>Open the visit</button></cr-dialog>`;
  }
}
customElements.define("cr-new-visit", CrNewVisit);
