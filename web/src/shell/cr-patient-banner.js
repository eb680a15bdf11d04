import { LitElement, css, html, nothing } from "lit";
import { left, openings } from "./openings.js";
import { sayProblem } from "./say.js";
import { age, date, name, sentence } from "./words.js";
import { base } from "./styles.js";
import { icon } from "./icons.js";

/** The patient in hand: who this is, so that nobody works in the wrong chart. It never scrolls away. */
export class CrPatientBanner extends LitElement {
  static properties = { patient: { attribute: false } };

  static styles = [base, css`
    :host { display: block; padding: 0 var(--s5) 0 0; }
    div { display: flex; align-items: center; gap: var(--s2) var(--s4); flex-wrap: wrap; min-height: 40px; padding: var(--s1) 0 var(--s2); }
    a { font-size: 16px; font-weight: 650; color: var(--ink); text-decoration: none; }
    a:hover { text-decoration: underline; }
    .alert { display: inline-flex; align-items: center; gap: 4px; font-weight: 600; font-size: var(--text-small); padding: 1px 8px; border-radius: 99px; color: var(--stop); background: var(--stop-soft); }
    .alert.warn { color: var(--warn); background: var(--warn-soft); }
    .face { width: 30px; height: 30px; border-radius: 50%; background: var(--sunken); color: var(--ink-soft); display: grid; place-items: center; }
    span b { font-weight: 600; }
    @media (max-width: 760px) { :host { padding: 0 var(--s4); } .face { display: none; } }
  `];

  constructor() {
    super();
    /** @type {import("./session.js").Patient|null} */
    this.patient = null;
    this.counted = () => this.requestUpdate();
  }

  connectedCallback() { super.connectedCallback(); openings.addEventListener("changed", this.counted); }
  disconnectedCallback() { super.disconnectedCallback(); openings.removeEventListener("changed", this.counted); }

  /** @param {import("./openings.js").Opening} opening */
  async #close(opening) {
    try { await openings.close(opening); } catch (problem) { sayProblem(problem); }
  }

  render() {
    const p = this.patient;
    if (!p) return nothing;
    const opening = p.restricted ? openings.of(p.id) : null;
    const years = age(p.birthDate, p.deceasedOn);
    return html`<div role="region" aria-label="Patient in hand">
      <span class="face">${icon("patients")}</span>
      <a href="/patients/${p.id}">${name(p.name)}</a>
      <span class="num">born <b>${date(p.birthDate)}</b>${years === null ? "" : ` · ${years} y`}${p.sex && p.sex !== "unknown" ? ` · ${sentence(p.sex)}` : ""}</span>
      <span class="num soft">MRN <b>${p.mrn}</b></span>
      ${opening ? html`<span class="alert">${icon("lock")} Restricted, open in an emergency: ${left(opening)}</span><button class="stop" @click=${() => this.#close(opening)}>Close it now</button>`
        : p.restricted ? html`<span class="alert">${icon("lock")} Restricted</span>` : nothing}
      ${p.deceasedOn ? html`<span class="alert">${icon("stop")} Died ${date(p.deceasedOn)}</span>` : nothing}
      ${p.sameName ? html`<span class="alert warn">${icon("warn")} Another patient has this name: check the birth date</span>` : nothing}
    </div>`;
  }
}
customElements.define("cr-patient-banner", CrPatientBanner);
