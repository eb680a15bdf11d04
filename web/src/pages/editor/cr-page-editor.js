import { LitElement, css, html, nothing } from "lit";
import { call, get, post, query } from "../../shell/api.js";
import { events } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { wordDiff } from "../../components/word-diff.js";
import { dictationState, due, length, moment, name, percent, reason, sentence } from "../../shell/words.js";
import "../../components/cr-audio-editor.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-history.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-progress.js";
import "../../shell/cr-problem.js";
import "./cr-quality-review.js";
import "./cr-writing-aids.js";

/** Where drafts that the server does not have yet are kept in this browser tab, so that a reload loses nothing. */
const KEPT = "chartroom.draft.";

/** Places that could not be made out, as the server counts them. */
const BLANK = /(?:_{3,}|\?{3,})(?:\[(?:\d{1,2}:)?\d{1,2}:\d{2}\])?|\[[ \u00a0]*\]|\[(?!(?:sic|handwriting)\])\p{L}[^[\]\n]{0,199}\]/gu;

/** What is written before it is done. @type {Record<string,{heading:string,says:string,label:string,button:string,call:string,done:string}>} */
const WRITTEN = {
  reject: { heading: "Send back", says: "It goes back to be corrected, with your note.", label: "What has to be corrected", button: "Send back", call: "reject", done: "Sent back." },
  pend: { heading: "Put aside", says: "It waits, marked with your reason, until somebody takes it up again.", label: "What it waits for", button: "Put aside", call: "pend", done: "Put aside." },
  addendum: { heading: "Addendum", says: "", label: "Text", button: "Sign the addendum", call: "addenda", done: "The addendum is signed." },
};

/** One dictation: its sound, its text, its sections; edited, handed in, signed, added to. */
export class CrPageEditor extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, dictation: { state: true }, transcript: { state: true }, peaks: { state: true }, failure: { state: true }, text: { state: true }, dirty: { state: true }, saving: { state: true },
    saved: { state: true }, spoken: { state: true }, asking: { state: true }, problem: { state: true }, written: { state: true }, marks: { state: true }, patient: { state: true }, live: { state: true }, password: { state: true }, left: { state: true }, versions: { state: true }, compared: { state: true }, check: { state: true }, looked: { state: true },
  };

  static styles = [base, page, css`
    .work { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 300px; border-top: 1px solid var(--line); }
    cr-audio-editor { min-width: 0; }
    .side { border-left: 1px solid var(--line); padding: var(--s4); overflow: auto; background: var(--bg); display: grid; gap: var(--s5); align-content: start; }
    .side section { display: grid; gap: var(--s2); } .facts { display: grid; grid-template-columns: auto 1fr; gap: 4px var(--s3); } .facts dd { overflow-wrap: anywhere; }
    .sections button { width: 100%; justify-content: flex-start; border-color: transparent; background: none; min-height: 30px; padding: 0 var(--s2); }
    .check { display: grid; gap: 4px; } .check li { display: flex; gap: var(--s2); align-items: flex-start; } .check svg { margin-top: 3px; } .ok svg { color: var(--done); } .no svg { color: var(--warn); }
    .addendum { border-top: 1px solid var(--line); max-width: 86ch; margin: 0 auto; padding: var(--s4) var(--s5); white-space: pre-wrap; } .addendum h2 { margin-bottom: var(--s1); }
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); } .why svg { color: var(--warn); margin-top: 3px; }
    .ver { width: 100%; justify-content: flex-start; border-color: transparent; background: none; padding: 2px var(--s2); min-height: 30px; text-align: left; white-space: normal; font-weight: 400; }
    .diff { white-space: pre-wrap; line-height: 1.65; } ins { background: var(--done-soft); color: var(--done); text-decoration: underline; } del { background: var(--stop-soft); color: var(--stop); }
    details summary { cursor: pointer; font-weight: 650; } details cr-history { margin-top: var(--s3); }
    .state { color: var(--ink-soft); font-size: var(--text-small); white-space: nowrap; min-width: 92px; text-align: right; }
    .title { margin-right: auto; min-width: 0; } .title .small { color: var(--ink-soft); }
    .wait { display: grid; place-items: center; flex: 1; padding: var(--s6); } .wait > div { width: min(420px, 100%); }
    @media (max-width: 900px) { :host { height: auto; min-height: 100%; } .work { grid-template-columns: minmax(0, 1fr); } cr-audio-editor { height: 74dvh; } .side { border-left: 0; border-top: 1px solid var(--line); } .head { position: sticky; top: 0; background: var(--surface); z-index: 3; } }
    @media print { .side { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.dictation = null;
    /** @type {any} */
    this.transcript = null;
    this.peaks = new Int8Array(0);
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.text = "";
    this.live = "";
    this.dirty = false;
    this.saving = false;
    this.saved = "";
    this.spoken = false;
    /** @type {""|"sign"|"reject"|"pend"|"addendum"} */
    this.asking = "";
    this.written = "";
    this.password = "";
    /** Why blanks are left in the note. */
    this.left = "";
    /** @type {{start:number,end:number}[]} */
    this.marks = [];
    /** @type {any} */
    this.patient = null;
    /** All versions with their texts, latest first, once somebody asked for them. @type {any[]|null} */
    this.versions = null;
    /** Number of the version that is compared with the one before it, 0 for none. */
    this.compared = 0;
    /** What there is to look at in the text, as the server found it last. @type {any} */
    this.check = null;
    /** Keys of the severe findings that stay as they are. @type {Set<string>} */
    this.looked = new Set();
    this.heard = (/** @type {Event} */ e) => { if (/** @type {CustomEvent} */ (e).detail.id === this.params.dictation && !this.saving) this.#load(); };
    this.leave = (/** @type {BeforeUnloadEvent} */ e) => { if (this.dirty) e.preventDefault(); };
    new Keys(this, "Dictation", [
      { key: " ", label: "Play or pause", run: () => this.#audio?.toggle() },
      { key: "Escape", label: "Play or pause while typing", typing: true, run: () => this.#audio?.toggle() },
      { key: "F1", label: "Back 2 seconds", typing: true, run: () => this.#audio?.skip(-2) },
      { key: "F2", label: "Forward 2 seconds", typing: true, run: () => this.#audio?.skip(2) },
      { key: "F3", label: "Slower", typing: true, run: () => this.#audio?.speedUp(-1) },
      { key: "F4", label: "Faster", typing: true, run: () => this.#audio?.speedUp(1) },
      { key: "F6", label: "Hear the word at the caret", typing: true, run: () => this.#audio?.hear() },
      { key: "F7", label: "Next to look at, the riskiest first; with Shift the one before (in the text also Tab; Escape, then Tab, leaves the text)", typing: true, run: (e) => { if (!this.#audio?.walk(e.shiftKey ? -1 : 1)) say({ text: "There is nothing left to look at.", tone: "done" }); } },
      { key: "Alt+Enter", label: "Put right what is looked at", typing: true, when: () => this.editable, run: () => { if (!this.#audio?.fix()) say({ text: "Only a person can know what is meant here.", tone: "info" }); } },
      { key: "Ctrl+.", label: "Choose among suggestions (Escape goes back to the text)", typing: true, when: () => this.editable, run: () => this.#audio?.choose() },
      { key: "F10", label: "Write what is at the caret as spoken, or formatted again", typing: true, when: () => this.editable, run: () => { if (!this.#audio?.undoRewrite()) say({ text: "Nothing was formatted here.", tone: "info" }); } },
      { key: "F8", label: "Hold: as spoken", typing: true, run: () => { this.spoken = true; }, up: () => { this.spoken = false; } },
      { key: "Ctrl+s", label: "Keep the text now", typing: true, when: () => this.editable, run: () => this.#save() },
      { key: "Ctrl+Enter", label: "Sign, or hand in", typing: true, when: () => this.editable, run: () => this.#done() },
      { key: "a", label: "Write an addendum", when: () => this.signed && session.has("clinician"), run: () => { this.asking = "addendum"; } },
    ]);
  }

  /** @returns {any} */
  get #audio() { return this.renderRoot?.querySelector("cr-audio-editor"); }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("dictation", this.heard); addEventListener("beforeunload", this.leave); }
  disconnectedCallback() {
    super.disconnectedCallback();
    events.removeEventListener("document", this.heard);
    events.removeEventListener("dictation", this.heard);
    removeEventListener("beforeunload", this.leave);
    clearTimeout(this.timer);
    clearTimeout(this.checking);
    if (this.dirty) this.#save();
  }

  get state() { return String(this.transcript?.state ?? this.dictation?.state ?? "").toLowerCase(); }
  get signed() { return this.state === "signed"; }
  get blanks() { return this.live.match(BLANK)?.length ?? 0; }
  get mine() { return this.dictation?.author?.id === session.user?.id; }
  get maySign() { return session.has("clinician") && (this.mine || !this.dictation?.author); }
  get editable() { return Boolean(this.transcript) && session.has("clinician", "transcriptionist") && ["draft", "rejected", "in_review", "awaiting_signature"].includes(this.state); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params") && this.params.dictation !== this.dictation?.id) {
      this.dictation = null; this.transcript = null; this.peaks = new Int8Array(0); this.text = ""; this.dirty = false; this.saved = ""; this.problem = null; this.marks = [];
      this.#load(true);
    }
  }

  async #load(first = false) {
    const id = this.params.dictation;
    try {
      const dictation = await get(`/dictations/${id}`);
      if (this.params.dictation !== id) return;
      this.dictation = dictation;
      this.failure = null;
      document.title = `${dictation.workType || "Dictation"} · Chartroom`;
      if (dictation.patientId) get(`/patients/${dictation.patientId}`).then((p) => { if (this.params.dictation === id) session.hold(p); }, sayProblem); else session.hold(null);
      if (["waiting", "transcribing", "failed"].includes(String(dictation.state).toLowerCase())) { if (first || !this.peaks.length) this.#peaks(id); return; }
      if (this.dirty) return;
      const { body, etag } = await call("GET", `/transcripts/${id}`);
      this.transcript = body;
      this.version = etag?.replace(/^W\/|"/g, "") ?? body.number;
      const kept = sessionStorage.getItem(KEPT + id);
      this.text = kept ?? body.text;
      this.live = this.text;
      this.dirty = kept !== null && kept !== body.text;
      this.check = this.dirty ? null : body.check;
      if (this.dirty) this.#checkSoon(0);
      if (this.dirty) say({ text: "Text that was typed here and not yet kept has been put back.", tone: "info" });
      if (!this.peaks.length) this.#peaks(id);
      const q = this.query.get("q");
      if (first && q) {
        const hits = await get("/search/hits" + query({ documentId: id, q }));
        this.marks = hits.audio ?? [];
        if (this.marks.length) { await this.updateComplete; this.#audio?.seek(Math.max(0, this.marks[0].start - 0.5)); }
      }
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} id */
  async #peaks(id) {
    try {
      const { body } = await call("GET", `/dictations/${id}/peaks`, { headers: { Accept: "application/octet-stream" } });
      if (this.params.dictation === id && body instanceof ArrayBuffer) this.peaks = new Int8Array(body);
    } catch (problem) { if (/** @type {any} */ (problem).status !== 404) sayProblem(problem); }
  }

  #changed(/** @type {CustomEvent} */ e) {
    this.live = e.detail.text;
    this.dirty = this.live !== this.transcript.text;
    sessionStorage.setItem(KEPT + this.params.dictation, this.live);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#save(), 1800);
    this.#checkSoon(450);
  }

  /** Has the text as it is now looked through; nothing is kept by that. @param {number} ms */
  #checkSoon(ms) {
    clearTimeout(this.checking);
    this.checking = setTimeout(async () => {
      const id = this.params.dictation, text = this.live;
      if (!text.trim()) return;
      try {
        const check = await post(`/transcripts/${id}/check`, { text });
        if (this.params.dictation === id && this.live === text) this.check = check;
      } catch { /* keeping the text says what is wrong; the check comes with the next one */ }
    }, ms);
  }

  /** Keeps the text on the server as the next version. @returns {Promise<boolean>} */
  async #save() {
    clearTimeout(this.timer);
    if (!this.dirty || this.saving) return !this.dirty;
    const id = this.params.dictation, text = this.live;
    this.saving = true;
    try {
      const { body, etag } = await call("PUT", `/transcripts/${id}`, { body: { text }, version: this.version });
      this.version = etag?.replace(/^W\/|"/g, "") ?? body.number;
      this.transcript = { ...body, text };
      this.dirty = this.live !== text;
      if (!this.dirty && body.check) this.check = body.check;
      if (!this.dirty) sessionStorage.removeItem(KEPT + id);
      this.saved = moment(new Date().toISOString());
      this.problem = null;
      return true;
    } catch (problem) {
      this.problem = problem;
      return false;
    } finally { this.saving = false; }
  }

  /** Somebody else kept a newer text: show theirs, hold on to ours. */
  async #newer() {
    const ours = this.live;
    sessionStorage.removeItem(KEPT + this.params.dictation);
    this.dirty = false;
    this.problem = null;
    await this.#load();
    say({ text: "The newer text is shown.", tone: "info", seconds: 30, undoLabel: "Put mine back", undo: () => { this.text = ours; this.live = ours; this.dirty = true; this.#save(); } });
  }

  async #done() {
    if (!(await this.#save())) return;
    this.looked = new Set();
    this.asking = "sign";
  }

  /** @param {string} what @param {any} [body] @param {string} [done] */
  async #act(what, body = {}, done = "") {
    const id = this.params.dictation;
    this.asking = "";
    try {
      await post(`/transcripts/${id}/${what}`, body, { version: this.version });
      this.written = "";
      sessionStorage.removeItem(KEPT + id);
      this.dirty = false;
      if (done) say({ text: done, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  /** Keeps what was played of the recording. @param {CustomEvent} e */
  async #heard(e) {
    const id = this.params.dictation;
    try {
      const { heard } = await post(`/dictations/${id}/heard`, { spans: [e.detail] });
      if (this.params.dictation === id && this.transcript) this.transcript = { ...this.transcript, heard };
    } catch (problem) { sayProblem(problem); }
  }

  async #takeOver() {
    try { this.dictation = await post(`/dictations/${this.params.dictation}/claim`, { takeOver: true }); this.problem = null; say({ text: "The note is yours. Its history says that you took it over.", tone: "info" }); } catch (problem) { this.problem = problem; }
  }

  /** Puts a signed note that came without a patient into a chart. */
  async #attach() {
    const id = this.params.dictation, patient = this.patient;
    try {
      const doc = await get(`/documents/${id}`);
      const type = doc.type ?? (await get("/document-types")).items[0];
      await post(`/documents/${id}/file`, { patientId: patient.id, type, date: doc.date }, { version: doc.version });
      this.patient = null;
      say({ text: `Filed in the chart of ${name(patient.name)} (MRN ${patient.mrn}).`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  /** @param {any} section */
  #goTo(section) {
    const field = this.#audio?.renderRoot.querySelector("textarea");
    const at = this.live.toLowerCase().indexOf(String(section.title).toLowerCase());
    if (!field || at < 0) return;
    field.focus();
    field.setSelectionRange(at, at + section.title.length);
    const frame = this.#audio.renderRoot.querySelector(".words");
    frame.scrollTop = (at / Math.max(1, this.live.length)) * field.scrollHeight - 40;
  }

  #signDialog() {
    const d = this.dictation, t = this.transcript, who = session.patient;
    const doubts = this.#audio?.doubts ?? 0;
    const checks = [
      { ok: Boolean(d.patientId), yes: `Patient: ${d.patientName} (MRN ${d.mrn})`, no: "No patient is named. After signing, choose whose chart it belongs to." },
      { ok: doubts === 0, yes: "No doubtful words are left", no: `${doubts} doubtful ${doubts === 1 ? "word is" : "words are"} still marked (Tab or F7 goes through them)` },
      { ok: this.blanks === 0, yes: "No blanks are left", no: `${this.blanks === 1 ? "A blank is" : `${this.blanks} blanks are`} left in the text: say why, or go back and fill ${this.blanks === 1 ? "it" : "them"}` },
    ];
    const sign = this.maySign;
    const severe = /** @type {any[]} */ ((this.check?.findings ?? []).filter((/** @type {any} */ f) => f.severe));
    const open = severe.filter((f) => !this.looked.has(f.key));
    checks.push({ ok: open.length === 0, yes: severe.length ? "What could harm was looked at, and stays" : "Nothing that could harm was found", no: sign ? `${open.length} of ${severe.length} that could harm: go back and put right, or tick what stays` : `${severe.length === 1 ? "One finding" : `${severe.length} findings`} could harm; who signs has to look at each` });
    if (sign && t?.searchAid) checks.push({ ok: t.heard >= 0.99, yes: "The whole recording was played", no: `${percent(t.heard)} of the recording was played. The draft is a search aid: play all of it before signing` });
    const ready = (!sign || (this.password && !open.length)) && (this.blanks === 0 || this.left.trim());
    const body = { ...(this.blanks ? { blanksReason: this.left.trim() } : {}), ...(sign ? { password: this.password, looked: [...this.looked] } : {}) };
    const finish = () => { this.#act(sign ? "sign" : "submit", body, sign ? (d.patientId ? `Signed. It is in the chart of ${d.patientName}.` : "Signed. Now choose whose chart it belongs to.") : `Handed in to ${d.author?.displayName ?? "the author"}.`); this.password = ""; };
    return html`<cr-dialog heading=${sign ? "Sign" : "Hand in to be signed"} ?open=${this.asking === "sign"} @close=${() => { if (this.asking === "sign") this.asking = ""; }}>
      ${this.asking === "sign" ? html`<div class="stack"><ul class="check">${checks.map((c) => html`<li class=${c.ok ? "ok" : "no"}>${icon(c.ok ? "done" : "warn")}<span>${c.ok ? c.yes : c.no}</span></li>`)}</ul>
        ${sign && severe.length ? html`<fieldset class="stack"><legend>Could harm, and stays as it is</legend>${severe.map((f) => html`<label class="row"><input type="checkbox" .checked=${this.looked.has(f.key)} @change=${() => { const now = new Set(this.looked); if (!now.delete(f.key)) now.add(f.key); this.looked = now; }}><span><b>${f.found}</b> – ${f.reason}</span></label>`)}</fieldset>` : nothing}
        <p>${sign ? html`You sign this ${(d.workType || "note").toLowerCase()} for <b>${name(who?.name) || d.patientName || "a patient not yet named"}</b> as <b>${session.user?.displayName}</b>. The text is then frozen; only addenda may follow, and it can be found in the chart and in search.` : html`This ${(d.workType || "note").toLowerCase()} goes to <b>${d.author?.displayName}</b> to be read and signed.`}</p>
        ${this.blanks ? html`<div class="field"><label class="label" for="left">Why ${this.blanks === 1 ? "the blank is" : "the blanks are"} left</label><input id="left" .value=${this.left} @input=${(/** @type {Event} */ e) => { this.left = /** @type {HTMLInputElement} */ (e.target).value; }}></div>` : nothing}
        ${sign ? html`<form class="field" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); if (ready) finish(); }}><label class="label" for="again">Your password, as your signature</label><input id="again" type="password" autocomplete="current-password" autofocus .value=${this.password} @input=${(/** @type {Event} */ e) => { this.password = /** @type {HTMLInputElement} */ (e.target).value; }}></form>` : nothing}
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}</div>` : nothing}
      <button slot="actions" @click=${() => { this.asking = ""; }}>Not yet</button>
      ${sign ? nothing : html`<button slot="actions" ?disabled=${!ready} @click=${() => this.#act("submit", { ...body, review: true }, "Handed in to be reviewed.")}>Hand in for review</button>`}
      <button slot="actions" class="main" ?autofocus=${!sign} ?disabled=${!ready} @click=${finish}>${sign ? html`${icon("sign")} Sign` : "Hand in"}</button></cr-dialog>`;
  }

  #writeDialog() {
    const what = WRITTEN[this.asking], open = Boolean(what), reason = this.asking !== "addendum";
    return html`<cr-dialog heading=${what?.heading ?? ""} ?open=${open} @close=${() => { if (open) this.asking = ""; }}>
      ${open ? html`<div class="stack"><p>${reason ? what.says : `The addendum is signed as ${session.user?.displayName} and stands below the note from now on. It cannot be changed afterwards.`}</p>
        <div class="field"><label class="label" for="written">${what.label}</label><textarea id="written" rows="5" .value=${this.written} @input=${(/** @type {Event} */ e) => { this.written = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></textarea></div></div>` : nothing}
      <button slot="actions" @click=${() => { this.asking = ""; }}>Cancel</button><button slot="actions" class="main" ?disabled=${!this.written.trim()} @click=${() => this.#act(what.call, reason ? { note: this.written.trim() } : { text: this.written.trim() }, what.done)}>${what?.button ?? ""}</button></cr-dialog>`;
  }

  /** @param {number} number */
  async #compare(number) {
    this.compared = number;
    this.versions = null;
    try { this.versions = (await get(`/transcripts/${this.params.dictation}/versions`)).items; } catch (problem) { this.compared = 0; sayProblem(problem); }
  }

  #versionDialog() {
    const all = this.versions ?? [], at = all.findIndex((v) => v.number === this.compared), v = all[at], before = all[at + 1];
    const runs = v ? (before ? wordDiff(before.text, v.text) : [{ text: v.text, how: "same" }]) : [];
    const changed = runs.some((r) => r.how !== "same");
    return html`<cr-dialog wide heading="Version ${this.compared}" ?open=${this.compared > 0} @close=${() => { this.compared = 0; }}>
      ${v ? html`<div class="stack"><p class="soft">${dictationState(v.state).word} by ${v.editor || "the speech engine"}, <span class="num">${moment(v.at)}</span>. ${!before ? "The first version, as it was heard." : changed ? html`Compared with version ${before.number}: <del>taken out</del>, <ins>put in</ins>.` : `The same text as version ${before.number}.`}</p>
        ${v.note ? html`<div class="why">${icon("warn")}<span>${v.note}</span></div>` : nothing}
        <div class="diff" tabindex="0" role="region" aria-label="Text of version ${v.number}">${runs.map((r) => (r.how === "gone" ? html`<del>${r.text}</del>` : r.how === "new" ? html`<ins>${r.text}</ins>` : r.text))}</div></div>` : html`<p class="soft" role="status">Reading the versions…</p>`}
      <button slot="actions" ?disabled=${!before} @click=${() => { this.compared = before.number; }}>Earlier</button><button slot="actions" ?disabled=${at <= 0} @click=${() => { this.compared = all[at - 1].number; }}>Later</button><button slot="actions" class="main" autofocus @click=${() => { this.compared = 0; }}>Close</button></cr-dialog>`;
  }

  #side() {
    const d = this.dictation, t = this.transcript;
    return html`<aside class="side" aria-label="About this dictation">
      ${this.state === "signed" && !d.patientId ? html`<section><div class="why">${icon("warn")}<span>Signed, but in no chart yet.</span></div><cr-patient-picker label="Whose chart it belongs to" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; }}></cr-patient-picker><button class="main" ?disabled=${!this.patient} @click=${() => this.#attach()}>File it</button></section>` : nothing}
      ${this.state === "pended" && t?.note ? html`<div class="why">${icon("warn")}<span><b>Put aside:</b> ${t.note}</span></div>` : nothing}
      ${d.claimedBy && d.claimedBy.id !== session.user?.id ? html`<div class="why">${icon("warn")}<span><b>${d.claimedBy.displayName}</b> is working on this note.${session.has("clinician", "transcriptionist") && !this.signed ? html` <button @click=${() => this.#takeOver()}>Take it over</button>` : nothing}</span></div>` : nothing}
      ${t?.searchAid && !this.signed ? html`<div class="why">${icon("warn")}<span><b>Search aid.</b> This draft was made by the built-in speech engine. ${t.heard >= 0.99 ? "You have played the whole recording." : `Play the whole recording before you sign it; ${percent(t.heard)} so far.`}</span></div>` : nothing}
      ${t?.signature ? html`<div class=${t.signature.intact ? "" : "why"}>${t.signature.intact ? nothing : icon("warn")}<span class="small">Signed by <b>${t.signature.signer.displayName}</b>, <span class="num">${moment(t.signature.at)}</span>. ${t.signature.intact ? "Text, recording and versions are as they were signed." : "Text, recording or versions are no longer what was signed: tell your administrator."}${t.signature.blanksReason ? ` Blanks were left: ${t.signature.blanksReason}` : ""}</span></div>` : nothing}
      ${this.state === "rejected" && t?.note ? html`<div class="why">${icon("warn")}<span><b>Sent back:</b> ${t.note}</span></div>` : nothing}
      <section><h2>About</h2><dl class="facts"><dt>Author</dt><dd>${d.author?.displayName ?? "–"}</dd><dt>Priority</dt><dd>${sentence(d.priority)}</dd>${d.due && this.state !== "signed" ? html`<dt>Due</dt><dd>${due(d.due)}</dd>` : nothing}<dt>Length</dt><dd class="num">${length(d.audioSeconds ?? t?.audioSeconds)}</dd>
        ${t ? html`<dt>Heard by</dt><dd>${sentence(t.engine)}</dd><dt>Confidence</dt><dd class="num">${percent(d.confidence)}</dd><dt>Version</dt><dd class="num">${t.number}${t.editor ? `, ${t.editor.displayName ?? t.editor}` : ""}</dd>` : nothing}</dl></section>
      <cr-writing-aids .dictation=${d} .transcript=${t} ?editable=${this.editable}></cr-writing-aids>
      ${["signed", "in_review"].includes(this.state) ? html`<cr-quality-review document=${d.id} .transcript=${t}></cr-quality-review>` : nothing}
      ${this.editable && this.check ? html`<section><h2>To look at</h2><p class="small">${this.check.findings.length || this.check.words.length ? html`<b class="num">${this.check.findings.length}</b> found, <b class="num">${this.check.words.length}</b> doubtful. <kbd class="desk">Tab</kbd> in the text goes through them, the riskiest first.` : "Nothing is left to look at."}</p><p class="small soft">${this.check.spelling.hint ?? `Spelling by ${this.check.spelling.dictionaries.join(", ")}.`}</p></section>` : nothing}
      ${t?.sections?.length ? html`<section class="sections"><h2>Sections</h2><div>${t.sections.filter((/** @type {any} */ s) => s.title).map((/** @type {any} */ s) => html`<button @click=${() => this.#goTo(s)}>${s.title}</button>`)}</div></section>` : nothing}
      ${t?.versions?.length > 1 ? html`<section><h2>Versions</h2><ol>${[...t.versions].reverse().map((/** @type {any} */ v) => html`<li><button class="ver small" @click=${() => this.#compare(v.number)}><b class="num">${v.number}</b><span class="grow">${dictationState(v.state).word} · ${v.editor?.displayName || "speech engine"}</span><span class="soft num">${moment(v.at)}</span></button></li>`)}</ol></section>` : nothing}
      <section><button @click=${() => { this.spoken = !this.spoken; }} aria-pressed=${this.spoken}>As spoken <kbd class="desk">F8</kbd></button><a class="button" href="/api/v1/arrivals/${d.arrivalId}/original" download ?hidden=${!d.arrivalId}>${icon("download")} Original recording</a>${t ? html`<a class="button" href="/api/v1/documents/${d.id}/pdf" download>${icon("download")} PDF</a>` : nothing}</section>
      <details><summary>History</summary><cr-history document=${d.id} version=${t?.number ?? 0}></cr-history></details></aside>`;
  }

  render() {
    if (this.failure && !this.dictation) return html`<div class="head"><h1>Dictation</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load(true)}></cr-problem></div>`;
    const d = this.dictation, t = this.transcript;
    if (!d) return html`<div class="head"><h1>Dictation</h1></div>`;
    const s = dictationState(this.state), waiting = ["waiting", "transcribing"].includes(this.state);
    return html`<div class="head"><button class="bare icon" aria-label="Back" @click=${() => history.back()}>${icon("back")}</button>
        <div class="title"><h1 class="clip">${d.workType || "Dictation"}</h1><span class="small">${[d.patientName || "No patient yet", d.author?.displayName, moment(d.createdAt)].filter(Boolean).join(" · ")}</span></div>
        ${String(d.priority).toLowerCase() === "stat" && this.state !== "signed" ? html`<cr-chip tone="stop">STAT</cr-chip>` : nothing}<cr-chip tone=${s.tone}>${s.word}</cr-chip>
        ${this.editable ? html`<span class="state" role="status">${this.saving ? "Keeping…" : this.dirty ? "Not yet kept" : this.saved ? `Kept ${this.saved}` : ""}</span>` : nothing}
        ${this.editable && ["draft", "rejected"].includes(this.state) ? html`<button @click=${() => { this.asking = "pend"; }}>Put aside</button>` : nothing}
        ${this.state === "pended" && session.has("clinician", "transcriptionist") ? html`<button class="main" @click=${() => this.#act("resume", {}, "Taken up again.")}>Take up again</button>` : nothing}
        ${this.editable && (this.state === "in_review" || (this.state === "awaiting_signature" && this.maySign)) ? html`<button @click=${() => { this.asking = "reject"; }}>Send back</button>` : nothing}
        ${this.editable && this.maySign && this.state !== "in_review" ? html`<button class="main" @click=${() => this.#done()}>${icon("sign")} Sign</button>` : this.editable && this.state !== "awaiting_signature" ? html`<button class="main" @click=${() => this.#done()}>Hand in</button>` : nothing}
        ${this.state === "signed" && session.has("clinician") ? html`<button @click=${() => { this.asking = "addendum"; }}>${icon("plus")} Addendum</button>` : nothing}</div>
      ${this.problem && !this.asking ? html`<cr-problem .problem=${this.problem} .again=${this.problem.status === 412 ? () => this.#newer() : () => { this.problem = null; this.#save(); }}></cr-problem>` : nothing}
      <div class="work">${t ? html`<cr-audio-editor src="/api/v1/dictations/${d.id}/audio" .peaks=${this.peaks} .seconds=${t.audioSeconds ?? d.audioSeconds ?? 0} .words=${t.words ?? []} .edits=${t.edits ?? []} .text=${this.text} .check=${this.check ?? undefined} ?readonly=${!this.editable} ?as-spoken=${this.spoken} .marks=${this.marks} @change=${this.#changed} @heard=${this.#heard}>
            ${(t.addenda ?? []).map((/** @type {any} */ a) => html`<div class="addendum"><h2>Addendum by ${a.author?.displayName ?? a.author ?? a.editor}, ${moment(a.at)}</h2>${a.text}</div>`)}</cr-audio-editor>`
          : html`<div class="wait"><div class="stack">${waiting ? html`<p><b>${this.state === "waiting" ? "Waiting for a worker" : "Being transcribed"}</b></p><cr-progress done=${d.progress?.done ?? 0} of=${d.progress?.of ?? 0} what="seconds heard" label="Transcribing"></cr-progress><p class="soft">The draft opens here by itself.</p>` : html`<div class="why">${icon("warn")}<span>${reason(d.stateReason) || "This recording could not be transcribed"}. The recording is kept and can be heard.</span></div>`}
            <audio controls preload="none" src="/api/v1/dictations/${d.id}/audio" aria-label="The recording"></audio></div></div>`}
        ${this.#side()}</div>
      ${this.#signDialog()}${this.#writeDialog()}${this.#versionDialog()}`;
  }
}
customElements.define("cr-page-editor", CrPageEditor);
