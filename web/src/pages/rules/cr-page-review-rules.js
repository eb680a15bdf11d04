import { LitElement, css, html, nothing } from "lit";
import { call, get, put } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { date, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";
import { changedAt, typeNames, typeOptions, without } from "./rules-words.js";
import { rules } from "./rules-style.js";

const PRIORITIES = ["STAT", "URGENT", "ROUTINE"];
const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const UNITS = /** @type {[string,string][]} */ ([["HOURS", "hours on the clock"], ["WORKING_DAYS", "working days"]]);

/** @typedef {{type:string, to:string|null, priority:string|null}} Rule */
/** @typedef {{of:string, by:string}} Cover */
/** @typedef {{due:Record<string,{amount:number, unit:string}>, workingDays:string[], closed:string[], rules:Rule[], covers:Cover[]}} Rules */

/** When reviews are due, which papers are routed by themselves and who takes over from whom. Kept as a whole. */
export class CrPageReviewRules extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, rules: { state: true }, types: { state: true }, clinicians: { state: true }, colleagues: { state: true }, failure: { state: true }, problem: { state: true }, changed: { state: true }, busy: { state: true } };

  static styles = [base, page, rules, css`
    .due { display: grid; grid-template-columns: 90px 90px minmax(0, 220px); gap: var(--s2) var(--s3); align-items: center; }
    .days, .closed { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; } .days label { display: flex; gap: var(--s1); align-items: center; min-height: 30px; } .closed input { width: 160px; }
    .line.rule { grid-template-columns: minmax(0, 1.5fr) minmax(0, 1.5fr) minmax(0, 1fr) auto; } .line.cover { grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr) auto; }
    @media (max-width: 620px) { .due { grid-template-columns: 74px 64px minmax(0, 1fr); } .line.rule { grid-template-columns: minmax(0, 1fr) auto; } .line.rule select { grid-column: 1; } .line.rule button { grid-column: 2; grid-row: 1; } .line.cover { grid-template-columns: minmax(0, 1fr) auto; } .line.cover select { grid-column: 1; } .line.cover .by { grid-column: 1; } .line.cover button { grid-column: 2; grid-row: 1; } .line.top { display: none; } }
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
    /** @type {{id:string, displayName:string}[]} */
    this.clinicians = [];
    /** @type {{id:string, displayName:string}[]} */
    this.colleagues = [];
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.changed = false;
    this.busy = false;
    this.version = "0";
    /** A page that is closed with changes asks first. */
    this.leaving = (/** @type {BeforeUnloadEvent} */ e) => { if (this.changed) e.preventDefault(); };
    new Keys(this, "Review rules", [
      { key: "n", label: "New rule", when: () => Boolean(this.rules), run: () => this.#add() },
      { key: "Ctrl+Enter", label: "Keep the changes", typing: true, when: () => this.changed, run: () => this.#keep() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); addEventListener("beforeunload", this.leaving); this.#load(); }
  disconnectedCallback() { super.disconnectedCallback(); removeEventListener("beforeunload", this.leaving); }

  async #load() {
    try {
      const [answer, types, clinicians, colleagues] = await Promise.all([call("GET", "/review-rules"), get("/document-types"), get("/reviews/clinicians"), get("/communications/colleagues")]);
      this.types = types.items;
      this.clinicians = clinicians.items;
      this.colleagues = colleagues.items;
      this.#is(answer);
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {{body:any, etag:string|null}} answer */
  #is(answer) {
    this.rules = answer.body;
    this.version = (answer.etag ?? "0").replaceAll('"', "");
    this.changed = false;
    this.problem = null;
  }

  /** @param {Partial<Rules>} part */
  #set(part) { this.rules = /** @type {Rules} */ ({ ...this.rules, ...part }); this.changed = true; }

  async #add() {
    this.#set({ rules: [...(this.rules?.rules ?? []), { type: "", to: null, priority: null }] });
    await this.updateComplete;
    /** @type {HTMLElement|undefined} */ ([.../** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll(".line.rule select.type"))].at(-1))?.focus();
  }

  async #keep() {
    const r = this.rules;
    if (!r || this.busy) return;
    const twice = r.rules.find((x, i) => r.rules.findIndex((y) => y.type === x.type) !== i);
    const lack = r.rules.some((x) => !x.type) ? "Choose the type of each rule, or take the rule out." : twice ? `There are two rules for ${typeNames(this.types, [twice.type])}. Take one out.` : r.covers.some((x) => !x.of || !x.by) ? "Say who takes over from whom in each line, or take the line out." : r.workingDays.length ? "" : "Name one working day at least.";
    if (lack) { this.problem = new Error(lack); return; }
    this.busy = true;
    try {
      this.#is(await put("/review-rules", { due: r.due, workingDays: r.workingDays, closed: r.closed, rules: r.rules.map(({ type, to, priority }) => ({ type, to, priority })), covers: r.covers.map(({ of, by }) => ({ of, by })) }, this.version));
      say({ text: "The rules are kept. They hold from now on; reviews that are open stay as they are.", tone: "done" });
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
    this.updateComplete.then(() => this.renderRoot.querySelector("cr-problem")?.scrollIntoView({ block: "nearest" }));
  }

  /** @param {Rules} r */
  #due(r) {
    return html`<section><h2>Time for an answer</h2><p class="soft">What is not answered by then is overdue and stands on a second person's list as well.</p><div class="due">${PRIORITIES.map((p) => {
      const set = (/** @type {any} */ part) => this.#set({ due: { ...r.due, [p]: { ...r.due[p], ...part } } });
      return html`<b>${p === "STAT" ? p : sentence(p)}</b><input type="number" class="num" min="1" max=${r.due[p].unit === "HOURS" ? 8760 : 250} aria-label="${sentence(p)}: how many" .value=${String(r.due[p].amount)} @change=${(/** @type {Event} */ e) => set({ amount: Math.max(1, Number(/** @type {HTMLInputElement} */ (e.target).value) || 1) })}>
        <select aria-label="${sentence(p)}: counted in" @change=${(/** @type {Event} */ e) => set({ unit: /** @type {HTMLSelectElement} */ (e.target).value })}>${UNITS.map(([v, w]) => html`<option value=${v} ?selected=${v === r.due[p].unit}>${w}</option>`)}</select>`;
    })}</div>
      <h3>Working days</h3><div class="days">${DAYS.map((d) => html`<label><input type="checkbox" .checked=${r.workingDays.includes(d)} @change=${(/** @type {Event} */ e) => this.#set({ workingDays: DAYS.filter((x) => (x === d ? /** @type {HTMLInputElement} */ (e.target).checked : r.workingDays.includes(x))) })}> ${sentence(d)}</label>`)}</div>
      <h3>Days the office is closed</h3><div class="closed">${[...r.closed].sort().map((d) => html`<button type="button" aria-label="Take out ${date(d)}" @click=${() => this.#set({ closed: r.closed.filter((x) => x !== d) })}><span class="num">${date(d)}</span> ${icon("close")}</button>`)}
        <label class="sr" for="closed">Another closed day</label><input id="closed" type="date" max="9999-12-31"><button type="button" @click=${() => { const box = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#closed")); if (box.value && !r.closed.includes(box.value)) this.#set({ closed: [...r.closed, box.value] }); box.value = ""; box.focus(); }}>${icon("plus")} Add the day</button></div></section>`;
  }

  /** @param {Rules} r */
  #rules(r) {
    return html`<section><h2>Routed when it is filed</h2><p class="soft">A paper of these types goes on a clinician's list by itself. Whoever files it can still route it to others.</p>
      <div class="lines"><div class="line rule top small soft" aria-hidden="true"><span>Type</span><span>On the list of</span><span>Priority, at least</span><span></span></div>
      ${r.rules.map((x, i) => { const what = x.type ? typeNames(this.types, [x.type]) : `Rule ${i + 1}`; return html`<div class="line rule" role="group" aria-label=${what}>
        <select class="type" aria-label="Type of document" @change=${(/** @type {Event} */ e) => this.#set({ rules: changedAt(r.rules, i, { type: /** @type {HTMLSelectElement} */ (e.target).value }) })}>${typeOptions(this.types, x.type)}</select>
        <select aria-label="${what}: on the list of" @change=${(/** @type {Event} */ e) => this.#set({ rules: changedAt(r.rules, i, { to: /** @type {HTMLSelectElement} */ (e.target).value || null }) })}><option value="">the clinician of its visit</option>${this.#people(this.clinicians, x.to)}</select>
        <select aria-label="${what}: priority" @change=${(/** @type {Event} */ e) => this.#set({ rules: changedAt(r.rules, i, { priority: /** @type {HTMLSelectElement} */ (e.target).value || null }) })}><option value="">its own</option>${PRIORITIES.map((p) => html`<option value=${p} ?selected=${p === x.priority}>${p === "STAT" ? p : sentence(p)}</option>`)}</select>
        <button type="button" class="bare icon" aria-label="Take out the rule for ${what}" @click=${() => this.#set({ rules: without(r.rules, i) })}>${icon("close")}</button></div>`; })}</div>
      <p><button type="button" @click=${() => this.#add()}>${icon("plus")} New rule <kbd class="desk" aria-hidden="true">N</kbd></button></p></section>`;
  }

  /** @param {{id:string, displayName:string}[]} people @param {string|null} chosen */
  #people(people, chosen) { return html`${chosen && !people.some((p) => p.id === chosen) ? html`<option value=${chosen} selected>somebody whose account is closed</option>` : nothing}${people.map((p) => html`<option value=${p.id} ?selected=${p.id === chosen}>${p.displayName}</option>`)}`; }

  /** @param {Rules} r */
  #covers(r) {
    return html`<section><h2>Who takes over</h2><p class="soft">Late reviews of the one go on the list of the other as well. Where nobody is named they go to whoever routed them, or to an administrator.</p>
      <div class="lines">${r.covers.map((x, i) => html`<div class="line cover" role="group" aria-label="Cover ${i + 1}">
        <select aria-label="Cover ${i + 1}: of" @change=${(/** @type {Event} */ e) => this.#set({ covers: changedAt(r.covers, i, { of: /** @type {HTMLSelectElement} */ (e.target).value }) })}><option value="">Choose…</option>${this.#people(this.clinicians, x.of)}</select><span class="by soft">is covered by</span>
        <select aria-label="Cover ${i + 1}: by" @change=${(/** @type {Event} */ e) => this.#set({ covers: changedAt(r.covers, i, { by: /** @type {HTMLSelectElement} */ (e.target).value }) })}><option value="">Choose…</option>${this.#people(this.colleagues, x.by)}</select>
        <button type="button" class="bare icon" aria-label="Take out cover ${i + 1}" @click=${() => this.#set({ covers: without(r.covers, i) })}>${icon("close")}</button></div>`)}</div>
      <p><button type="button" @click=${() => this.#set({ covers: [...r.covers, { of: "", by: "" }] })}>${icon("plus")} Somebody covers for somebody</button></p></section>`;
  }

  render() {
    const r = this.rules;
    return html`<div class="head"><a class="button" href="/admin" aria-label="Back to the users">${icon("back")}</a><h1>Review rules</h1>
        ${this.changed ? html`<cr-chip tone="warn">Not kept yet</cr-chip><button @click=${() => this.#load()}>Leave as they were</button>` : nothing}
        <button class="main" ?disabled=${!this.changed || this.busy} @click=${() => this.#keep()}>Keep the changes <kbd class="desk" aria-hidden="true">Ctrl Enter</kbd></button></div>
      <div class="body rules">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${r ? html`${this.#due(r)}${this.#rules(r)}${this.#covers(r)}` : this.failure ? nothing : html`<p class="soft" role="status">Reading the rules…</p>`}</div>`;
  }
}
customElements.define("cr-page-review-rules", CrPageReviewRules);
