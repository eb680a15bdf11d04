import { LitElement, css, html, nothing } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { age, date, name } from "../shell/words.js";
import { candidates, differences, same } from "./filing-words.js";

/**
 * Whose a document may be by what its pages say: the danger first, then the likeliest with what is the same and what is not.
 * Properties: `match` and `evidence` as the server suggests them, `chosen` (a patient's id), `keys` (numbers them as keys). Fires `pick` ({patient}).
 */
export class CrPatientCards extends LitElement {
  static properties = { match: { attribute: false }, evidence: { attribute: false }, chosen: {}, keys: { type: Boolean } };

  static styles = [base, css`
    :host { display: grid; gap: var(--s2); }
    :host([hidden]) { display: none; }
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    .why svg { color: var(--warn); margin-top: 3px; } .why.stop { background: var(--stop-soft); border-color: var(--stop); } .why.stop svg { color: var(--stop); }
    .why ul { display: grid; gap: var(--s1); }
    button { height: auto; padding: var(--s2) var(--s3); justify-content: flex-start; align-items: flex-start; text-align: left; white-space: normal; width: 100%; font-weight: 400; }
    button[aria-pressed="true"] { color: var(--ink); box-shadow: inset 3px 0 0 var(--accent); }
    .in { display: grid; gap: 2px; flex: 1; min-width: 0; } .in > span { display: block; overflow-wrap: anywhere; }
    .diff { display: grid !important; grid-template-columns: 16px minmax(0, 1fr); gap: 0 6px; font-size: var(--text-small); color: var(--warn); } .diff.no { color: var(--stop); } .diff svg { width: 13px; height: 13px; margin-top: 3px; } .diff b { font-weight: 650; }
    .diff .says { color: var(--ink); } q { quotes: "“" "”"; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.match = null;
    /** @type {any[]} */
    this.evidence = [];
    this.chosen = "";
    this.keys = false;
  }

  /** @param {any} patient */
  #pick(patient) { this.dispatchEvent(new CustomEvent("pick", { detail: { patient } })); }

  /** @param {any} c @param {number} i */
  #card(c, i) {
    const p = c.patient, fits = same(c.agreement);
    return html`<button type="button" aria-pressed=${p.id === this.chosen} @click=${() => this.#pick(p)}>${this.keys ? html`<kbd class="desk" aria-hidden="true">${i + 1}</kbd>` : nothing}<span class="in">
      <span><b>${name(p.name)}</b> <span class="num small">born ${date(p.birthDate)} (${age(p.birthDate, p.deceasedOn)} y) · MRN ${p.mrn}${p.deceasedOn ? ` · died ${date(p.deceasedOn)}` : ""}</span></span>
      ${fits ? html`<span class="soft small">Same: ${fits}</span>` : nothing}
      ${differences(c.agreement, this.evidence ?? [], p).map((d) => html`<span class="diff ${d.how === "DIFFERENT" ? "no" : ""}">${icon(d.how === "DIFFERENT" ? "stop" : "warn")}<span><b>${d.how === "DIFFERENT" ? "Different" : "Nearly"}: ${d.thing}.</b> <span class="says">${d.page ? html`The page says <q>${d.page}</q>` : "The page says it otherwise"}${d.chart ? html`, the chart <q>${d.chart}</q>` : nothing}</span></span></span>`)}
    </span></button>`;
  }

  render() {
    const match = this.match, shown = candidates(match), concerns = match?.concerns ?? [];
    if (!shown.length && !concerns.length) return nothing;
    const stop = match.verdict === "stop";
    return html`<h3>By what the pages say</h3>
      ${concerns.length ? html`<div class="why ${stop ? "stop" : ""}">${icon(stop ? "stop" : "warn")}<ul>${concerns.map((/** @type {any} */ c) => html`<li>${c.words}</li>`)}</ul></div>` : nothing}
      ${shown.map((/** @type {any} */ c, /** @type {number} */ i) => this.#card(c, i))}`;
  }
}
customElements.define("cr-patient-cards", CrPatientCards);
