import { LitElement, css, html, nothing } from "lit";
import { get, post, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { auditAction, counted, date, moment, name, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** @typedef {{id:string, patientId:string, patientName:string, mrn:string, birthDate:string|null, by:string, reason:string, from:string, until:string, secondsLeft:number, justified:boolean|null, words:string, lookedBy:string, lookedAt:string|null}} Line */
/** @typedef {{sequence:number, at:string, action:string, subjectKind:string, subject:string, title:string}} Step */

/** What was touched, and where it can be seen. @param {Step} step */
function touched(step) {
  if (step.subjectKind === "document") return html`<a href="/documents/${step.subject}">${step.title || "A document"}</a>`;
  if (step.subjectKind === "patient" || step.subjectKind === "chart") return "The chart";
  if (step.subjectKind === "search" || step.subjectKind === "export") return step.title ? `Results of all charts, with ${step.title}` : "Results of this chart";
  return sentence(step.subjectKind);
}

/** Restricted charts that were opened in emergencies: a privacy officer looks at each afterwards. */
export class CrPageEmergencies extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, lines: { state: true }, opening: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(240px, 340px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .list { overflow: auto; border-right: 1px solid var(--line); }
    .list a { display: grid; gap: 2px; padding: var(--s2) var(--s4); border-bottom: 1px solid var(--line); color: var(--ink); text-decoration: none; min-height: 52px; }
    .list a:hover { background: var(--hover); } .list a[aria-current] { background: var(--accent-soft); }
    .one { overflow: auto; padding: var(--s4) var(--s5) var(--s8); display: grid; gap: var(--s4); align-content: start; }
    .one > * { max-width: 860px; }
    .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px var(--s4); align-items: baseline; }
    blockquote { margin: 0; overflow-wrap: anywhere; }
    .open { display: flex; gap: var(--s2) var(--s3); align-items: center; flex-wrap: wrap; border: 1px solid var(--stop); border-left-width: 4px; border-radius: var(--radius); padding: var(--s2) var(--s3); background: var(--stop-soft); }
    .choices { display: flex; gap: var(--s2) var(--s5); flex-wrap: wrap; } .choices label { display: flex; gap: var(--s2); align-items: center; min-height: var(--control); }
    .back { display: none; }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); } .list { border-right: 0; } .split.chosen .list { display: none; } .split:not(.chosen) .one { display: none; } .one { padding: var(--s3) var(--s4); } .back { display: inline-flex; justify-self: start; }
      th, td { padding: 6px var(--s1); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {Line[]} */
    this.lines = [];
    /** @type {{line:Line, done:Step[]}|null} */
    this.opening = null;
    this.loaded = false;
    this.busy = false;
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.again = gathered(() => this.#load(), 400);
    new Keys(this, "Emergency access", [
      { key: "j", label: "Next", run: () => this.#step(1) },
      { key: "k", label: "Previous", run: () => this.#step(-1) },
      { key: "f", label: "Say what you found", when: () => Boolean(this.renderRoot.querySelector("#need")), run: () => /** @type {HTMLElement} */ (this.renderRoot.querySelector("#need")).focus() },
      { key: "a", label: "Show all, or only those to look at", run: () => this.#show(!this.#all) },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("alert", this.again); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("alert", this.again); events.removeEventListener("resync", this.again); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("params") || changed.has("query")) { this.problem = null; this.#load(); } }

  get #all() { return this.query.get("all") === "1"; }

  async #load() {
    const id = this.params.opening;
    if (this.opening && this.opening.line.id !== id) this.opening = null;
    try {
      const [lines, opening] = await Promise.all([get("/emergency-access" + query({ waiting: !this.#all })), id ? get(`/emergency-access/${id}`) : null]);
      if (this.params.opening !== id) return;
      this.lines = lines;
      this.opening = opening;
      this.failure = null;
      this.loaded = true;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string|undefined} id @param {boolean} [all] */
  #address(id, all = this.#all) { return `/emergency-access${id ? `/${id}` : ""}${query({ all: all ? 1 : "" })}`; }

  /** @param {boolean} all */
  #show(all) { go(this.#address(this.params.opening, all), { replace: true }); }

  /** @param {number} by */
  #step(by) {
    const at = this.lines.findIndex((l) => l.id === this.params.opening);
    const next = this.lines[at < 0 ? 0 : Math.max(0, Math.min(this.lines.length - 1, at + by))];
    if (!next) return;
    go(this.#address(next.id), { replace: at >= 0 });
    aloud(`${name({ display: next.patientName })}, opened by ${next.by}`);
  }

  async #close() {
    const o = this.opening;
    if (!o || this.busy) return;
    this.busy = true;
    try {
      await post(`/emergency-access/${o.line.id}/close`);
      say({ text: `The chart of ${name({ display: o.line.patientName })} is closed to ${o.line.by}.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const o = this.opening;
    if (!o || this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    this.busy = true;
    this.problem = null;
    try {
      await post(`/emergency-access/${o.line.id}/review`, { justified: f.get("need") === "yes", words: f.get("words") });
      say({ text: `What you found is kept: the chart of ${name({ display: o.line.patientName })}, opened by ${o.line.by}.`, tone: "done" });
      events.dispatchEvent(new Event("seen"));
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  /** @param {Line} l */
  #state(l) {
    if (l.secondsLeft > 0) return html`<cr-chip tone="stop">Open</cr-chip>`;
    if (l.justified === null) return html`<cr-chip tone="wait">To look at</cr-chip>`;
    return l.justified ? html`<cr-chip tone="done">There was need</cr-chip>` : html`<cr-chip tone="warn">There was no need</cr-chip>`;
  }

  render() {
    const o = this.opening, all = this.#all;
    return html`<div class="head"><h1>Emergency access</h1>
        <span class="soft num">${this.loaded && !all ? `${this.lines.length} to look at` : ""}</span>
        <div class="row" role="group" aria-label="Show"><button aria-pressed=${!all} @click=${() => this.#show(false)}>To look at</button><button aria-pressed=${all} @click=${() => this.#show(true)}>All <kbd class="desk">A</kbd></button></div></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !this.lines.length && !o ? html`<div class="empty">${icon("done")}<b>${all ? "No restricted chart was opened in an emergency" : "Nothing to look at"}</b><span>Clinicians open a restricted chart for an hour when they must; it appears here at once.</span></div>` : nothing}
      ${this.lines.length || o ? html`<div class="split ${this.params.opening ? "chosen" : ""}"><nav class="list" aria-label="Opened charts">${this.lines.map((l) => html`<a href=${this.#address(l.id)} aria-current=${l.id === this.params.opening ? "true" : nothing}>
          <b>${name({ display: l.patientName })}</b><span>${l.by}</span><span class="row wrap"><span class="soft small num">${moment(l.from)}</span>${this.#state(l)}</span></a>`)}</nav>
        <section class="one" aria-label="The opening" tabindex="0">${o ? this.#one(o) : html`<div class="empty">${icon("back")}<b>Choose one to look at</b><span class="desk">or press <kbd>J</kbd></span></div>`}</section></div>` : nothing}`;
  }

  /** @param {{line:Line, done:Step[]}} o */
  #one({ line: l, done }) {
    const closes = l.secondsLeft > 0, who = name({ display: l.patientName });
    return html`<a class="button back" href=${this.#address(undefined)}>${icon("back")} All openings</a>
      <h2>The chart of <a href="/patients/${l.patientId}">${who}</a>, opened by ${l.by}</h2>
      ${closes ? html`<div class="open"><b>Open still, until ${moment(l.until)}</b><button class="stop" ?disabled=${this.busy} @click=${() => this.#close()}>Close it now</button></div>` : nothing}
      <dl class="facts"><dt>Patient</dt><dd class="num">${who}${l.birthDate ? `, born ${date(l.birthDate)}` : ""}, MRN ${l.mrn}</dd>
        <dt>Opened by</dt><dd>${l.by}</dd><dt>From</dt><dd class="num">${date(l.from)}, ${moment(l.from).split(", ").at(-1)}</dd>${closes ? nothing : html`<dt>Closed</dt><dd class="num">${moment(l.until)}</dd>`}
        <dt>Reason</dt><dd><blockquote>“${l.reason}”</blockquote></dd></dl>
      <section class="stack"><h2>What was looked at</h2>
        ${done.length ? html`<table><thead><tr><th scope="col">When</th><th scope="col">Did</th><th scope="col">What</th></tr></thead><tbody>${done.map((s) => html`<tr><td class="num">${moment(s.at)}</td><td>${auditAction(s.action)}</td><td>${touched(s)}</td></tr>`)}</tbody></table>
            <span class="soft small">${counted(done.length, "line")} of the <a href="/audit${query({ patient: l.patientId })}">audit trail</a>. Who looks at parts of one thing within five minutes is written down once.</span>`
          : html`<p class="soft">Nothing was looked at${closes ? " so far" : ""}.</p>`}</section>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${l.justified !== null ? html`<section class="stack"><h2>What was found</h2><p class="row wrap">${this.#state(l)} <span class="soft">${l.lookedBy}, ${moment(l.lookedAt)}</span></p><blockquote>“${l.words}”</blockquote></section>`
        : closes ? html`<p class="soft">Once it is closed, say here whether there was need.</p>`
        : html`<form class="fields" @submit=${this.#keep}><h2>What you found</h2>
          <div class="choices" role="radiogroup" aria-label="Was there need?"><label><input id="need" type="radio" name="need" value="yes" required> There was need</label><label><input type="radio" name="need" value="no" required> There was no need</label></div>
          <div class="field"><label class="label" for="words">In words</label><textarea id="words" name="words" rows="3" required maxlength="2000"></textarea></div>
          <p class="soft small">What you find is kept for good and cannot be changed. Without need, what was looked at counts as a breach until the four factors show otherwise (45 CFR 164.402): assess it within your office's breach procedure.</p>
          <div><button class="main" ?disabled=${this.busy}>Keep the finding</button></div></form>`}`;
  }
}
customElements.define("cr-page-emergencies", CrPageEmergencies);
