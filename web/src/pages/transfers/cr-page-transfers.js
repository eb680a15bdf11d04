import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { bytes, counted, date, moment, name, reason, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

/** Whether charts of other practices are taken in by whoever is signed in. */
export function mayTakeIn() { return session.has("intake", "records-clerk"); }

/** @type {[string, string][]} why a transfer is not taken in */
const REFUSALS = [["NOT_OUR_PATIENT", "Not our patient"], ["SENT_TWICE", "It came before"], ["INCOMPLETE", "Something is missing or cannot be read"], ["OTHER", "Another reason"]];

/** Charts that other practices send: looked at, taken in or refused, and followed until each document is in a chart. */
export class CrPageTransfers extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, came: { state: true }, file: { state: true }, found: { state: true }, refusing: { state: true }, failure: { state: true }, problem: { state: true }, loaded: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .body { display: grid; gap: var(--s5); align-content: start; } .body > * { max-width: 940px; }
    .new { padding: var(--s4); display: grid; gap: var(--s3); }
    input[type="file"] { min-height: var(--control); width: 100%; } input[type="file"]::file-selector-button { font: inherit; min-height: calc(var(--control) - 2px); margin-right: var(--s2); padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--raised); color: var(--ink); }
    .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px var(--s4); align-items: baseline; } .facts dd { overflow-wrap: anywhere; }
    .acts { display: flex; gap: var(--s2); flex-wrap: wrap; }
    .chart { border: 1px solid var(--line); border-radius: 8px; padding: var(--s3) var(--s4); display: grid; gap: var(--s2); } .chart h3 { font-size: var(--text); color: var(--ink); }
    .papers li { display: flex; gap: var(--s2) var(--s3); flex-wrap: wrap; align-items: center; padding: 6px 0; border-top: 1px solid var(--line); } .papers a { overflow-wrap: anywhere; min-width: 0; flex: 1 1 200px; }
    .none { color: var(--warn); font-weight: 600; }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.came = [];
    /** @type {File|null} */
    this.file = null;
    /** What is in the file that was chosen. @type {any} */
    this.found = null;
    this.refusing = false;
    this.loaded = false;
    this.busy = false;
    this.key = newKey();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.again = gathered(() => this.#load(), 400);
    this.heard = (/** @type {Event} */ e) => { if (this.came.some((c) => c.documents.some((/** @type {any} */ d) => d.document === /** @type {CustomEvent} */ (e).detail.id))) this.again(); };
    new Keys(this, "Transfers", [
      { key: "u", label: "Choose a file", run: () => /** @type {HTMLElement} */ (this.renderRoot.querySelector("#file")).click() },
      { key: "t", label: "Take it in", when: () => Boolean(this.found), run: () => this.#take() },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.again); }

  async #load() {
    try {
      this.came = (await get("/transfers")).items;
      this.loaded = true;
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** The file is looked at; nothing of it is kept yet. @param {Event} e */
  async #chosen(e) {
    this.file = /** @type {HTMLInputElement} */ (e.target).files?.[0] ?? null;
    this.found = null;
    this.problem = null;
    this.key = newKey();
    const file = this.file;
    if (!file) return;
    this.busy = true;
    try {
      const found = await this.#send("/transfers/look");
      if (this.file === file) this.found = found;
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  /** @param {string} path @param {string} [key] */
  async #send(path, key) { return (await call("POST", path, { raw: /** @type {File} */ (this.file), type: "application/octet-stream", key })).body; }

  async #take() {
    if (!this.found || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const taken = await this.#send("/transfers", this.key);
      say({ text: `${counted(taken.documents.length, "document")} ${taken.documents.length === 1 ? "is" : "are"} taken in and ${taken.documents.length === 1 ? "waits" : "wait"} to be filed.`, tone: "done" });
      this.#away();
      await this.#load();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  async #refuse(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const why = new FormData(/** @type {HTMLFormElement} */ (e.target)).get("reason");
    this.busy = true;
    try {
      await post("/transfers/refused", { from: this.found.from, documents: this.found.documents.length, reason: why });
      say({ text: "Nothing was taken in, and the audit trail says why. Tell the practice that sent it.", tone: "info", seconds: 12 });
      this.refusing = false;
      this.#away();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  #away() {
    this.file = null;
    this.found = null;
    /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#file")).value = "";
  }

  #new() {
    const f = this.found;
    return html`<section class="panel new" aria-label="A chart that came">
      <div class="field"><label class="label" for="file">A chart that another practice sent, as a ZIP file</label><input id="file" type="file" accept=".zip,application/zip" @change=${this.#chosen}></div>
      ${this.busy && !f ? html`<p class="soft" role="status">The file is being looked at…</p>` : nothing}
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${f ? html`<dl class="facts"><dt>Sent by</dt><dd>${f.from || "not said"}</dd><dt>Patient, as sent</dt><dd class="num">${f.name}, born ${date(f.birthDate)}</dd>
          <dt>Chart here</dt><dd>${f.patient ? html`<a href="/patients/${f.patient.id}">${name(f.patient.name)}</a>, born ${date(f.patient.birthDate)}, MRN ${f.patient.mrn}` : html`<span class="none">No one chart has this name and birth date: choose it when you file, or open one first.</span>`}</dd>
          ${f.leftOut.length ? html`<dt>Left out</dt><dd>${f.leftOut.join("; ")} <span class="soft">(no PDF)</span></dd>` : nothing}</dl>
        <ul class="papers" aria-label="Documents in it">${f.documents.map((/** @type {any} */ d) => html`<li><span class="grow">${d.title}</span><span class="soft small num">${bytes(d.bytes)}</span></li>`)}</ul>
        <p class="soft small">Taking it in files nothing: each document waits at the filing desk${f.patient ? " with this chart proposed" : ""}.</p>
        <div class="acts"><button class="main" ?disabled=${this.busy} @click=${() => this.#take()}>${icon("inbox")} Take in ${counted(f.documents.length, "document")} <kbd class="desk">T</kbd></button><button class="stop" ?disabled=${this.busy} @click=${() => { this.refusing = true; this.problem = null; }}>Refuse…</button></div>` : nothing}</section>`;
  }

  /** @param {any} c */
  #chart(c) {
    const said = (/** @type {any} */ d) => { const s = stage(d.stage); return d.filed ? html`<cr-chip tone=${d.elsewhere ? "warn" : "done"}>${d.elsewhere ? "Filed in another chart" : "Filed"}</cr-chip>` : html`<cr-chip tone=${s.tone}>${s.word}</cr-chip>`; };
    return html`<article class="chart"><h3>${c.patient ? html`<a href="/patients/${c.patient.id}">${name(c.patient.name)}</a>, born ${date(c.patient.birthDate)}, MRN ${c.patient.mrn}` : "No chart proposed"}</h3>
      <p class="soft small num">${c.from ? `Sent by ${c.from}` : "Sender not said"} · ${moment(c.at)} · ${c.waiting ? `${c.waiting} of ${counted(c.documents.length, "document")} not filed yet` : `${counted(c.documents.length, "document")}, all filed`}</p>
      <ul class="papers">${c.documents.map((/** @type {any} */ d) => html`<li><a href="/documents/${d.document}">${d.title || "Document"}</a>${said(d)}${d.stageReason && !d.filed ? html`<span class="soft small">${reason(d.stageReason)}</span>` : nothing}</li>`)}</ul></article>`;
  }

  render() {
    return html`<div class="head"><h1>Charts from other practices</h1><a class="button" href="/inbox">${icon("inbox")} Inbox</a></div>
      <div class="body">${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
        ${this.#new()}
        <section class="stack"><h2>Taken in</h2>${this.loaded && !this.came.length ? html`<p class="soft">None yet.</p>` : this.came.map((c) => this.#chart(c))}</section></div>
      <cr-dialog heading="Refuse the transfer" ?open=${this.refusing} @close=${() => { this.refusing = false; }}>
        ${this.refusing ? html`<form id="refuse" class="fields" @submit=${this.#refuse}>${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <p>Nothing of ${this.found?.from ? `what ${this.found.from} sent` : "it"} is kept. The audit trail says that you refused it, and why.</p>
          <div class="field"><label class="label" for="reason">Why</label><select id="reason" name="reason">${REFUSALS.map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></div></form>` : nothing}
        <button slot="actions" @click=${() => { this.refusing = false; }}>Cancel</button><button slot="actions" class="stop" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#refuse")).requestSubmit()}>Refuse it</button></cr-dialog>`;
  }
}
customElements.define("cr-page-transfers", CrPageTransfers);
