import { LitElement, css, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment, name } from "../../shell/words.js";
import { BASES } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** What left the office of a patient's records: everything that was logged, and the account that the patient may ask for. */
export class CrPageDisclosures extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, patient: { state: true }, found: { state: true }, failure: { state: true } };

  static styles = [base, page, css`
    .body { border-top: 1px solid var(--line); padding-top: var(--s4); display: grid; gap: var(--s6); align-content: start; } section { display: grid; gap: var(--s2); min-width: 0; } h2 { font-size: 16px; }
    .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); } tbody tr:last-child td { border-bottom: 0; } td.v { white-space: nowrap; } .small { display: block; }
    @media print { .head a { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.patient = null;
    /** @type {any} */
    this.found = null;
    this.failure = /** @type {any} */ (null);
  }

  /** @param {Map<string,unknown>} changed */
  updated(changed) { if (changed.has("params") && this.params.patient) this.#load(); }

  async #load() {
    try {
      [this.patient, this.found] = await Promise.all([get("/patients/" + this.params.patient), get(`/patients/${this.params.patient}/disclosures`)]);
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  render() {
    const p = this.patient, f = this.found;
    return html`<div class="head"><a class="button" href="/patients/${this.params.patient}">${icon("back")} Chart</a><h1>What left${p ? ` of ${name(p.name)}` : ""}</h1>${f ? html`<span class="soft num">${counted(f.entries.length, "entry", "entries")}</span>` : nothing}</div>
      <div class="body">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${f ? html`<section><h2>The account of six years, as the patient may ask for it</h2>${f.account.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="The account"><table><thead><tr><th scope="col">When</th><th scope="col">To whom</th><th scope="col">What</th><th scope="col">What for</th></tr></thead><tbody>${f.account.map((/** @type {any} */ l) => html`<tr><td class="num v">${date(l.first)}${l.count > 1 ? html`<span class="small soft">${l.count} times, last ${date(l.last)}</span>` : nothing}</td><td>${l.recipient}<span class="small soft">${l.address}</span></td><td>${l.description}</td><td>${l.purpose}</td></tr>`)}</tbody></table></div>` : html`<p class="soft">Nothing that an account has to show. What went to the patient, under an authorization, or for treatment, payment and operations is logged below and left out of it (45 CFR 164.528(a)(1)).</p>`}</section>
        <section><h2>Everything that was logged</h2>${f.entries.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="The log"><table><thead><tr><th scope="col">When</th><th scope="col">To whom</th><th scope="col">What</th><th scope="col">What for</th><th scope="col">By what right</th><th scope="col">Who let it go</th></tr></thead><tbody>${[...f.entries].reverse().map((/** @type {any} */ e) => html`<tr><td class="num v">${moment(e.at)}</td><td>${e.recipient}<span class="small soft">${e.address}</span></td><td>${e.description}${e.permitted ? nothing : html` <cr-chip tone="stop">Not permitted</cr-chip>`}</td><td>${e.purpose}${e.release ? html`<a class="small" href="/releases/${e.release}">the request</a>` : nothing}</td><td>${BASES[e.basis] ?? e.basis}</td><td>${e.by}</td></tr>`)}</tbody></table></div>` : html`<p class="soft">Nothing has left.</p>`}</section>` : nothing}</div>`;
  }
}
customElements.define("cr-page-disclosures", CrPageDisclosures);
