import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { base, page } from "../../shell/styles.js";
import { date } from "../../shell/words.js";
import { wayOf } from "../../components/cr-communication.js";
import "../../components/cr-chip.js";
import "../../components/cr-communication.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

/** What was promised in calls, letters and talks and is still to be done. */
export class CrPageFollowUps extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, failure: { state: true }, active: { state: true }, talking: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .head select { width: auto; } .find { position: relative; } .find svg { position: absolute; left: 10px; top: 50%; translate: 0 -50%; color: var(--ink-soft); } .find input { padding-left: 32px !important; width: 260px; }
    @media (max-width: 760px) { .find, .find input { width: 100%; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]|null} */
    this.items = null;
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    this.talking = false;
    new Keys(this, "Follow-ups", [
      { key: "j", label: "Next", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "Enter", label: "Open it", when: () => Boolean(this.active), run: () => { this.talking = true; } },
      { key: "f", label: "Find in all communications", run: () => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#q"))?.focus() },
      { key: "c", label: "Open the chart", when: () => Boolean(this.active), run: () => { const c = this.#at; if (c) go(`/patients/${c.patientId}?talk=${c.id}`); } },
    ]);
  }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }

  get #at() { return this.items?.find((x) => x.id === this.active) ?? null; }

  /** What is looked for in all communications; empty for what is to be done. */
  get words() { return (this.query.get("q") ?? "").trim(); }

  get whose() { return this.query.get("for") ?? "me"; }

  get which() { return this.query.get("followUp") ?? "open"; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) this.#load(); }

  async #load() {
    try {
      this.items = (await get("/communications" + query(this.words ? { q: this.words } : { followUp: this.which, for: this.whose }))).items;
      this.failure = null;
      if (!this.#at) this.active = this.items?.[0]?.id ?? null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} key @param {string} value */
  #ask(key, value) { const q = new URLSearchParams(this.query); q.set(key, value); if (!q.get("q")) q.delete("q"); go("/preparation/follow-ups?" + q, { replace: true }); }

  /** @param {string} id @param {string} label @param {[string,string][]} options @param {string} now */
  #choice(id, label, options, now) { return html`<label class="sr" for=${id}>${label}</label><select id=${id} @change=${(/** @type {Event} */ e) => this.#ask(id, /** @type {HTMLSelectElement} */ (e.target).value)}>${options.map(([value, word]) => html`<option value=${value} ?selected=${value === now}>${word}</option>`)}</select>`; }

  render() {
    const columns = [
      { key: "due", title: this.words ? "When" : "Due", width: "106px", cell: (/** @type {any} */ c) => html`<span class="num">${date(this.words ? c.at : c.followUp.due)}</span>` },
      { key: "late", title: "", width: "100px", phone: false, cell: (/** @type {any} */ c) => (c.followUp?.overdue ? html`<cr-chip tone="stop">Overdue</cr-chip>` : nothing) },
      { key: "subject", title: "About", width: "minmax(80px, 2fr)", cell: (/** @type {any} */ c) => html`<b>${c.subject}</b>` },
      { key: "what", title: this.words ? "What came of it" : "To do", width: "minmax(120px, 1.4fr)", phone: false, cell: (/** @type {any} */ c) => (this.words ? c.outcome : c.followUp.what) },
      { key: "patient", title: "Patient", width: "minmax(70px, 1.2fr)", cell: (/** @type {any} */ c) => c.patientName },
      { key: "way", title: "Way", width: "110px", phone: false, cell: (/** @type {any} */ c) => wayOf(c.way).word },
      { key: "by", title: "Whose", width: "minmax(100px, 1fr)", phone: false, cell: (/** @type {any} */ c) => (c.open ? c.followUp.byName ?? "Anybody" : "") },
    ];
    return html`<div class="head"><a class="button" href="/preparation" aria-label="Back to chart preparation">${icon("back")}</a><h1>${this.words ? "Communications" : "Follow-ups"}</h1>
        <div class="find">${icon("search")}<label class="sr" for="q">Find in all communications</label><input id="q" type="search" placeholder="Find in all communications" autocomplete="off" .value=${this.query.get("q") ?? ""} @change=${(/** @type {Event} */ e) => this.#ask("q", /** @type {HTMLInputElement} */ (e.target).value.trim())}></div>
        ${this.words ? nothing : html`${this.#choice("for", "Whose", [["me", "Mine and anybody's"], ["all", "Everybody's"]], this.whose)}
        ${this.#choice("followUp", "Which", [["open", "All that are open"], ["due", "Due today or before"]], this.which)}`}</div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${this.items && !this.items.length ? html`<div class="empty">${icon("done")}<b>${this.words ? `No communication says “${this.words}”` : "Nothing is to be followed up"}</b><span>${this.words ? "Try fewer letters. What was entered in error is not looked through." : "What is promised in a call or letter appears here until it is done."}</span></div>`
        : html`<cr-table label="Follow-ups" keep="follow-ups" .columns=${columns} .items=${this.items ?? []} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; if (e.detail.by === "pointer") this.talking = true; }} @open=${() => { this.talking = true; }}></cr-table>`}</div>
      <cr-communication .communication=${this.#at} ?open=${this.talking && Boolean(this.#at)} @kept=${() => this.#load()} @close=${() => { this.talking = false; }}></cr-communication>`;
  }
}
customElements.define("cr-page-follow-ups", CrPageFollowUps);
