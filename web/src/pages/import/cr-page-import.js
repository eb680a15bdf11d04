import { LitElement, css, html, nothing } from "lit";
import { call, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, name, number, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** @type {Record<string, {word:string, tone:import("../../shell/words.js").Tone}>} */
const OUTCOMES = { CREATED: { word: "New", tone: "info" }, UPDATED: { word: "Changed", tone: "done" }, REFUSED: { word: "Refused", tone: "stop" } };

/** Patients from another system: tried first, then imported. */
export class CrPageImport extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, file: { state: true }, format: { state: true }, dates: { state: true }, rows: { state: true }, system: { state: true }, result: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .how { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: var(--s3); max-width: 1000px; align-items: end; margin-bottom: var(--s4); }
    input[type="file"] { min-height: var(--control); width: 100%; } input[type="file"]::file-selector-button { font: inherit; min-height: calc(var(--control) - 2px); margin-right: var(--s2); padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--raised); color: var(--ink); cursor: pointer; }
    .counts { display: flex; gap: var(--s5); flex-wrap: wrap; margin: var(--s4) 0; } .counts b { display: block; font-size: var(--heading); }
    .body > p { margin-top: var(--s4); max-width: 900px; }
    td { overflow-wrap: anywhere; } .wide { overflow-x: auto; }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {File|null} */
    this.file = null;
    this.format = "csv";
    this.dates = "iso";
    this.rows = "each";
    this.system = "";
    /** @type {any} */
    this.result = null;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Event} e */
  #chosen(e) {
    this.file = /** @type {HTMLInputElement} */ (e.target).files?.[0] ?? null;
    if (this.file) this.format = /\.(json|ndjson|fhir)$/i.test(this.file.name) ? "fhir" : "csv";
    this.#again();
  }

  /** What was tried was tried otherwise. */
  #again() { this.result = null; this.problem = null; }

  /** @param {boolean} dryRun */
  async #send(dryRun) {
    if (!this.file || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      this.result = (await call("POST", "/patients/import" + query({ format: this.format, dryRun, dates: this.format === "csv" ? this.dates : "", rows: this.rows, system: this.format === "fhir" ? this.system : "" }), { raw: this.file, type: "application/octet-stream" })).body;
      if (!dryRun) say(this.result.kept ? { text: `${counted(this.result.created, "patient")} added, ${number(this.result.updated)} changed, ${number(this.result.refused)} refused.`, tone: "done" } : { text: "Nothing was imported: a line is refused.", tone: "stop" });
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
    this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#result"))?.focus());
  }

  render() {
    const r = this.result, tried = r?.dryRun;
    const choice = (/** @type {string} */ id, /** @type {string} */ title, /** @type {string} */ at, /** @type {[string,string][]} */ options, /** @type {(v:string)=>void} */ set) => html`<div class="field"><label class="label" for=${id}>${title}</label><select id=${id} @change=${(/** @type {Event} */ e) => { set(/** @type {HTMLSelectElement} */ (e.target).value); this.#again(); }}>${options.map(([v, word]) => html`<option value=${v} ?selected=${v === at}>${word}</option>`)}</select></div>`;
    return html`<div class="head"><h1>Import patients</h1><a class="button" href="/patients">Patients</a></div><div class="body" tabindex="-1">
      <div class="how"><div class="field"><label class="label" for="file">File (CSV, or FHIR as JSON)</label><input id="file" type="file" accept=".csv,.txt,.tsv,.json,.ndjson,.fhir" @change=${this.#chosen}></div>
        ${choice("format", "It is", this.format, [["csv", "a table (CSV)"], ["fhir", "FHIR patients"]], (v) => { this.format = v; })}
        ${this.format === "csv" ? choice("dates", "Dates are written", this.dates, [["iso", "1950-01-31"], ["us", "01/31/1950"]], (v) => { this.dates = v; }) : html`<div class="field"><label class="label" for="system">System of our record number</label><input id="system" .value=${this.system} placeholder="else the identifier of type MR" @input=${(/** @type {Event} */ e) => { this.system = /** @type {HTMLInputElement} */ (e.target).value; this.#again(); }}></div>`}
        ${choice("rows", "When a line is refused", this.rows, [["each", "import the others"], ["all", "import nothing"]], (v) => { this.rows = v; })}</div>
      <div class="row wrap"><button class=${tried ? "" : "main"} ?disabled=${!this.file || this.busy} @click=${() => this.#send(true)}>Try: change nothing</button>
        <button class=${tried ? "main" : ""} ?disabled=${!tried || this.busy || !(r.created + r.updated)} @click=${() => this.#send(false)}>${icon("upload")} Import${tried ? ` ${counted(r.created + r.updated, "patient")}` : ""}</button>
        ${this.busy ? html`<span class="soft" role="status">Reading the file…</span>` : nothing}</div>
      ${this.problem ? html`<p></p><cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${r ? this.#result(r) : html`<p class="soft">A patient is known by the record number: the same file may be imported again, and what is known is not taken away. Columns of a table: mrn, family, birthDate are needed; given, middle, suffix, sex, phone, mobile, address, city, state, zip, payer, memberId and more are taken.</p>`}</div>`;
  }

  /** @param {any} r */
  #result(r) {
    return html`<section id="result" tabindex="-1" aria-label="What the file holds"><div class="counts" role="status"><span><b class="num">${number(r.created)}</b> new</span><span><b class="num">${number(r.updated)}</b> changed</span><span><b class="num">${number(r.unchanged)}</b> as they are</span><span><b class="num">${number(r.refused)}</b> refused</span>${r.similar ? html`<span><b class="num">${number(r.similar)}</b> perhaps there already</span>` : nothing}</div>
      <p>${r.dryRun ? "Nothing was changed yet." : r.kept ? "This was imported." : "Nothing was imported: a line is refused, and all or nothing was asked for."} ${r.ignored.length ? `Not taken: ${r.ignored.join(", ")}.` : ""}</p>
      ${r.lines.length ? html`<div class="wide"><table><thead><tr><th class="n">Line</th><th>MRN</th><th>Outcome</th><th>What</th></tr></thead><tbody>${r.lines.map((/** @type {any} */ l) => html`<tr><td class="n num">${l.line}</td><td>${l.patientId ? html`<a href="/patients/${l.patientId}/about">${l.mrn}</a>` : l.mrn}</td><td><cr-chip tone=${OUTCOMES[l.outcome]?.tone ?? "plain"}>${OUTCOMES[l.outcome]?.word ?? sentence(l.outcome)}</cr-chip></td>
        <td>${l.why}${l.changes.map((/** @type {any} */ c) => html`<div><span class="soft">${sentence(c.field)}:</span> ${this.#plain(c.before)} → <b>${this.#plain(c.after)}</b></div>`)}${l.similar.map((/** @type {any} */ p) => html`<div>Perhaps <a href="/patients/${p.id}/about">${name(p.name)}</a>, born ${date(p.birthDate)}, MRN ${p.mrn}</div>`)}</td></tr>`)}</tbody></table></div>` : nothing}
      ${r.more ? html`<p class="soft">And ${counted(r.more, "further line")}.</p>` : nothing}</section>`;
  }

  /** @param {any} v @returns {string} */
  #plain(v) {
    if (v === null || v === undefined || v === "") return "–";
    if (Array.isArray(v)) return v.map((x) => this.#plain(x)).join("; ") || "–";
    if (typeof v === "object") return Object.values(v).filter((x) => x !== null && x !== "").map((x) => (typeof x === "object" ? this.#plain(x) : String(x))).filter((x) => x !== "–").join(" ");
    return String(v);
  }
}
customElements.define("cr-page-import", CrPageImport);
