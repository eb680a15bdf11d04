import { LitElement, css, html, nothing } from "lit";
import { get, newKey, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment, name } from "../../shell/words.js";
import { BASES, field, given, panel, tick } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** What left the office of a patient's records: everything that was logged, and the account that the patient may ask for. */
export class CrPageDisclosures extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, patient: { state: true }, found: { state: true }, asked: { state: true }, suspended: { state: true }, failure: { state: true } };

  static styles = [base, page, panel, css`
    :host { display: flex; }
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
    /** When the patient asked for the account; null while reports are not there. @type {any[]|null} */
    this.asked = null;
    /** Agencies that asked not to be accounted for; seen by the privacy officer. @type {any[]|null} */
    this.suspended = null;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
  }

  /** @param {Map<string,unknown>} changed */
  updated(changed) { if (changed.has("params") && this.params.patient) this.#load(); }

  async #load() {
    try {
      [this.patient, this.found] = await Promise.all([get("/patients/" + this.params.patient), get(`/patients/${this.params.patient}/disclosures`)]);
      this.failure = null;
      const account = `/patients/${this.params.patient}/account`;
      this.asked = await this.#maybe(account);
      this.suspended = session.has("privacy-officer") ? await this.#maybe(account + "/suspensions") : null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} path */
  async #maybe(path) {
    try { return (await get(path)).items; } catch (problem) { if (/** @type {any} */ (problem).status === 404) return null; throw problem; }
  }

  /** @param {string} part @param {any} body @param {string} words */
  async #write(part, body, words) {
    try {
      await post(`/patients/${this.params.patient}/account${part}`, body, { key: this.key });
      this.key = newKey();
      say({ text: words, tone: "done" });
      await this.#load();
    } catch (problem) { this.failure = problem; }
  }

  /** The account as it is handed out, and what was asked about it. */
  #account() {
    const at = `/api/v1/patients/${this.params.patient}/account`, last = this.asked?.at(-1);
    return html`<div class="acts"><a class="button" href="${at}/pdf" target="_blank" rel="noopener">As PDF</a><a class="button" href="${at}/csv" download>As CSV</a><a class="button" href="${at}/fhir" download>As FHIR</a><button @click=${() => this.#write("", {}, "It is noted that the patient asked.")}>The patient asked for it</button>${last ? html`<span class="small soft num">Asked ${moment(last.at)}, due ${date(last.due)}${last.free ? ", free of charge" : ", may be charged for"}</span>` : html`<span class="small soft">The first within twelve months is free; it is due within 60 days.</span>`}</div>
      ${this.suspended ? html`<details ?open=${this.suspended.length > 0}><summary>Agencies that asked not to be accounted for: ${this.suspended.length}. The patient is not told of them.</summary><div class="part">${this.suspended.length ? html`<ul>${this.suspended.map((s) => html`<li><b>${s.agency}</b>, ${s.written ? "in writing" : `orally: ${s.documentation}`}, ${date(s.from)} to ${date(s.until)} <span class="small soft">${s.by}</span></li>`)}</ul>` : nothing}
        <form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#write("/suspensions", { agency: f.text("agency"), written: f.on("written"), documentation: f.text("documentation"), from: f.text("from"), until: f.text("until") }, "The suspension is kept."); }}><div class="two">${field("agency", "Agency", "", { required: true })}${field("documentation", "Of an oral request: who made it, and what was said", "")}</div><div class="three">${field("from", "From", "", { type: "date", required: true })}${field("until", "Until", "", { type: "date", required: true })}${tick("written", "Asked in writing", true)}</div><div class="acts"><button>Keep the suspension</button></div></form></div></details>` : nothing}`;
  }

  render() {
    const p = this.patient, f = this.found;
    return html`<div class="head"><a class="button" href="/patients/${this.params.patient}">${icon("back")} Chart</a><h1>What left${p ? ` of ${name(p.name)}` : ""}</h1>${f ? html`<span class="soft num">${counted(f.entries.length, "entry", "entries")}</span>` : nothing}</div>
      <div class="body">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${f ? html`<section><h2>The account of six years, as the patient may ask for it</h2>${f.account.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="The account"><table><thead><tr><th scope="col">When</th><th scope="col">To whom</th><th scope="col">What</th><th scope="col">What for</th></tr></thead><tbody>${f.account.map((/** @type {any} */ l) => html`<tr><td class="num v">${date(l.first)}${l.count > 1 ? html`<span class="small soft">${l.count} times, last ${date(l.last)}</span>` : nothing}</td><td>${l.recipient}<span class="small soft">${l.address}</span></td><td>${l.description}</td><td>${l.purpose}</td></tr>`)}</tbody></table></div>` : html`<p class="soft">Nothing that an account has to show. What went to the patient, under an authorization, or for treatment, payment and operations is logged below and left out of it (45 CFR 164.528(a)(1)).</p>`}${this.asked ? this.#account() : nothing}</section>
        <section><h2>Everything that was logged</h2>${f.entries.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="The log"><table><thead><tr><th scope="col">When</th><th scope="col">To whom</th><th scope="col">What</th><th scope="col">What for</th><th scope="col">By what right</th><th scope="col">Who let it go</th></tr></thead><tbody>${[...f.entries].reverse().map((/** @type {any} */ e) => html`<tr><td class="num v">${moment(e.at)}</td><td>${e.recipient}<span class="small soft">${e.address}</span></td><td>${e.description}${e.permitted ? nothing : html` <cr-chip tone="stop">Not permitted</cr-chip>`}</td><td>${e.purpose}${e.release ? html`<a class="small" href="/releases/${e.release}">the request</a>` : nothing}</td><td>${BASES[e.basis] ?? e.basis}</td><td>${e.by}</td></tr>`)}</tbody></table></div>` : html`<p class="soft">Nothing has left.</p>`}</section>` : nothing}</div>`;
  }
}
customElements.define("cr-page-disclosures", CrPageDisclosures);
