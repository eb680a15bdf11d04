import { LitElement, css, html, nothing } from "lit";
import { call } from "../shell/api.js";
import { say } from "../shell/say.js";
import { session } from "../shell/session.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { counted, percent } from "../shell/words.js";
import "./cr-chip.js";
import "../shell/cr-problem.js";

/** How a value and the record stand to each other. @type {Record<string, {tone:string, word:string}>} */
const DIFFERENCES = { SAME: { tone: "done", word: "As recorded" }, DIFFERENT: { tone: "warn", word: "Differs" }, NEW: { tone: "info", word: "New" }, APART: { tone: "plain", word: "Kept with the form" } };

/** The values that a person chooses from. @type {Record<string, string[]>} */
const CHOICES = { SIGNATURE: ["present", "missing"], CHECK_BOX: ["yes", "no"] };

/**
 * What was filled into the forms of a document: each value with its place, its doubts and what the patient's record says. A person
 * ticks what is right, mends it where it was misread, and confirms; nothing else is written.
 * Properties: `form` (as the server answers it), `patient` (id to confirm for while the document is in no chart).
 * Fires `light` ({page, place}) as a value gets the focus, `confirmed` ({form}) when values were written.
 */
export class CrFormValues extends LitElement {
  static properties = { form: { attribute: false }, patient: {}, ticked: { state: true }, typed: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    :host { display: block; }
    .value { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px var(--s2); padding: var(--s2); border-radius: var(--radius); border: 1px solid transparent; align-items: center; }
    .value:focus-within { background: var(--accent-soft); border-color: var(--accent); }
    .value label { font-size: var(--text-small); font-weight: 600; color: var(--ink-soft); }
    .value .in, .value .more { grid-column: 2 / -1; }
    .value .more { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s2); font-size: var(--text-small); color: var(--ink-soft); overflow-wrap: anywhere; }
    .doubt { color: var(--warn); display: inline-flex; gap: 4px; align-items: center; }
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); } .why svg { color: var(--warn); margin-top: 3px; flex: none; }
    section { display: grid; gap: var(--s1); }
    .foot { position: sticky; bottom: 0; background: var(--surface); padding: var(--s2) 0; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.form = null;
    this.patient = "";
    /** @type {Set<string>} */
    this.ticked = new Set();
    /** What a person wrote instead of what was read. @type {Map<string, string>} */
    this.typed = new Map();
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const were = /** @type {any} */ (changed.get("form"));
    if (changed.has("form") && were?.documentId !== this.form?.documentId) { this.ticked = new Set(); this.typed = new Map(); this.problem = null; }
  }

  get may() { return session.has("intake", "records-clerk", "administrator"); }

  /** @param {string} key @param {boolean} on */
  #tick(key, on) { const ticked = new Set(this.ticked); if (on) ticked.add(key); else ticked.delete(key); this.ticked = ticked; }

  /** @param {string} key @param {string} text */
  #type(key, text) { this.typed = new Map(this.typed).set(key, text); this.#tick(key, text.trim() !== ""); }

  #key(/** @type {KeyboardEvent} */ e) { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); e.stopPropagation(); this.confirm(); } }

  /** Writes what is ticked. */
  async confirm() {
    if (this.busy || !this.ticked.size || !this.form.patientId) return;
    this.busy = true;
    this.problem = null;
    const values = this.form.pages.flatMap((/** @type {any} */ p) => p.values.map((/** @type {any} */ v) => ({ page: p.page, zone: v.zone, value: this.#shown(p, v), key: `${p.page} ${v.zone}` })))
      .filter((/** @type {any} */ v) => this.ticked.has(v.key)).map((/** @type {any} */ v) => ({ page: v.page, zone: v.zone, value: v.value }));
    try {
      const { body } = await call("POST", `/documents/${this.form.documentId}/form/confirm`, { body: { patientId: this.form.patientId, values }, version: this.form.patientVersion });
      this.form = body;
      this.ticked = new Set();
      this.typed = new Map();
      say({ text: `${counted(values.length, "value")} confirmed for ${body.patientName}.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("confirmed", { detail: { form: body } }));
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  /** @param {any} p @param {any} v */
  #shown(p, v) { return this.typed.get(`${p.page} ${v.zone}`) ?? v.confirmed?.value ?? v.value; }

  /** @param {any} p @param {any} v */
  #value(p, v) {
    const key = `${p.page} ${v.zone}`, id = `v-${p.page}-${p.values.indexOf(v)}`, shown = this.#shown(p, v), difference = v.difference && DIFFERENCES[v.difference];
    const choices = CHOICES[v.kind];
    return html`<div class="value" @focusin=${() => this.dispatchEvent(new CustomEvent("light", { detail: { page: p.page, place: v.place } }))}>
      <input type="checkbox" aria-label="Confirm ${v.zone}" .checked=${this.ticked.has(key)} ?disabled=${!this.may || !shown.trim()} @change=${(/** @type {Event} */ e) => this.#tick(key, /** @type {HTMLInputElement} */ (e.target).checked)}>
      <label for=${id}>${v.zone}</label>
      ${v.confirmed ? html`<cr-chip tone="done">Confirmed</cr-chip>` : difference ? html`<cr-chip tone=${difference.tone}>${difference.word}</cr-chip>` : html`<span></span>`}
      <span class="in">${choices ? html`<select id=${id} ?disabled=${!this.may} @change=${(/** @type {Event} */ e) => this.#type(key, /** @type {HTMLSelectElement} */ (e.target).value)}>${shown ? nothing : html`<option value="">Nobody can say</option>`}${choices.map((c) => html`<option value=${c} ?selected=${c === shown}>${c}</option>`)}</select>`
        : html`<input id=${id} autocomplete="off" maxlength="500" ?readonly=${!this.may} .value=${shown} placeholder="nothing read" @input=${(/** @type {Event} */ e) => this.#type(key, /** @type {HTMLInputElement} */ (e.target).value)}>`}</span>
      <span class="more">${v.confidence ? html`<span class="num">read with ${percent(v.confidence)}</span>` : nothing}${v.raw && v.raw !== v.value ? html`<span>as read: ${v.raw}</span>` : nothing}${v.difference === "DIFFERENT" ? html`<span>recorded: <b>${v.recorded}</b></span>` : nothing}
        ${v.kind === "SIGNATURE" && v.value === "missing" && v.confirmed?.value !== "present" ? html`<span class="doubt">${icon("warn")}signature missing</span>` : nothing}${v.doubts.length ? html`<span class="doubt">${icon("warn")}${v.doubts.join("; ")}</span>` : nothing}</span></div>`;
  }

  render() {
    const form = this.form;
    if (!form) return nothing;
    return html`<div class="stack" @keydown=${this.#key}>
      ${form.pages.map((/** @type {any} */ p) => html`<section aria-label="Form on page ${p.page}"><h2>${p.template.name} <span class="soft small">page ${p.page}, fits <span class="num">${percent(p.quality)}</span></span></h2>
        ${p.state === "CAPTURED" ? p.values.map((/** @type {any} */ v) => this.#value(p, v)) : html`<div class="why">${icon("warn")}<span>${p.detail}</span></div>`}</section>`)}
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.may && form.pages.some((/** @type {any} */ p) => p.values.length) ? html`<div class="foot stack">${form.patientId ? nothing : html`<p class="soft">Choose the patient under “File it” first: values are confirmed for somebody.</p>`}
        <button class="main" ?disabled=${this.busy || !this.ticked.size || !form.patientId} @click=${() => this.confirm()}>${this.busy ? "Writing…" : this.ticked.size ? `Confirm ${counted(this.ticked.size, "value")}${form.patientName ? ` for ${form.patientName}` : ""}` : "Tick what is right, then confirm"} <kbd class="desk" aria-hidden="true">Ctrl Enter</kbd></button></div>` : nothing}</div>`;
  }
}
customElements.define("cr-form-values", CrFormValues);
