import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../shell/api.js";
import { gathered } from "../shell/events.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { age, date, name } from "../shell/words.js";

/**
 * Finds a patient by name, MRN or birth date and shows enough to tell two of one name apart.
 * Property `patient`: the one picked or null; attribute `label`. Fires `pick` ({patient}). `focus()` goes to the field.
 */
export class CrPatientPicker extends LitElement {
  static properties = { patient: { attribute: false }, label: {}, found: { state: true }, at: { state: true }, open: { state: true }, busy: { state: true }, failure: { state: true }, typed: { state: true } };

  static styles = [base, css`
    :host { display: block; position: relative; }
    .picked { display: flex; align-items: center; gap: var(--s3); padding: var(--s2) var(--s3); border: 1px solid var(--accent); border-radius: var(--radius); background: var(--accent-soft); }
    .picked b { display: block; }
    ul { position: absolute; z-index: 8; left: 0; right: 0; top: calc(100% + 2px); max-height: 320px; overflow: auto; background: var(--raised); border: 1px solid var(--line-strong); border-radius: 8px; box-shadow: var(--shadow); padding: 4px; }
    li { padding: 6px var(--s2); border-radius: var(--radius); cursor: default; min-height: var(--row); }
    li[aria-selected="true"] { background: var(--accent-soft); }
    li .small { display: block; }
    .none { color: var(--ink-soft); padding: var(--s2); }
    .same { color: var(--warn); display: inline-flex; gap: 4px; align-items: center; }
    .f { position: relative; } ::slotted(kbd) { position: absolute; right: 8px; top: 50%; translate: 0 -50%; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.patient = null;
    this.label = "Patient";
    /** @type {any[]} */
    this.found = [];
    this.at = 0;
    this.open = false;
    this.busy = false;
    this.failure = "";
    this.typed = "";
    this.find = gathered(() => this.#find(), 140);
    /** @type {AbortController|null} */
    this.running = null;
  }

  focus() { /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("input, .picked button"))?.focus(); }

  async #find() {
    this.running?.abort();
    this.running = new AbortController();
    this.busy = true;
    this.failure = "";
    try {
      const page = await get("/patients" + query({ q: this.typed.trim(), limit: 12 }), this.running.signal);
      this.found = page.items;
      this.at = 0;
      this.open = true;
    } catch (problem) {
      if (/** @type {any} */ (problem).name === "AbortError") return;
      this.failure = /** @type {any} */ (problem).message;
    }
    this.busy = false;
  }

  /** @param {any} patient */
  #pick(patient) {
    this.patient = patient;
    this.open = false;
    this.typed = "";
    this.dispatchEvent(new CustomEvent("pick", { detail: { patient } }));
  }

  #key(/** @type {KeyboardEvent} */ e) {
    if (e.key === "ArrowDown" && !this.open) this.#find();
    else if (e.key === "ArrowDown") this.at = Math.min(this.found.length - 1, this.at + 1);
    else if (e.key === "ArrowUp") this.at = Math.max(0, this.at - 1);
    else if (e.key === "Enter" && this.open && this.found[this.at]) this.#pick(this.found[this.at]);
    else if (e.key === "Escape" && this.open) this.open = false;
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  render() {
    const p = this.patient;
    if (p) {
      return html`<div class="label">${this.label}</div><div class="picked">${icon("patients")}<span class="grow"><b>${name(p.name) || p.display}</b><span class="small num">${p.birthDate ? `born ${date(p.birthDate)} · ` : ""}MRN ${p.mrn}</span></span>
        <button type="button" @click=${async () => { this.patient = null; this.dispatchEvent(new CustomEvent("pick", { detail: { patient: null } })); await this.updateComplete; this.focus(); }}>Change</button></div>`;
    }
    const names = this.found.map((f) => name(f.name).toLowerCase());
    return html`<div class="field"><label class="label" for="q">${this.label}</label><div class="f">
      <input id="q" role="combobox" autocomplete="off" spellcheck="false" placeholder="Name, MRN or birth date" aria-expanded=${this.open} aria-controls="list" aria-autocomplete="list" aria-activedescendant=${this.open && this.found.length ? `o${this.at}` : nothing}
        .value=${this.typed} @input=${(/** @type {InputEvent} */ e) => { this.typed = /** @type {HTMLInputElement} */ (e.target).value; this.find(); }} @keydown=${this.#key} @blur=${() => setTimeout(() => { this.open = false; }, 150)}><slot name="key"></slot></div></div>
      <ul id="list" role="listbox" aria-label="Patients found" ?hidden=${!this.open}>
        ${this.found.map((f, i) => html`<li role="option" id="o${i}" aria-selected=${i === this.at} @pointerdown=${(/** @type {Event} */ e) => { e.preventDefault(); this.#pick(f); }}><b>${name(f.name)}</b>
          ${names.filter((n) => n === names[i]).length > 1 ? html`<span class="same small">${icon("warn")} same name</span>` : nothing}
          <span class="small soft num">born ${date(f.birthDate)} (${age(f.birthDate, f.deceasedOn)} y) · MRN ${f.mrn}${f.deceasedOn ? " · died" : ""}${f.restricted ? " · restricted" : ""}</span></li>`)}
        ${this.found.length ? nothing : html`<li class="none" role="option" aria-selected="false" aria-disabled="true">${this.busy ? "Looking…" : this.typed.trim() ? `Nobody found for “${this.typed.trim()}”. Try the MRN or the birth date.` : "No patients yet."}</li>`}
      </ul>${this.failure ? html`<p role="alert" class="small">${this.failure}</p>` : nothing}`;
  }
}
customElements.define("cr-patient-picker", CrPatientPicker);
