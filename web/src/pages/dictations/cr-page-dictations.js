import { LitElement, css, html, nothing } from "lit";
import { list, newKey, query, upload } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { ago, counted, dictationState, due, length, reason, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-progress.js";
import "../../components/cr-queue.js";
import "../../shell/cr-problem.js";
import "../record/cr-unfinished.js";
import { WORK_TYPES } from "../record/work-types.js";

const VIEWS = [
  { key: "open", word: "Open", holds: (/** @type {any} */ d) => !done(d) },
  { key: "mine", word: "Mine", holds: (/** @type {any} */ d) => d.author?.id === session.user?.id && !done(d) },
  { key: "sign", word: "To sign", holds: (/** @type {any} */ d) => d.author?.id === session.user?.id && ["awaiting_signature", "draft"].includes(d.state) },
  { key: "signed", word: "Signed", holds: (/** @type {any} */ d) => done(d) },
  { key: "all", word: "All", holds: () => true },
];

/** How a row of the queue looks; it is drawn in the shadow root of cr-queue. */
const ROW = css`
  .item { display: grid; grid-template-columns: 92px minmax(0, 1.4fr) minmax(0, 1fr) 170px 110px; gap: var(--s1) var(--s4); align-items: center; }
  .item b { font-weight: 600; } .item .s { font-size: var(--text-small); color: var(--ink-soft); } .item .late { color: var(--stop); font-weight: 600; } .r { text-align: right; }
  .stat { display: inline-flex; align-items: center; gap: 4px; color: var(--stop); font-weight: 700; } .prio { font-size: var(--text-small); color: var(--ink-soft); }
  @media (max-width: 760px) { .item { grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--s3); } .item .p { grid-row: 1; grid-column: 2; text-align: right; } .item .w { grid-row: 1; grid-column: 1; } .item .a { grid-row: 2; grid-column: 1; } .item .st { grid-row: 2; grid-column: 2; justify-self: end; } .item .dur { display: none; } }
`;

/** Dictations: STAT on top, due times in words; record, upload, sign. */
export class CrPageDictations extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, loaded: { state: true }, failure: { state: true }, view: { state: true }, active: { state: true }, making: { state: true }, blob: { state: true }, patient: { state: true }, problem: { state: true }, sent: { state: true }, sending: { state: true }, name: { state: true }, narrow: { state: true } };

  static styles = [base, page, css`
    .views { display: flex; gap: 2px; overflow-x: auto; } .views button { min-height: 30px; border-color: transparent; background: none; padding: 0 var(--s2); }
    .views button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; } .views .n { color: inherit; font-size: var(--text-small); }
    .queue { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); } .or { text-align: center; color: var(--ink-soft); font-size: var(--text-small); }
    .kinds { display: flex; gap: var(--s4); } .kinds label { display: flex; gap: 6px; align-items: center; min-height: var(--control); }
    @media (max-width: 760px) { .views { order: 3; width: 100%; } .views button { min-height: 40px; } .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    this.loaded = false;
    const media = matchMedia("(max-width: 760px)");
    this.narrow = media.matches;
    media.addEventListener("change", () => { this.narrow = media.matches; });
    this.failure = /** @type {any} */ (null);
    this.view = "open";
    /** @type {string|null} */
    this.active = null;
    /** Whether an upload is being put together. */
    this.making = false;
    /** @type {Blob|null} */
    this.blob = null;
    this.name = "";
    /** @type {any} */
    this.patient = null;
    this.problem = /** @type {any} */ (null);
    this.sent = 0;
    this.sending = false;
    this.key = newKey();
    this.again = gathered(() => this.#load(), 500);
    new Keys(this, "Dictations", [
      { key: "r", label: "Record", run: () => go("/dictations/record") },
      { key: "u", label: "Upload a recording", run: () => this.#make() },
      { key: "j", label: "Next dictation", run: () => this.#queue?.choose(this.#queue.index + 1, "key") },
      { key: "k", label: "Previous dictation", run: () => this.#queue?.choose(this.#queue.index - 1, "key") },
      { key: "Enter", label: "Open", run: () => { if (this.active) go(`/dictations/${this.active}`); } },
      { key: "m", label: "Mine", run: () => this.#show("mine") },
      { key: "s", label: "To sign", run: () => this.#show("sign") },
    ]);
  }

  /** @returns {any} */
  get #queue() { return this.renderRoot.querySelector("cr-queue"); }

  connectedCallback() {
    super.connectedCallback();
    for (const n of ["document", "arrival", "dictation", "resync"]) events.addEventListener(n, this.again);
    this.clock = setInterval(() => this.requestUpdate(), 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const n of ["document", "arrival", "dictation", "resync"]) events.removeEventListener(n, this.again);
    clearInterval(this.clock);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) {
      this.view = this.query.get("show") ?? (session.has("clinician") ? "mine" : "open");
      if (!this.loaded) this.#load();
      if (this.query.has("record")) go("/dictations/record", { replace: true });
      if (this.query.has("made")) this.active = this.query.get("made");
    }
  }

  async #load() {
    try {
      const all = (await list("/dictations?limit=200", 2000)).items;
      const rank = (/** @type {any} */ d) => (done(d) ? 2 : isStat(d) ? 0 : 1);
      this.items = all.sort((a, b) => rank(a) - rank(b) || (rank(a) === 2 ? String(b.createdAt).localeCompare(String(a.createdAt)) : String(a.due ?? "9").localeCompare(String(b.due ?? "9")) || String(a.createdAt).localeCompare(String(b.createdAt))));
      this.failure = null;
      this.loaded = true;
    } catch (problem) { this.failure = problem; }
  }

  get shown() { const view = VIEWS.find((v) => v.key === this.view) ?? VIEWS[0]; return this.items.filter(view.holds); }

  /** @param {string} view */
  #show(view) { this.view = view; note("/dictations" + query({ show: view })); aloud(counted(this.shown.length, "dictation")); }

  #make() { this.making = true; this.blob = null; this.name = ""; this.patient = null; this.problem = null; this.key = newKey(); this.sent = 0; }

  async #send(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (!this.blob) { this.problem = new Error("Choose a recording first."); return; }
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const dueAt = f.get("due") ? new Date(String(f.get("due"))).toISOString() : "";
    this.sending = true;
    this.problem = null;
    try {
      const made = await upload("/dictations" + query({ patient: this.patient?.id, workType: f.get("workType"), priority: f.get("priority"), due: dueAt }), this.blob, { key: this.key, name: this.name, onProgress: (n) => { this.sent = n; } });
      this.making = false;
      say({ text: "The dictation is kept. It is being transcribed; its draft appears in this list.", tone: "done" });
      await this.#load();
      this.active = made.id;
    } catch (problem) { this.problem = problem; } finally { this.sending = false; }
  }

  /** @param {any} d */
  #row(d) {
    const s = dictationState(d.state), late = d.due && !done(d) && new Date(d.due).getTime() < Date.now();
    return html`<div class="item"><span class="p">${isStat(d) ? html`<span class="stat">${icon("warn")} STAT</span>` : html`<span class="prio">${sentence(d.priority) || "Routine"}</span>`}<br><span class="s num ${late ? "late" : ""}">${done(d) ? "" : due(d.due)}</span></span>
      <span class="w"><b class="clip">${d.workType ? sentence(d.workType) : "Dictation"}</b><br><span class="s clip">${d.patientName ? `${d.patientName} · MRN ${d.mrn}` : "No patient yet"}</span></span>
      <span class="a s clip">${d.author?.displayName ?? ""}<span class="soft"> · ${d.claimedBy && d.claimedBy.id !== session.user?.id ? `${d.claimedBy.displayName} is on it` : ago(d.createdAt)}</span></span>
      <span class="st">${d.state === "transcribing" && d.progress?.of ? html`<cr-progress done=${d.progress.done} of=${d.progress.of} what="s"></cr-progress>` : html`<cr-chip tone=${s.tone} title=${d.stateReason ? reason(d.stateReason) : ""}>${s.word}</cr-chip>`}</span>
      <span class="dur r num s">${length(d.audioSeconds)}</span></div>`;
  }

  render() {
    const shown = this.shown;
    return html`<div class="head"><h1>Dictations</h1>
        <div class="views" role="group" aria-label="Show">${VIEWS.map((v) => html`<button aria-pressed=${this.view === v.key} @click=${() => this.#show(v.key)}>${v.word} <span class="n num">${this.items.filter(v.holds).length}</span></button>`)}</div>
        <a class="button" href="/dictations/texts">${icon("table")} Texts</a><a class="button" href="/dictations/figures">${icon("chart")} Figures</a>
        <button @click=${() => this.#make()}>${icon("upload")} Upload</button><button class="main" @click=${() => go("/dictations/record")}>${icon("dictations")} Record</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <cr-unfinished @handed-in=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.id; this.#load(); }}></cr-unfinished>
      <div class="queue">${this.loaded && !shown.length ? html`<div class="empty">${icon("dictations")}<b>${this.view === "sign" ? "Nothing to sign" : this.view === "mine" ? "None of your dictations is open" : "No dictations here"}</b><span>Record one, or upload a file from a recorder.</span></div>`
        : html`<cr-queue .look=${ROW} label="Dictations" .items=${shown} .row=${(/** @type {any} */ d) => this.#row(d)} .rowHeight=${this.narrow ? 92 : 66} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; if (e.detail.by === "pointer") go(`/dictations/${e.detail.item.id}`); }} @open=${(/** @type {CustomEvent} */ e) => go(`/dictations/${e.detail.item.id}`)}></cr-queue>`}</div>
      <cr-dialog heading="Upload a recording" ?open=${this.making} @close=${() => { this.making = false; }}>
        ${this.making ? html`<form id="make" class="fields" @submit=${this.#send}>
          <div class="field"><label class="label" for="file">Recording</label><input id="file" type="file" accept="audio/*,.dss,.ds2,.amr,.wma" @change=${(/** @type {Event} */ e) => { const file = /** @type {HTMLInputElement} */ (e.target).files?.[0] ?? null; this.blob = file; this.name = file?.name ?? ""; this.problem = null; }}></div>
          <cr-patient-picker label="Patient (may be left open)" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; }}></cr-patient-picker>
          <div class="two"><div class="field"><label class="label" for="work">Kind of work</label><select id="work" name="workType">${WORK_TYPES.map((w) => html`<option>${w}</option>`)}</select></div><div class="field"><label class="label" for="due">Due (may be left open)</label><input id="due" name="due" type="datetime-local"></div></div>
          <fieldset><legend>Priority</legend><div class="kinds"><label><input type="radio" name="priority" value="routine" checked> Routine</label><label><input type="radio" name="priority" value="urgent"> Urgent</label><label><input type="radio" name="priority" value="stat"> STAT</label></div></fieldset>
          ${this.sending ? html`<cr-progress done=${Math.round(this.sent / 1000)} of=${Math.max(1, Math.round((this.blob?.size ?? 0) / 1000))} what="kB" label="Sending"></cr-progress>` : nothing}
          ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}</form>` : nothing}
        <button slot="actions" @click=${() => { this.making = false; }}>Cancel</button><button slot="actions" class="main" ?disabled=${this.sending} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#make")).requestSubmit()}>Send to transcription</button></cr-dialog>`;
  }
}

/** Whether the note is signed. @param {any} d */
function done(d) { return d.state === "signed" || d.state === "addended"; }

/** @param {any} d */
function isStat(d) { return String(d.priority).toLowerCase() === "stat"; }

customElements.define("cr-page-dictations", CrPageDictations);
