import { LitElement, css, html, nothing } from "lit";
import { get, newKey, post, put } from "../shell/api.js";
import { say } from "../shell/say.js";
import { session } from "../shell/session.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { date, moment, name, sentence } from "../shell/words.js";
import "./cr-chip.js";
import "./cr-dialog.js";
import "../shell/cr-problem.js";

/** @type {Record<string,{word:string, icon:string}>} */
const WAYS = {
  PHONE: { word: "Phone call", icon: "phone" },
  EMAIL: { word: "E-mail", icon: "mail" },
  FAX: { word: "Fax", icon: "fax" },
  LETTER: { word: "Letter", icon: "page" },
  MESSAGE: { word: "Message", icon: "message" },
  IN_PERSON: { word: "In person", icon: "patients" },
};

/** Who may write communications down; the server asks again. */
export function mayWriteCommunication() { return session.has("intake", "records-clerk", "clinician", "administrator"); }

/** @param {string} way */
export function wayOf(way) { return WAYS[way] ?? { word: sentence(way), icon: "plain" }; }

/** Who it was with, in words; says so where nobody knows. @param {any} c */
export function withWhom(c) {
  const who = c.counterpart || (c.direction === "INCOMING" ? "unknown caller" : "nobody named");
  return `${c.direction === "INCOMING" ? "from" : "to"} ${who}${c.contact ? `, ${c.contact}` : ["PHONE", "FAX", "MESSAGE"].includes(c.way) ? ", number not shown" : ""}`;
}

/** What is still to be done, in words. @param {any} c */
export function followUpWords(c) {
  const f = c.followUp;
  return f ? `${f.what || "Follow up"} by ${date(f.due)}${f.byName ? ` (${f.byName})` : " (anybody)"}` : "";
}

/** @param {Date} d */
function localMinute(d) { return new Date(d.getTime() - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16); }

/**
 * The dialog of a communication: a new one, one that is read and followed up, or a correction.
 * Properties: `patient`, `open`, `communication` (null for a new one), `documents` (of the chart, to be linked).
 * Fires `kept` and `close`.
 */
export class CrCommunication extends LitElement {
  static properties = { patient: { attribute: false }, open: { type: Boolean }, communication: { attribute: false }, documents: { attribute: false }, writing: { state: true }, problem: { state: true }, busy: { state: true }, colleagues: { state: true }, versions: { state: true }, striking: { state: true }, due: { state: true } };

  static styles = [base, css`
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--s4); } dd { white-space: pre-wrap; }
    fieldset { border-top: 1px solid var(--line); padding-top: var(--s3); display: grid; gap: var(--s3); }
    .whose { margin-bottom: var(--s3); } details summary { cursor: pointer; color: var(--ink-soft); } .v { border-left: 2px solid var(--line); padding-left: var(--s3); margin-top: var(--s2); }
    @media (max-width: 500px) { .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.patient = null;
    this.open = false;
    /** @type {any} */
    this.communication = null;
    /** @type {any[]} */
    this.documents = [];
    this.writing = false;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    /** @type {any[]} */
    this.colleagues = [];
    /** @type {any[]|null} */
    this.versions = null;
    this.striking = false;
    this.due = "";
    this.key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!(changed.has("open") || changed.has("communication")) || !this.open) return;
    this.problem = null;
    this.key = newKey();
    this.writing = !this.communication;
    this.versions = null;
    this.striking = false;
    this.due = this.communication?.followUp?.due ?? "";
    if (!this.colleagues.length) get("/communications/colleagues").then((page) => { this.colleagues = page.items; }, (problem) => { this.problem = problem; });
  }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  /** @param {string} words */
  #kept(words) {
    say({ text: words, tone: "done" });
    this.dispatchEvent(new CustomEvent("kept"));
    this.#close();
  }

  /** @param {()=>Promise<unknown>} work @param {string} words */
  async #run(work, words) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try { await work(); this.#kept(words); } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  #write(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), was = this.communication;
    const body = {
      way: f.get("way"), direction: f.get("direction"), counterpart: f.get("counterpart"), contact: f.get("contact"),
      at: new Date(String(f.get("at"))).toISOString(), subject: f.get("subject"), text: f.get("text"), outcome: f.get("outcome"), answeredBy: f.get("answeredBy"),
      followUp: f.get("due") ? { due: f.get("due"), by: f.get("by") || null, what: f.get("what") } : null,
      encounterId: was?.encounterId ?? null, documents: f.getAll("documents"),
    };
    this.#run(() => (was ? put(`/communications/${was.id}`, body, was.version) : post(`/patients/${this.patient.id}/communications`, body, { key: this.key })),
      was ? "The correction is kept; what was written before stays in its history." : `Kept in the chart of ${name(this.patient.name)}.`);
  }

  #outcome(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), c = this.communication;
    this.#run(() => post(`/communications/${c.id}/outcome`, { outcome: f.get("outcome"), answeredBy: f.get("answeredBy"), done: true }, { version: c.version }), "The outcome is kept; nothing is left to be done.");
  }

  #strike(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), c = this.communication;
    this.#run(() => post(`/communications/${c.id}/entered-in-error`, { reason: f.get("reason") }, { version: c.version }), "Marked as entered in error. It stays in the chart, struck out.");
  }

  async #history() { try { this.versions = (await get(`/communications/${this.communication.id}/versions`)).items; } catch (problem) { this.problem = problem; } }

  /** @param {string} id */
  #title(id) { const d = this.documents.find((x) => x.id === id); return d ? `${d.type?.display ?? d.title}, ${date(d.date ?? d.createdAt)}` : "A document"; }

  #form() {
    const c = this.communication ?? {}, option = (/** @type {string} */ value, /** @type {string} */ word, /** @type {unknown} */ now) => html`<option value=${value} ?selected=${value === now}>${word}</option>`;
    return html`<form id="write" class="fields" @submit=${this.#write}>
      <div class="two"><div class="field"><label class="label" for="way">Way</label><select id="way" name="way" autofocus>${Object.entries(WAYS).map(([code, w]) => option(code, w.word, c.way))}</select></div>
        <div class="field"><label class="label" for="direction">Direction</label><select id="direction" name="direction">${option("INCOMING", "To the office", c.direction)}${option("OUTGOING", "From the office", c.direction)}</select></div></div>
      <div class="field"><label class="label" for="subject">About</label><input id="subject" name="subject" required maxlength="200" autocomplete="off" .value=${c.subject ?? ""}></div>
      <div class="two"><div class="field"><label class="label" for="counterpart">With whom (empty: not known)</label><input id="counterpart" name="counterpart" maxlength="200" autocomplete="off" .value=${c.counterpart ?? ""}></div>
        <div class="field"><label class="label" for="contact">Number or address (empty: not shown)</label><input id="contact" name="contact" maxlength="200" autocomplete="off" .value=${c.contact ?? ""}></div></div>
      <div class="two"><div class="field"><label class="label" for="at">When</label><input id="at" name="at" type="datetime-local" required max="9999-12-31T23:59" .value=${localMinute(c.at ? new Date(c.at) : new Date())}></div>
        <div class="field"><label class="label" for="answeredBy">Answered by</label><input id="answeredBy" name="answeredBy" maxlength="200" autocomplete="off" .value=${c.answeredBy ?? session.user?.displayName ?? ""}></div></div>
      <div class="field"><label class="label" for="text">What was said</label><textarea id="text" name="text" rows="4" maxlength="10000" .value=${c.text ?? ""}></textarea></div>
      <div class="field"><label class="label" for="outcome">Outcome (empty: none yet)</label><input id="outcome" name="outcome" autocomplete="off" .value=${c.outcome ?? ""}></div>
      <fieldset><div class="two"><div class="field"><label class="label" for="due">To be followed up by (empty: not)</label><input id="due" name="due" type="date" max="9999-12-31" .value=${c.followUp?.due ?? ""} @input=${(/** @type {Event} */ e) => { this.due = /** @type {HTMLInputElement} */ (e.target).value; }}></div>
        <div class="field"><label class="label" for="by">Whose it is</label><select id="by" name="by" ?disabled=${!this.due}><option value="">Anybody</option>${this.colleagues.map((u) => option(u.id, u.displayName, c.followUp?.by))}</select></div></div>
        <div class="field"><label class="label" for="what">What is to be done</label><input id="what" name="what" maxlength="200" autocomplete="off" ?disabled=${!this.due} .value=${c.followUp?.what ?? ""}></div></fieldset>
      ${this.documents.length ? html`<div class="field"><label class="label" for="documents">Documents it is about (several with Ctrl)</label><select id="documents" name="documents" multiple size="3">${this.documents.slice(0, 60).map((d) => html`<option value=${d.id} ?selected=${(c.documents ?? []).includes(d.id)}>${this.#title(d.id)}</option>`)}</select></div>` : nothing}</form>`;
  }

  #read() {
    const c = this.communication;
    return html`<div class="stack">
      ${c.inError ? html`<p><cr-chip tone="stop">Entered in error</cr-chip> ${c.errorReason}</p>` : c.followUp ? html`<p><cr-chip tone=${c.followUp.doneAt ? "done" : c.followUp.overdue ? "stop" : "wait"}>${c.followUp.doneAt ? "Done" : c.followUp.overdue ? "Overdue" : "To do"}</cr-chip> ${followUpWords(c)}</p>` : nothing}
      <dl><dt>With</dt><dd>${withWhom(c)}</dd><dt>When</dt><dd class="num">${moment(c.at)}</dd>${c.answeredBy ? html`<dt>Answered by</dt><dd>${c.answeredBy}</dd>` : nothing}
        ${c.text ? html`<dt>Said</dt><dd>${c.text}</dd>` : nothing}<dt>Outcome</dt><dd>${c.outcome || html`<span class="soft">none yet</span>`}</dd>
        ${c.documents.length ? html`<dt>Documents</dt><dd>${c.documents.map((/** @type {string} */ id) => html`<div><a href="/documents/${id}">${this.#title(id)}</a></div>`)}</dd>` : nothing}
        <dt>Written down</dt><dd>${c.recordedBy}, <span class="num">${moment(c.recordedAt)}</span>${c.version > 1 ? html`, version ${c.version}` : nothing}</dd></dl>
      ${c.version > 1 ? html`<details @toggle=${(/** @type {Event} */ e) => { if (/** @type {HTMLDetailsElement} */ (e.target).open && !this.versions) this.#history(); }}><summary>What was written before</summary>${(this.versions ?? []).slice(0, -1).reverse().map((v) => html`<div class="v"><b>${v.subject}</b> <span class="soft small">${v.recordedBy}, ${moment(v.recordedAt)}</span>${v.text ? html`<p>${v.text}</p>` : nothing}${v.outcome ? html`<p>Outcome: ${v.outcome}</p>` : nothing}</div>`)}</details>` : nothing}
      ${this.striking ? html`<form id="strike" class="fields" @submit=${this.#strike}><div class="field"><label class="label" for="reason">Why it should not be in this chart</label><input id="reason" name="reason" required maxlength="500" autocomplete="off"></div></form>`
        : mayWriteCommunication() && c.open ? html`<form id="outcome-form" class="fields" @submit=${this.#outcome}><div class="field"><label class="label" for="came">What came of it</label><textarea id="came" name="outcome" rows="2" required></textarea></div><div class="field"><label class="label" for="ab">Answered by</label><input id="ab" name="answeredBy" maxlength="200" autocomplete="off" .value=${c.answeredBy || session.user?.displayName || ""}></div></form>` : nothing}</div>`;
  }

  /** @param {string} form */
  #submit(form) { /** @type {HTMLFormElement} */ (this.renderRoot.querySelector(form)).requestSubmit(); }

  render() {
    const c = this.communication, may = mayWriteCommunication() && !c?.inError;
    return html`<cr-dialog wide heading=${!c ? "New communication" : this.writing ? "Correct the communication" : `${wayOf(c.way).word}: ${c.subject}`} ?open=${this.open} @close=${() => this.#close()}>
      ${this.open ? html`${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}${this.writing ? html`${this.patient ? html`<p class="whose">In the chart of <b>${name(this.patient.name)}</b>, MRN <span class="num">${this.patient.mrn}</span>.</p>` : nothing}${this.#form()}` : this.#read()}` : nothing}
      ${this.writing ? html`<button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => this.#submit("#write")}>Keep it</button>`
        : this.striking ? html`<button slot="actions" @click=${() => { this.striking = false; }}>Back</button><button slot="actions" class="stop" ?disabled=${this.busy} @click=${() => this.#submit("#strike")}>Mark as entered in error</button>`
        : may ? html`<button slot="actions" class="bare" @click=${() => { this.striking = true; }}>${icon("stop")} Entered in error</button><button slot="actions" @click=${() => { this.writing = true; }}>Correct</button>${c?.open ? html`<button slot="actions" class="main" ?disabled=${this.busy} @click=${() => this.#submit("#outcome-form")}>${icon("done")} Done</button>` : nothing}` : nothing}</cr-dialog>`;
  }
}
customElements.define("cr-communication", CrCommunication);
