import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment } from "../../shell/words.js";
import { DOORS, GROUNDS, URGENCY, choice, field, given, panel, worded } from "./release-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-patient-picker.js";
import "../../shell/cr-problem.js";
import "./cr-release-letters.js";

/** Patients' requests to amend their records: by due date, decided, told, and carried with later disclosures. */
export class CrPageAmendments extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, open: { state: true }, adding: { state: true }, patient: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, panel, css`
    :host { display: flex; }
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(240px, 320px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .list { overflow: auto; border-right: 1px solid var(--line); } .list a { border-bottom: 1px solid var(--line); display: grid; gap: 2px; padding: var(--s2) var(--s4); color: inherit; text-decoration: none; min-height: 52px; } .list a[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); } .list .line { display: flex; justify-content: space-between; gap: var(--s2); align-items: baseline; }
    .one { overflow: auto; padding: var(--s4) var(--s5); display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s4); align-content: start; } .facts { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; } .said { border-left: 3px solid var(--line-strong); padding-left: var(--s3); white-space: pre-line; }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); } .list { max-height: 170px; border-right: 0; border-bottom: 1px solid var(--line); } .one { padding: var(--s3) var(--s4); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    /** @type {any} */
    this.open = null;
    this.adding = false;
    /** @type {any} */
    this.patient = null;
    this.loaded = false;
    this.busy = false;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    new Keys(this, "Amendments", [
      { key: "j", label: "Next", when: () => this.items.length > 0, run: () => this.#step(1) },
      { key: "k", label: "Previous", when: () => this.items.length > 0, run: () => this.#step(-1) },
      { key: "n", label: "Log a request to amend", run: () => this.#add() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  /** @param {Map<string,unknown>} changed */
  updated(changed) { if (changed.has("params") && this.loaded) this.#show(); }

  async #load() {
    try {
      this.items = (await get("/amendments")).items;
      this.loaded = true;
      this.failure = null;
      await this.#show();
    } catch (problem) { this.failure = problem; }
  }

  async #show() {
    const id = this.params.amendment ?? this.items[0]?.id;
    if (!id || this.open?.id === id) return;
    try { this.open = await get("/amendments/" + id); this.problem = null; } catch (problem) { this.problem = problem; }
  }

  async #reload() { if (this.open) this.open = await get("/amendments/" + this.open.id); }

  /** @param {number} by */
  #step(by) {
    const at = this.items.findIndex((each) => each.id === this.open?.id), next = this.items[Math.max(0, Math.min(this.items.length - 1, at + by))];
    if (next) go("/releases/amendments/" + next.id, { replace: true });
  }

  #add() { this.adding = true; this.problem = null; this.patient = null; this.key = newKey(); }

  /** @param {string} step @param {any} body @param {string} words */
  async #do(step, body, words) {
    if (this.busy) return;
    this.busy = true;
    try {
      this.open = (await call("POST", `/amendments/${this.open.id}/${step}`, { body, version: this.open.version })).body;
      this.problem = null;
      this.items = this.items.map((each) => (each.id === this.open.id ? this.open : each));
      say({ text: words, tone: "done" });
      if (step === "close") await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  async #create(/** @type {SubmitEvent} */ e) {
    const f = given(e);
    if (!this.patient || this.busy) return;
    this.busy = true;
    try {
      const made = await post("/amendments", { patientId: this.patient.id, channel: f.text("channel"), requester: f.text("requester"), wanted: f.text("wanted"), reason: f.text("reason"), document: f.text("document") || null }, { key: this.key });
      this.adding = false;
      say({ text: `The request to amend is logged. It is due on ${date(made.due)}.`, tone: "done" });
      this.open = null;
      this.params = { amendment: made.id };
      go("/releases/amendments/" + made.id);
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    return html`<div class="head"><a class="button" href="/releases">${icon("back")} Queue</a><h1>Amendments</h1><span class="soft num">${this.loaded ? counted(this.items.length, "request") + " not done" : ""}</span><button class="main" @click=${() => this.#add()}>${icon("plus")} Log a request to amend <kbd class="desk">N</kbd></button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !this.items.length && !this.open ? html`<div class="empty">${icon("done")}<b>Nobody asks for an amendment</b><span>A patient may ask that the record be amended; the office has 60 days to decide.</span></div>` : nothing}
      ${this.items.length || this.open ? html`<div class="split"><nav class="list" aria-label="Requests to amend by due date">${this.items.map((each) => { const [tone, word] = URGENCY[each.urgency] ?? ["plain", each.urgency]; return html`<a href="/releases/amendments/${each.id}" aria-current=${each.id === this.open?.id ? "true" : nothing}><span class="line"><b>${each.patientName}</b><cr-chip tone=${tone}>${word}</cr-chip></span><span class="small num">Due ${date(each.due)} · ${each.accepted === null || each.accepted === undefined ? "Not decided" : each.accepted ? "Accepted" : "Denied"}</span></a>`; })}</nav>${this.open ? this.#one(this.open) : nothing}</div>` : nothing}
      ${this.#dialog()}`;
  }

  /** @param {any} a */
  #one(a) {
    const [tone, word] = URGENCY[a.urgency] ?? ["plain", a.urgency], decided = a.accepted !== null && a.accepted !== undefined;
    return html`<section class="one" aria-label="The request to amend" tabindex="0"><div class="facts"><h2><a href="/patients/${a.patientId}">${a.patientName}</a></h2><span class="num">MRN ${a.mrn}</span><cr-chip tone=${a.closed ? "done" : tone}>${a.closed ? "Closed" : word}</cr-chip><span class="num">Received ${moment(a.receivedAt)}, due ${date(a.due)}${a.extended ? ", extended" : ""}</span>${a.carried ? html`<cr-chip tone="info">Goes with later disclosures</cr-chip>` : nothing}</div>
      ${this.problem && !this.adding ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <dl class="two"><div><dt>What the record should say</dt><dd class="said">${a.wanted}</dd></div><div><dt>Why</dt><dd class="said">${a.reason || "no reason was given"}</dd></div>${a.document ? html`<div><dt>About</dt><dd><a href="/documents/${a.document}">${a.documentTitle || "Document"}</a></dd></div>` : nothing}</dl>
      ${decided ? html`<section><h3>${a.accepted ? "Accepted" : worded(GROUNDS, a.ground)}</h3><p class="said">${a.decision}</p></section>`
      : html`<form @submit=${(/** @type {SubmitEvent} */ e) => { const f = given(e); this.#do("decide", { ground: f.text("ground") || null, words: f.text("words") }, "It is decided. Tell the patient by letter."); }}><h3>Decide (privacy officer)</h3>${choice("ground", "What is decided", GROUNDS, "")}${field("words", "What is amended and how, or why not, in plain words", "", { rows: 3, required: true })}<div class="acts"><button class="main">Decide</button></div></form>`}
      ${decided && !a.accepted ? html`<section><h3>Statement of disagreement</h3>${a.disagreement ? html`<p class="said">${a.disagreement}</p>` : html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#do("disagreement", { words: given(e).text("words") }, "The statement is kept and goes with later disclosures.")}>${field("words", "What the patient states", "", { rows: 3, required: true })}<div class="acts"><button>Keep the statement</button></div></form>`}
        ${a.rebuttal ? html`<p class="said"><b>The office's answer:</b> ${a.rebuttal}</p>` : a.disagreement ? html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#do("rebuttal", { words: given(e).text("words") }, "The answer is kept and goes along.")}>${field("words", "The office's answer, if there is one (privacy officer)", "", { rows: 2, required: true })}<div class="acts"><button>Keep the answer</button></div></form>` : nothing}</section>` : nothing}
      ${decided && a.accepted ? html`<form @submit=${(/** @type {SubmitEvent} */ e) => this.#do("tell", { words: given(e).text("words") }, "Who is told is noted.")}><h3>Who is told</h3>${field("words", "Persons the patient names, and those who relied on what stood there", a.tell, { rows: 2, required: true })}<div class="acts"><button>Keep</button></div></form>` : nothing}
      <section><h3>Letters</h3><cr-release-letters about="amendment" path="/amendments/${a.id}/letters" .letters=${a.letters} .kind=${decided ? (a.accepted ? "AMENDMENT_ACCEPTED" : "AMENDMENT_DENIED") : "AMENDMENT_EXTENSION"} @reload=${() => this.#reload()}></cr-release-letters></section>
      ${a.closed ? nothing : html`<div class="acts"><button ?disabled=${Boolean(a.open)} @click=${() => this.#do("close", {}, "It is closed.")}>Close</button>${a.open ? html`<span class="small soft">${a.open}</span>` : nothing}</div>`}</section>`;
  }

  #dialog() {
    if (!this.adding) return nothing;
    return html`<cr-dialog heading="Log a request to amend" open @close=${() => { this.adding = false; }}><form id="add" class="fields" @submit=${this.#create}>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <cr-patient-picker autofocus label="Whose record" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; }}></cr-patient-picker>
      ${choice("channel", "How it came", DOORS, "MAIL")}${field("requester", "Who asks, when it is not the patient", "")}${field("wanted", "What the record should say", "", { rows: 3, required: true })}${field("reason", "Why", "", { rows: 2 })}${field("document", "Which document, by its number, where the request names one", "")}</form>
      <button slot="actions" @click=${() => { this.adding = false; }}>Cancel</button><button slot="actions" class="main" ?disabled=${!this.patient || this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#add")).requestSubmit()}>Log it</button></cr-dialog>`;
  }
}
customElements.define("cr-page-amendments", CrPageAmendments);
