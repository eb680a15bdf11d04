import { LitElement, css, html, nothing } from "lit";
import { call, get, put } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import "../../components/cr-chip.js";
import { VISIT_KINDS } from "../../components/cr-new-visit.js";
import "../../shell/cr-problem.js";
import "./cr-type-set.js";
import { changedAt, without } from "./rules-words.js";
import { rules } from "./rules-style.js";

/** @typedef {{visit:string, what:string, types:string[], hours:number}} Expected */
/** @typedef {{what:string, types:string[], months:number}} Valid */
/** @typedef {{expected:Expected[], valid:Valid[], notes:string[], news:string[], lastNotes:number, version:number}} Rules */

/** What a visit leaves behind, what a patient must have and for how long it is good, and what belongs to a packet. Kept as a whole. */
export class CrPageChartRules extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, rules: { state: true }, types: { state: true }, failure: { state: true }, problem: { state: true }, changed: { state: true }, busy: { state: true } };

  static styles = [base, page, rules, css`
    .line { border-bottom: 1px solid var(--line); padding-bottom: var(--s2); grid-template-columns: 150px minmax(120px, 190px) minmax(0, 1fr) 90px auto; align-items: start; } .line.valid { grid-template-columns: minmax(140px, 260px) minmax(0, 1fr) 90px auto; }
    .line .soft.small { line-height: 1.2; } .few { width: 90px; } .of { display: flex; gap: var(--s2); align-items: center; }
    @media (max-width: 760px) { .line, .line.valid { grid-template-columns: minmax(0, 1fr) 84px auto; } .line > cr-type-set { grid-column: 1 / -1; grid-row: 2; } .line:not(.valid) > .visit { grid-column: 1 / -1; } .line:not(.valid) > cr-type-set { grid-row: 3; } .line.top { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {Rules|null} */
    this.rules = null;
    /** @type {import("./rules-words.js").Type[]} */
    this.types = [];
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.changed = false;
    this.busy = false;
    /** A page that is closed with changes asks first. */
    this.leaving = (/** @type {BeforeUnloadEvent} */ e) => { if (this.changed) e.preventDefault(); };
    new Keys(this, "Chart rules", [
      { key: "n", label: "A visit leaves one more paper", when: () => Boolean(this.rules), run: () => this.#expect() },
      { key: "Ctrl+Enter", label: "Keep the changes", typing: true, when: () => this.changed, run: () => this.#keep() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); addEventListener("beforeunload", this.leaving); this.#load(); }
  disconnectedCallback() { super.disconnectedCallback(); removeEventListener("beforeunload", this.leaving); }

  async #load() {
    try {
      const [answer, types] = await Promise.all([call("GET", "/chart-rules"), get("/document-types")]);
      this.types = types.items;
      this.#is(answer.body);
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {Rules} rules */
  #is(rules) {
    this.rules = rules;
    this.changed = false;
    this.problem = null;
  }

  /** @param {Partial<Rules>} part */
  #set(part) { this.rules = /** @type {Rules} */ ({ ...this.rules, ...part }); this.changed = true; }

  async #expect() {
    this.#set({ expected: [...(this.rules?.expected ?? []), { visit: "office visit", what: "", types: [], hours: 48 }] });
    await this.updateComplete;
    /** @type {HTMLElement|undefined} */ ([.../** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll(".expected input.what"))].at(-1))?.focus();
  }

  async #keep() {
    const r = this.rules;
    if (!r || this.busy) return;
    const bad = [...r.expected, ...r.valid].find((x) => !x.what.trim() || !x.types.length);
    const lack = bad ? `Give ${bad.what.trim() ? `“${bad.what}” a type of document that answers it` : "each paper a name"}, or take the line out.` : r.notes.length ? "" : "Name one type at least that is a note of a visit.";
    if (lack) { this.problem = new Error(lack); return; }
    this.busy = true;
    try {
      this.#is((await put("/chart-rules", r, r.version)).body);
      say({ text: "The rules are kept. Charts and packets show what is missing by them from now on.", tone: "done" });
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
    this.updateComplete.then(() => this.renderRoot.querySelector("cr-problem")?.scrollIntoView({ block: "nearest" }));
  }

  /** @param {string} label @param {number} value @param {number} most @param {(n:number)=>void} set */
  #number(label, value, most, set) { return html`<input type="number" class="num few" min="0" max=${most} aria-label=${label} .value=${String(value)} @change=${(/** @type {Event} */ e) => set(Math.min(most, Math.max(0, Number(/** @type {HTMLInputElement} */ (e.target).value) || 0)))}>`; }

  /** @param {Rules} r */
  #expected(r) {
    return html`<section class="expected"><h2>What a visit leaves behind</h2><p class="soft">What is not there in time is listed as missing on the chart and in the packet of the next visit.</p>
      <div class="lines"><div class="line top small soft" aria-hidden="true"><span>Kind of visit</span><span>Paper</span><span>Any of these answers it</span><span>Hours after</span><span></span></div>
      ${r.expected.map((x, i) => { const set = (/** @type {Partial<Expected>} */ part) => this.#set({ expected: changedAt(r.expected, i, part) }), what = x.what || `Paper ${i + 1}`, kinds = VISIT_KINDS.includes(x.visit) || x.visit === "*" ? VISIT_KINDS : [...VISIT_KINDS, x.visit];
        return html`<div class="line" role="group" aria-label="${what} of ${x.visit}"><select class="visit" aria-label="Kind of visit" @change=${(/** @type {Event} */ e) => set({ visit: /** @type {HTMLSelectElement} */ (e.target).value })}><option value="*" ?selected=${x.visit === "*"}>every visit</option>${kinds.map((k) => html`<option value=${k} ?selected=${k === x.visit}>${k}</option>`)}</select>
          <input class="what" aria-label="Paper, as people call it" maxlength="200" autocomplete="off" .value=${x.what} @input=${(/** @type {Event} */ e) => set({ what: /** @type {HTMLInputElement} */ (e.target).value })}>
          <cr-type-set .types=${this.types} .codes=${x.types} label="${what} of ${x.visit}" @codes=${(/** @type {CustomEvent} */ e) => set({ types: e.detail.codes })}></cr-type-set>
          ${this.#number(`${what} of ${x.visit}: hours after the visit`, x.hours, 8760, (hours) => set({ hours }))}
          <button type="button" class="bare icon" aria-label="Take out ${what} of ${x.visit}" @click=${() => this.#set({ expected: without(r.expected, i) })}>${icon("close")}</button></div>`; })}</div>
      <p><button type="button" @click=${() => this.#expect()}>${icon("plus")} One more paper <kbd class="desk" aria-hidden="true">N</kbd></button></p></section>`;
  }

  /** @param {Rules} r */
  #valid(r) {
    return html`<section><h2>What a patient must have</h2><p class="soft">What is not there, or no longer good on the day of a visit, is asked for. Months 0: good for ever.</p>
      <div class="lines"><div class="line valid top small soft" aria-hidden="true"><span>Paper</span><span>Any of these answers it</span><span>Good for months</span><span></span></div>
      ${r.valid.map((x, i) => { const set = (/** @type {Partial<Valid>} */ part) => this.#set({ valid: changedAt(r.valid, i, part) }), what = x.what || `Paper ${i + 1}`;
        return html`<div class="line valid" role="group" aria-label=${what}><input aria-label="Paper, as people call it" maxlength="200" autocomplete="off" .value=${x.what} @input=${(/** @type {Event} */ e) => set({ what: /** @type {HTMLInputElement} */ (e.target).value })}>
          <cr-type-set .types=${this.types} .codes=${x.types} label=${what} @codes=${(/** @type {CustomEvent} */ e) => set({ types: e.detail.codes })}></cr-type-set>
          ${this.#number(`${what}: good for months`, x.months, 1200, (months) => set({ months }))}
          <button type="button" class="bare icon" aria-label="Take out ${what}" @click=${() => this.#set({ valid: without(r.valid, i) })}>${icon("close")}</button></div>`; })}</div>
      <p><button type="button" @click=${() => this.#set({ valid: [...r.valid, { what: "", types: [], months: 12 }] })}>${icon("plus")} One more paper</button></p></section>`;
  }

  /** @param {Rules} r */
  #packet(r) {
    return html`<section><h2>What belongs to a packet</h2>
      <label class="of">The latest <input type="number" class="num few" min="1" max="20" aria-label="How many of the latest notes" .value=${String(r.lastNotes)} @change=${(/** @type {Event} */ e) => this.#set({ lastNotes: Math.min(20, Math.max(1, Number(/** @type {HTMLInputElement} */ (e.target).value) || 1)) })}> notes, of these types:</label>
      <cr-type-set .types=${this.types} .codes=${r.notes} label="Notes" @codes=${(/** @type {CustomEvent} */ e) => this.#set({ notes: e.detail.codes })}></cr-type-set>
      <h3>Results and letters since the last visit, of these types</h3>
      <cr-type-set .types=${this.types} .codes=${r.news} label="Results and letters" @codes=${(/** @type {CustomEvent} */ e) => this.#set({ news: e.detail.codes })}></cr-type-set></section>`;
  }

  render() {
    const r = this.rules;
    return html`<div class="head"><a class="button" href="/admin" aria-label="Back to the users">${icon("back")}</a><h1>Chart rules</h1>
        ${this.changed ? html`<cr-chip tone="warn">Not kept yet</cr-chip><button @click=${() => this.#load()}>Leave as they were</button>` : nothing}
        <button class="main" ?disabled=${!this.changed || this.busy} @click=${() => this.#keep()}>Keep the changes <kbd class="desk" aria-hidden="true">Ctrl Enter</kbd></button></div>
      <div class="body rules">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${r ? html`${this.#expected(r)}${this.#valid(r)}${this.#packet(r)}` : this.failure ? nothing : html`<p class="soft" role="status">Reading the rules…</p>`}</div>`;
  }
}
customElements.define("cr-page-chart-rules", CrPageChartRules);
