import { LitElement, css, html, nothing } from "lit";
import { call, get, list, post, query } from "../../shell/api.js";
import { events } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { mayEditPages } from "../edit-pages/edit-words.js";
import { counted, date, moment, name, percent, reason, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import { mayOpenInEmergency } from "../../components/cr-emergency.js";
import "../../components/cr-dialog.js";
import "../../components/cr-form-values.js";
import "../../components/cr-history.js";
import "../../components/cr-danger.js";
import { mayOpenVisit, visitWords } from "../../components/cr-new-visit.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-papers.js";
import "../../components/cr-patient-cards.js";
import "../../components/cr-patient-picker.js";
import { TYPES } from "../releases/release-words.js";
import { SURE, mayFile, proofs } from "../../components/filing-words.js";
import "../../components/cr-progress.js";
import "../../components/cr-rescan.js";
import "../../components/cr-amendments-of.js";
import "../../components/cr-reviews-of.js";
import { mayRoute } from "../../components/review-words.js";
import "../../shell/cr-problem.js";

/** Words under this confidence are marked when doubtful words are shown. */
const DOUBT = 0.6;

function mayMark() { return session.has("records-clerk", "privacy-officer", "administrator"); }

/** Page images first; beside them the decision, the text and the evidence. A hit of a search (`?q=`) is lit on the page. */
export class CrPageDocument extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, doc: { state: true }, asked: { state: true }, failure: { state: true }, tab: { state: true }, boxes: { state: true }, words: { state: true }, text: { state: true },
    types: { state: true }, patient: { state: true }, type: { state: true }, date: { state: true }, filing: { state: true }, fileProblem: { state: true }, doubts: { state: true }, asking: { state: true }, why: { state: true },
    held: { state: true }, next: { state: true }, visits: { state: true }, visit: { state: true }, refiling: { state: true }, said: { state: true }, stops: { state: true }, moveWhy: { state: true }, form: { state: true },
  };

  static styles = [base, page, css`
    .work { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(340px, 400px); border-top: 1px solid var(--line); }
    .side { border-left: 1px solid var(--line); overflow: auto; min-height: 0; background: var(--surface); }
    .tabs { display: flex; border-bottom: 1px solid var(--line); padding: 0 var(--s3); position: sticky; top: 0; background: var(--surface); z-index: 2; }
    .tabs button { border: 0; border-radius: 0; background: none; border-bottom: 2px solid transparent; padding: 0 var(--s3); min-height: 40px; } .tabs button[aria-selected="true"] { border-bottom-color: var(--accent); color: var(--accent); font-weight: 600; }
    .panelbody { padding: var(--s4); }
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    .why svg { color: var(--warn); margin-top: 3px; } .why.stop { background: var(--stop-soft); border-color: var(--stop); } .why.stop svg { color: var(--stop); }
    .text { white-space: pre-wrap; font-size: var(--text); line-height: 1.6; overflow-wrap: anywhere; } .text h3 { margin: var(--s4) 0 var(--s1); } .text h3:first-child { margin-top: 0; }
    .facts { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--s4); } .facts dd { overflow-wrap: anywhere; }
    .title { min-width: 0; margin-right: auto; } .title h1 { margin: 0; } .title .small { color: var(--ink-soft); }
    .suggest { display: grid; gap: var(--s2); } .suggest button { height: auto; padding: var(--s2) var(--s3); justify-content: flex-start; text-align: left; white-space: normal; }
    .plain { list-style: none; margin: 0; padding: 0; display: grid; gap: var(--s1); }
    .no { display: grid; place-items: center; background: var(--sunken); padding: var(--s6); }
    .step { font-size: var(--text-small); }
    @media (max-width: 900px) { :host { height: auto; min-height: 100%; } .work { grid-template-columns: minmax(0, 1fr); } .side { border-left: 0; border-top: 1px solid var(--line); overflow: visible; } cr-page-viewer, .no { height: 62dvh; } .head .word { display: none; } .tabs { overflow-x: auto; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.doc = null;
    this.failure = /** @type {any} */ (null);
    /** The dialog for a request by e-mail is open. */
    this.asked = false;
    this.tab = "file";
    this.boxes = new Map();
    this.words = new Map();
    this.text = /** @type {string|null} */ (null);
    /** @type {{code:string, display:string}[]} */
    this.types = [];
    /** @type {any} */
    this.patient = null;
    this.type = "";
    this.date = "";
    this.filing = false;
    /** The forms among its pages and what was filled in. @type {any} */
    this.form = null;
    /** The question for its forms that is not answered yet. @type {symbol|null} */
    this.formsAsked = null;
    /** Place of the value in hand. @type {{page:number, place:any}|null} */
    this.lit = null;
    /** Whose it may be, by what its pages say. @type {any} */
    this.said = null;
    /** Dangers that a refused filing named. @type {{code:string, words:string}[]} */
    this.stops = [];
    /** Why a filed document goes to another chart. */
    this.moveWhy = "";
    this.fileProblem = /** @type {any} */ (null);
    this.doubts = false;
    this.asking = "";
    this.why = "";
    this.held = /** @type {any} */ (null);
    /** The document to file after this one, read ahead. @type {any} */
    this.next = null;
    /** The visits of the patient to file to. @type {any[]} */
    this.visits = [];
    /** Id of the visit to file into, empty for none. */
    this.visit = "";
    /** The visit the document is filed in. @type {any} */
    this.filedVisit = null;
    /** A filed document is being filed anew. */
    this.refiling = false;
    this.heard = (/** @type {Event} */ e) => { if (/** @type {CustomEvent} */ (e).detail.id === this.doc?.id) this.#load(); };
    this.again = () => this.#load();
    new Keys(this, "Document", [
      { key: "/", label: "Find the patient to file it to", when: () => this.fileable, run: () => { this.tab = "file"; this.updateComplete.then(() => this.#picker?.focus()); } },
      { key: "Ctrl+Enter", label: "File it and show the next", typing: true, when: () => this.fileable, run: () => this.#file() },
      { key: "n", label: "Next hit", when: () => this.#viewer?.hits.length > 0, run: () => this.#viewer.showHit(this.#viewer.hit + 1) },
      { key: "N", label: "Previous hit", when: () => this.#viewer?.hits.length > 0, run: () => this.#viewer.showHit(this.#viewer.hit - 1) },
      { key: "PageDown", label: "Next page", run: () => this.#viewer?.show(this.#viewer.page + 1) },
      { key: "PageUp", label: "Previous page", run: () => this.#viewer?.show(this.#viewer.page - 1) },
      { key: "+", label: "Zoom in", run: () => this.#viewer?.setZoom(this.#viewer.zoom * 1.25) },
      { key: "-", label: "Zoom out", run: () => this.#viewer?.setZoom(this.#viewer.zoom / 1.25) },
      { key: "o", label: "Turn the page, for this look", run: () => this.#viewer?.turn() },
      { key: "r", label: "Route to a clinician", when: () => this.doc?.stage === "FILED" && mayRoute(), run: () => this.#reviews?.route() },
      { key: "a", label: "Acknowledge", when: () => Boolean(this.#reviews?.mine), run: () => this.#reviews?.answer("acknowledge") },
      { key: "t", label: "Text beside the page", run: () => this.#show("text") },
      { key: "f", label: "Filing", run: () => this.#show("file") },
      { key: "w", label: "Form values", when: () => this.form?.pages.length > 0, run: () => this.#show("form") },
      { key: "h", label: "History", run: () => this.#show("history") },
      { key: "v", label: "New visit to file into", when: () => this.fileable && Boolean(this.patient) && mayOpenVisit(), run: () => { this.asking = "visit"; } },
      { key: "s", label: "Ask for a rescan", when: () => Boolean(this.doc) && mayFile(), run: () => { this.asking = "rescan"; } },
      { key: "x", label: "Mark doubtful words", run: () => this.#mark(!this.doubts) },
      { key: "e", label: "Edit pages", when: () => this.editable, run: () => go(`/documents/${this.doc.id}/pages`) },
      { key: "]", label: "Next document to file", when: () => Boolean(this.next), run: () => go(`/documents/${this.next.id}`) },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.again); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.again); }

  /** @returns {any} */
  get #viewer() { return this.renderRoot?.querySelector("cr-page-viewer"); }
  /** @returns {any} */
  get #reviews() { return this.renderRoot?.querySelector("cr-reviews-of"); }
  /** @returns {any} */
  get #picker() { return this.renderRoot?.querySelector("cr-patient-picker"); }

  get fileable() { return Boolean(this.doc) && (["READ", "NEEDS_PERSON"].includes(this.doc.stage) || this.refiling) && !this.locked && mayFile(); }
  get editable() { return mayEditPages() && (this.doc?.pagesDetail?.length > 0 || this.doc?.stage === "MERGED") && ["READ", "NEEDS_PERSON", "FILED", "MERGED"].includes(this.doc.stage); }
  get locked() { return /encrypt|password/i.test(this.doc?.stageReason ?? ""); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params") && this.params.document !== this.doc?.id) {
      this.doc = null; this.text = null; this.words = new Map(); this.boxes = new Map(); this.patient = null; this.type = ""; this.date = ""; this.fileProblem = null; this.held = null; this.asking = ""; this.said = null; this.form = null; this.lit = null; this.visits = []; this.visit = ""; this.refiling = false; this.hitMap = undefined;
      this.#load(true);
    } else if (changed.has("query") && this.doc) this.#hits();
  }

  /** @param {boolean} [first] */
  async #load(first = false) {
    const id = this.params.document;
    try {
      const doc = await get(`/documents/${id}`);
      if (this.params.document !== id) return;
      if (String(doc.kind).toLowerCase().includes("dict")) { go(`/dictations/${id}${location.search}`, { replace: true }); return; }
      const was = this.doc;
      this.doc = doc;
      this.failure = null;
      document.title = `${doc.title || "Document"} · Chartroom`;
      if (first || !was) {
        this.tab = this.query.get("q") || !["READ", "NEEDS_PERSON"].includes(doc.stage) ? "text" : "file";
        this.type = doc.type?.code ?? "";
        this.date = doc.date ?? "";
      }
      if (doc.patientId) this.#hold(doc.patientId); else session.hold(null);
      if (doc.encounterId && doc.encounterId !== this.filedVisit?.id) this.#filedVisit(doc);
      if (this.fileable && (!was || was.version !== doc.version)) this.#suggested(id);
      if (!was || was.version !== doc.version) this.#forms();
      if (!was || was.stage !== doc.stage || was.version !== doc.version) { this.text = null; this.words = new Map(); await Promise.all([this.#hits(), this.#read()]); }
      if (first) {
        await this.updateComplete;
        const at = Number(this.query.get("page"));
        if (at > 1 && !this.query.get("q")) requestAnimationFrame(() => this.#viewer?.show(at));
        this.#ahead();
      }
    } catch (problem) {
      this.failure = problem;
      if (!this.doc) session.hold(null);
    }
  }

  /** Whoever reads the e-mail says that it is a request: it is logged with the mail as its paper, once. */
  async #asksForRecords(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    this.asked = false;
    try {
      const made = await post(`/release-papers/${this.doc.id}/open`, { type: f.get("type") || null, requester: f.get("requester") }, { key: "paper-" + this.doc.id });
      say({ text: `The request of ${made.requester} is logged. It is due on ${date(made.due)}.`, tone: "done" });
      go("/releases/" + made.id);
    } catch (problem) { this.failure = problem; }
  }

  /** The chart was opened in an emergency: the document is shown if it is in it, else the chart. */
  async #opened(/** @type {CustomEvent} */ e) {
    e.preventDefault();
    await this.#load(true);
    if (this.failure) go(`/patients/${e.detail.patientId}`);
  }

  /** Filing goes on without it: who is suggested is a help. @param {string} id */
  async #suggested(id) {
    try {
      const said = await get(`/documents/${id}/suggestions`);
      if (this.params.document !== id) return;
      this.said = said;
      if (!this.type && said.type?.probability >= SURE) this.type = said.type.code;
      if (!this.date && said.date) this.date = said.date;
      this.#boxes();
    } catch { this.said = null; }
  }

  /** What was filled into forms; compared with the patient that is chosen while it is in no chart. The last question counts. */
  async #forms() {
    const { id, stage } = this.doc;
    if (!mayFile() || !["READ", "NEEDS_PERSON", "FILED"].includes(stage)) return;
    const asked = this.formsAsked = Symbol(id);
    let form = null;
    try {
      form = await get(`/documents/${id}/form` + query({ patient: this.doc.patientId ? "" : this.patient?.id }));
    } catch { /* Without its forms the document is shown all the same. */ }
    if (this.formsAsked !== asked) return;
    this.formsAsked = null;
    if (this.params.document === id) this.form = form;
  }

  /** Lights the place of a value on its page. @param {{page:number, place:any}|null} lit */
  #light(lit) { this.lit = lit; this.#boxes(); }

  /** @param {any} doc */
  async #filedVisit(doc) {
    try {
      const visits = (await get(`/patients/${doc.patientId}/encounters`)).items;
      this.filedVisit = visits.find((/** @type {any} */ v) => v.id === doc.encounterId) ?? null;
      this.requestUpdate();
    } catch (problem) { sayProblem(problem); }
  }

  /** @param {string} id */
  async #hold(id) {
    try { session.hold(await get(`/patients/${id}`)); } catch (problem) { if (/** @type {any} */ (problem).status !== 403) sayProblem(problem); }
  }

  /** @param {{patient: any, type: {code: string}|null}} suggested */
  #take({ patient, type }) {
    if (type) this.type = type.code;
    if (patient) this.#pick(patient);
  }

  /** @param {any} patient */
  async #pick(patient) {
    this.patient = patient;
    this.fileProblem = null;
    this.visits = [];
    this.visit = "";
    if (this.form?.pages.length || this.formsAsked) this.#forms();
    if (!patient) return;
    this.updateComplete.then(() => /** @type {HTMLElement} */ (this.renderRoot.querySelector("#type")).focus());
    await this.#visits();
  }

  async #visits() {
    const id = this.patient?.id;
    try {
      const visits = (await get(`/patients/${id}/encounters`)).items;
      if (this.patient?.id === id) this.visits = visits;
    } catch (problem) { sayProblem(problem); }
  }

  /** Opens the filing of a filed document again, as it stands. */
  async #again() {
    const d = this.doc;
    this.refiling = true;
    this.moveWhy = "";
    this.type = d.type?.code ?? "";
    this.date = d.date ?? "";
    try {
      if (!this.types.length) this.types = (await get("/document-types")).items;
      this.patient = session.patient?.id === d.patientId ? session.patient : await get(`/patients/${d.patientId}`);
      await this.#visits();
      this.visit = d.encounterId ?? "";
    } catch (problem) { this.refiling = false; sayProblem(problem); }
  }

  /** Looks up what to file next, so that it opens at once. */
  async #ahead() {
    if (!session.may("inbox")) return;
    try {
      const [people, read] = await Promise.all([list("/documents?stage=NEEDS_PERSON&limit=20", 20), list("/documents?stage=READ&limit=20", 20)]);
      const all = [...people.items, ...read.items].filter((d) => d.id !== this.doc?.id && !String(d.kind).toLowerCase().includes("dict"));
      this.next = all[0] ?? null;
      if (this.next?.thumbnail) get(`/documents/${this.next.id}`).catch(() => {});
      if (!this.types.length) this.types = (await get("/document-types")).items;
    } catch (problem) {
      sayProblem(problem);
    }
  }

  async #hits() {
    const q = this.query.get("q");
    if (!q) { this.hitMap = new Map(); this.#boxes(); return; }
    try {
      const found = await get("/search/hits" + query({ documentId: this.params.document, q }));
      this.hitMap = new Map((found.pages ?? []).map((/** @type {any} */ p) => [p.page, p.boxes]));
      this.#boxes();
    } catch (problem) {
      sayProblem(problem);
    }
  }

  #boxes() {
    const all = new Map();
    for (const [n, boxes] of this.hitMap ?? []) all.set(n, [...boxes]);
    for (const [n, boxes] of this.fileable ? proofs(this.said) : []) all.set(n, [...(all.get(n) ?? []), ...boxes]);
    if (this.lit && this.tab === "form") all.set(this.lit.page, [...(all.get(this.lit.page) ?? []), { ...this.lit.place, kind: "hit", text: "This value" }]);
    if (this.doubts) {
      for (const [n, words] of this.words) {
        const doubtful = words.filter((/** @type {any} */ w) => w.confidence < DOUBT).map((/** @type {any} */ w) => ({ ...w, kind: "doubt", text: `“${w.text}” read with ${percent(w.confidence)} confidence` }));
        all.set(n, [...(all.get(n) ?? []), ...doubtful]);
      }
    }
    this.boxes = all;
  }

  /** @param {boolean} on */
  #mark(on) { this.doubts = on; this.#boxes(); }

  async #near(/** @type {CustomEvent} */ e) {
    const n = e.detail.page;
    const detail = this.doc?.pagesDetail?.find((/** @type {any} */ p) => p.page === n);
    if (this.words.has(n) || !detail?.words) return;
    try {
      const words = (await get(`/documents/${this.doc.id}/pages/${n}/words`)).words;
      this.words = new Map(this.words).set(n, words);
      if (this.doubts) this.#boxes();
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 404) sayProblem(problem);
    }
  }

  async #read() {
    if (["RECEIVED", "READING", "QUARANTINED"].includes(this.doc.stage)) return;
    try { this.text = await get(`/documents/${this.doc.id}/text`); } catch (problem) { if (/** @type {any} */ (problem).status !== 404) sayProblem(problem); }
  }

  /** @param {string} tab */
  #show(tab) { this.tab = tab; if (this.lit) this.#light(null); }

  /** It is in a chart and would go to another. */
  get moving() { return this.refiling && Boolean(this.patient) && this.patient.id !== this.doc?.patientId; }

  /** Files it and goes on to the next. @param {Event} [e] @param {string[]} [acknowledged] dangers that were seen */
  async #file(e, acknowledged = []) {
    e?.preventDefault();
    if (this.filing) return;
    const type = this.types.find((t) => t.code === this.type);
    const missing = !this.patient ? "Choose the patient first." : !type ? "Choose what kind of document this is." : !this.date ? "Give the date of the document." : this.moving && !this.moveWhy.trim() ? "Say why it moves to another chart." : "";
    if (missing) { this.fileProblem = new Error(missing); if (!this.patient) this.#picker?.focus(); return; }
    this.filing = true;
    this.fileProblem = null;
    const { id, version } = this.doc, patient = this.patient;
    try {
      const filed = await post(`/documents/${id}/file`, { patientId: patient.id, type, date: this.date, encounterId: this.visit || null, reason: this.moving ? this.moveWhy.trim() : null, acknowledged }, { version });
      const again = this.refiling;
      this.refiling = false;
      if (again) {
        say({ text: `The filing in the chart of ${name(patient.name)} was changed.`, tone: "done" });
        await this.#load();
        return;
      }
      say({ text: `Filed in the chart of ${name(patient.name)} (MRN ${patient.mrn}).`, tone: "done", undo: async () => {
        await post(`/documents/${id}/unfile`, {}, { version: filed.version });
        go(`/documents/${id}`);
        say({ text: "Taken out of the chart again.", tone: "info" });
        if (this.doc?.id === id) await this.#load(true);
      } });
      if (this.next) go(`/documents/${this.next.id}`);
      else { await this.#load(); this.tab = "text"; }
    } catch (problem) {
      const stops = /** @type {any} */ (problem).body?.stops;
      if (stops) this.stops = stops;
      else this.fileProblem = problem;
      if (/** @type {any} */ (problem).status === 412) await this.#load();
    } finally {
      this.filing = false;
    }
  }

  async #unlock(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#pw"));
    this.held = null;
    try {
      await post(`/documents/${this.doc.id}/re-read`, { password: field.value }, { version: this.doc.version });
      field.value = "";
      say({ text: "The file is being read with that password.", tone: "wait" });
      await this.#load();
    } catch (problem) { this.held = problem; }
  }

  /** @param {string} what @param {any} [body] @param {string} [done] */
  async #act(what, body = {}, done = "") {
    try {
      await call("POST", `/documents/${this.doc.id}/${what}`, { body, version: this.doc.version });
      this.asking = "";
      if (done) say({ text: done, tone: "done" });
      await this.#load();
    } catch (problem) { this.asking = ""; sayProblem(problem); }
  }

  /** @param {CustomEvent} e */
  #part(e) {
    this.said = null;
    this.#act("split", { after: e.detail.after }, `Split into ${e.detail.papers} documents; each waits to be filed. It can be undone under “Edit pages”.`);
  }

  #fileTab() {
    const d = this.doc;
    if (this.locked) {
      return html`<form class="stack" @submit=${this.#unlock}><div class="why">${icon("lock")}<span>This file is locked with a password. It is kept as it came; give the password to have it read. It is used only for that.</span></div>
        ${this.held ? html`<cr-problem .problem=${this.held}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="pw">Password of the file</label><input id="pw" type="password" autocomplete="off" required></div><button class="main">Read it</button></form>`;
    }
    if (d.stage === "FILED" && !this.refiling) {
      const visit = this.filedVisit?.id === d.encounterId ? this.filedVisit : null;
      return html`<div class="stack"><p class="row">${icon("done")} <span>Filed in the chart of <a href="/patients/${d.patientId}">${d.patientName}</a>.</span></p>
        <dl class="facts"><dt>Type</dt><dd>${d.type?.display ?? "–"}</dd><dt>Date</dt><dd>${date(d.date)}</dd><dt>MRN</dt><dd class="num">${d.mrn}</dd><dt>Visit</dt><dd>${!d.encounterId ? "none" : visit ? visitWords(visit) : "one of the chart"}</dd></dl>
        <div class="row wrap"><button ?disabled=${!mayFile()} @click=${() => this.#again()}>Change the filing</button><button ?disabled=${!mayFile()} @click=${() => this.#act("unfile", {}, "Taken out of the chart. It is back in the inbox.")}>${icon("undo")} Take out of the chart</button>${mayMark() ? html`<button class="stop" @click=${() => { this.asking = "error"; }}>Entered in error…</button>` : nothing}</div></div>`;
    }
    if (!this.fileable) {
      const s = stage(d.stage);
      return html`<div class="stack"><p><cr-chip tone=${s.tone}>${s.word}</cr-chip> ${d.stageReason ? reason(d.stageReason) + "." : ""}</p>
        ${d.stage === "QUARANTINED" ? html`<p>The file is kept as it came. It can be downloaded, and read again after the cause is mended.</p><div class="row wrap"><button @click=${() => this.#act("re-read", {}, "It is being read again.")}>${icon("rotate")} Read again</button>${mayMark() ? html`<button class="stop" @click=${() => { this.asking = "error"; }}>Entered in error…</button>` : nothing}</div>` : nothing}
        ${d.progress ? html`<cr-progress done=${d.progress.done} of=${d.progress.of} what="pages read"></cr-progress><p class="soft">It can be filed as soon as it is read.</p>` : nothing}</div>`;
    }
    return html`<form class="stack" @submit=${this.#file}>
      ${d.stage === "NEEDS_PERSON" && d.stageReason ? html`<div class="why">${icon("warn")}<span>${reason(d.stageReason)}.</span></div>` : nothing}
      ${d.suggestions?.length ? html`<div class="suggest"><h3>Suggested</h3>${d.suggestions.map((/** @type {any} */ s, /** @type {number} */ i) => html`<button type="button" @click=${() => this.#take(s)}><kbd>${i + 1}</kbd><span>${[s.patient && name(s.patient.name), s.type?.display].filter(Boolean).join(", ")} <span class="soft small">${s.reason ?? ""}</span></span></button>`)}</div>` : nothing}
      <cr-papers .papers=${this.said?.papers ?? []} ?may=${this.editable} @part=${this.#part}></cr-papers>
      <cr-patient-cards .match=${this.said?.match ?? null} .evidence=${this.said?.evidence ?? []} chosen=${this.patient?.id ?? ""} @pick=${(/** @type {CustomEvent} */ e) => this.#pick(e.detail.patient)}></cr-patient-cards>
      <cr-patient-picker .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => this.#pick(e.detail.patient)}><kbd slot="key" class="desk" aria-hidden="true">/</kbd></cr-patient-picker>
      <div class="field"><label class="label" for="type">Type${this.type && this.type === this.said?.type?.code ? html` <span class="soft small">by what the pages say</span>` : nothing}</label><select id="type" @change=${(/** @type {Event} */ e) => { this.type = /** @type {HTMLSelectElement} */ (e.target).value; }}><option value="">Choose…</option>${this.types.map((t) => html`<option value=${t.code} ?selected=${t.code === this.type}>${t.display}</option>`)}</select></div>
      <div class="field"><label class="label" for="date">Date of the document</label><input id="date" type="date" .value=${this.date} max="9999-12-31" @input=${(/** @type {Event} */ e) => { this.date = /** @type {HTMLInputElement} */ (e.target).value; }}></div>
      ${this.patient ? html`<div class="field"><label class="label" for="visit">Visit (may be left open)</label><div class="row"><select id="visit" class="grow" @change=${(/** @type {Event} */ e) => { this.visit = /** @type {HTMLSelectElement} */ (e.target).value; }}><option value="" ?selected=${!this.visit}>${this.visits.length ? "No visit" : "No visits in this chart yet"}</option>${this.visits.map((v) => html`<option value=${v.id} ?selected=${v.id === this.visit}>${visitWords(v)}</option>`)}</select>
        ${mayOpenVisit() ? html`<button type="button" @click=${() => { this.asking = "visit"; }}>New visit <kbd class="desk">V</kbd></button>` : nothing}</div></div>` : nothing}
      ${this.moving ? html`<div class="field"><label class="label" for="move">Why it moves to another chart</label><input id="move" maxlength="500" autocomplete="off" .value=${this.moveWhy} @input=${(/** @type {Event} */ e) => { this.moveWhy = /** @type {HTMLInputElement} */ (e.target).value; }}><span class="soft small">Both charts keep a trace of it, with your name.</span></div>` : nothing}
      ${this.fileProblem ? html`<cr-problem .problem=${this.fileProblem}></cr-problem>` : nothing}
      <button class="main" ?disabled=${this.filing}>${this.filing ? "Filing…" : this.refiling ? "Keep the change" : this.next ? "File and show the next" : "File"}</button>
      <div class="row wrap">${this.refiling ? html`<button type="button" class="bare" @click=${() => { this.refiling = false; this.fileProblem = null; }}>Leave it as it is</button>` : nothing}<button type="button" class="bare" @click=${() => this.#act("re-read", {}, "It is being read again.")}>Read again</button>${mayMark() ? html`<button type="button" class="bare" @click=${() => { this.asking = "error"; }}>Entered in error…</button>` : nothing}</div></form>`;
  }

  #formTab() {
    return html`<cr-form-values .form=${this.form} @light=${(/** @type {CustomEvent} */ e) => this.#light(e.detail)} @confirmed=${(/** @type {CustomEvent} */ e) => { this.form = e.detail.form; if (this.doc.patientId) this.#hold(this.doc.patientId); }}></cr-form-values>`;
  }

  #textTab() {
    if (this.text === null) return html`<p class="soft">${["RECEIVED", "READING"].includes(this.doc.stage) ? "The text appears here when the pages are read." : "No text was kept for this document."}</p>`;
    const pages = this.text.split("\f");
    const q = this.query.get("q") ?? "";
    const hits = q.match(/[\p{L}\p{N}]{2,}/gu)?.filter((w) => !["AND", "OR", "NOT"].includes(w)) ?? [];
    const pattern = hits.length ? new RegExp(`(?<![\\p{L}\\p{N}])(${hits.map((h) => h.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu") : null;
    return html`<div class="text">${pages.map((text, i) => (text.trim() || pages.length === 1 ? html`${pages.length > 1 ? html`<h3>Page ${i + 1}</h3>` : nothing}${!text.trim() ? html`<span class="soft">No text on this page.</span>` : pattern ? text.trim().split(pattern).map((part, k) => (k % 2 ? html`<mark>${part}</mark>` : part)) : text.trim()}` : nothing))}</div>`;
  }

  #readingTab() {
    const d = this.doc;
    return html`<div class="stack"><label class="row"><input type="checkbox" .checked=${this.doubts} @change=${(/** @type {Event} */ e) => this.#mark(/** @type {HTMLInputElement} */ (e.target).checked)}> Mark doubtful words on the page <kbd class="desk">X</kbd></label>
      <dl class="facts"><dt>Came as</dt><dd>${sentence(d.kind)}</dd><dt>Arrived with</dt><dd><a href="/inbox/${d.arrivalId}">its arrival</a></dd><dt>Confidence</dt><dd class="num">${percent(d.confidence)}</dd></dl>
      ${mayFile() ? html`<div><button @click=${() => { this.asking = "rescan"; }}>${icon("scan")} Ask for a rescan… <kbd class="desk">S</kbd></button></div>` : nothing}
      <table><thead><tr><th class="n">Page</th><th class="n">Read with</th><th>Found on the way</th></tr></thead><tbody>${(d.pagesDetail ?? []).map((/** @type {any} */ p) => html`<tr><td class="n num">${p.page}</td><td class="n num">${percent(p.confidence)}</td>
        <td class="step">${[p.problem && reason(p.problem), p.doubt, p.rotation ? `turned ${p.rotation}°` : "", p.skewDegrees && Math.abs(p.skewDegrees) > 0.2 ? `straightened ${p.skewDegrees.toFixed(1)}°` : "", p.xDpi ? `${p.xDpi === p.yDpi ? p.xDpi : `${p.xDpi}×${p.yDpi}`} dpi` : ""].filter(Boolean).join(" · ")}
        ${p.steps?.length ? html`<details><summary>${counted(p.steps.length, "step")}</summary>${p.steps.map((/** @type {any} */ s) => html`<div>${sentence(s.step)}: ${s.decision}${s.value ? ` (${s.value})` : ""}</div>`)}</details>` : nothing}</td></tr>`)}</tbody></table></div>`;
  }

  #historyTab() {
    const d = this.doc;
    return html`<div class="stack"><dl class="facts"><dt>Arrived</dt><dd class="num">${moment(d.createdAt)}</dd><dt>Last change</dt><dd class="num">${moment(d.changedAt)}</dd><dt>Version</dt><dd class="num">${d.version}</dd>${d.splitFrom ? html`<dt>Split from</dt><dd><a href="/documents/${d.splitFrom}">another document</a></dd>` : nothing}${d.attachedTo ? html`<dt>Attached to</dt><dd><a href="/documents/${d.attachedTo}">a message</a></dd>` : nothing}</dl>
      <cr-history document=${d.id} version=${d.version}></cr-history></div>`;
  }

  render() {
    if (this.failure && !this.doc) return html`<div class="head"><h1>Document</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load(true)}></cr-problem>${this.failure.status === 404 && mayOpenInEmergency() ? html`<br><cr-emergency @opened=${this.#opened}></cr-emergency>` : nothing}</div>`;
    const d = this.doc;
    if (!d) return html`<div class="head"><h1>Document</h1></div>`;
    const s = stage(d.stage), pages = d.pagesDetail ?? [];
    const tab = (/** @type {string} */ key, /** @type {string} */ word) => html`<button role="tab" id="tab-${key}" aria-selected=${this.tab === key} aria-controls="tabpanel" tabindex=${this.tab === key ? "0" : "-1"} @click=${() => this.#show(key)}
      @keydown=${(/** @type {KeyboardEvent} */ e) => { const all = ["file", ...(this.form?.pages.length ? ["form"] : []), "text", "reading", "history"], n = all.length, i = all.indexOf(key), to = e.key === "ArrowRight" ? all[(i + 1) % n] : e.key === "ArrowLeft" ? all[(i + n - 1) % n] : ""; if (to) { this.#show(to); this.updateComplete.then(() => /** @type {HTMLElement} */ (this.renderRoot.querySelector(`#tab-${to}`)).focus()); } }}>${word}</button>`;
    return html`<div class="head"><button class="bare icon" aria-label="Back" @click=${() => history.back()}>${icon("back")}</button>
        <div class="title"><h1 class="clip">${d.title || sentence(d.kind)}</h1><span class="small">${[d.type?.display, d.date && date(d.date), pages.length ? counted(pages.length, "page") : ""].filter(Boolean).join(" · ")}</span></div>
        <cr-chip tone=${s.tone}>${s.word}</cr-chip>
        ${this.next && this.fileable ? html`<a class="button" href="/documents/${this.next.id}" aria-label="Next to file"><span class="word">Next to file</span> ${icon("next")}</a>` : nothing}
        ${this.editable ? html`<a class="button" href="/documents/${d.id}/pages" aria-label="Edit pages">${icon("pages")} <span class="word">Edit pages</span> <kbd class="desk" aria-hidden="true">E</kbd></a>` : nothing}
        ${d.stage === "FILED" && mayRoute() ? html`<button aria-label="Route to a clinician" @click=${() => this.#reviews?.route()}>${icon("review")} <span class="word">Route</span> <kbd class="desk" aria-hidden="true">R</kbd></button>` : nothing}
        ${d.kind === "EMAIL" && ["READ", "NEEDS_PERSON", "FILED"].includes(d.stage) && session.may("releases") ? html`<button aria-label="It asks for records" @click=${() => { this.asked = true; }}>${icon("elsewhere")} <span class="word">It asks for records</span></button>` : nothing}
        <a class="button" href="/api/v1/documents/${d.id}/pdf" download aria-label="Searchable PDF">${icon("download")} <span class="word">PDF</span></a>
        <a class="button" href="/api/v1/arrivals/${d.arrivalId}/original" download aria-label="Original file">${icon("download")} <span class="word">Original</span></a></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <cr-dialog heading="It asks for records" ?open=${this.asked} @close=${() => { this.asked = false; }}>
        ${this.asked ? html`<form id="asks" class="fields" @submit=${this.#asksForRecords}><p>The release desk gets a request with this e-mail as its paper. Its time to answer runs from when the e-mail came in.</p>
          <div class="field"><label class="label" for="asks-who">Who asks; left empty, who sent it</label><input id="asks-who" name="requester" maxlength="200" autocomplete="off"></div>
          <div class="field"><label class="label" for="asks-type">In what standing</label><select id="asks-type" name="type"><option value="">As the e-mail looks</option>${TYPES.map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></div></form>` : nothing}
        <button slot="actions" @click=${() => { this.asked = false; }}>Cancel</button><button slot="actions" class="main" @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#asks")).requestSubmit()}>Log the request</button></cr-dialog>
      <div class="work">
        ${pages.length ? html`<cr-page-viewer label="Pages of ${d.title || "this document"}" .pages=${pages} .boxes=${this.boxes} .words=${this.words} @near=${this.#near} @page=${(/** @type {CustomEvent} */ e) => { const q = new URLSearchParams(location.search); if (e.detail.page > 1) q.set("page", e.detail.page); else q.delete("page"); note(location.pathname + (q.size ? "?" + q : "")); }}></cr-page-viewer>`
          : html`<div class="no"><div class="empty">${icon(this.locked ? "lock" : "page")}<b>${this.locked ? "Locked with a password" : ["RECEIVED", "READING"].includes(d.stage) ? "The pages appear here as they are read" : "There are no page images"}</b><span>${d.stageReason && !this.locked ? reason(d.stageReason) : ""}</span>${d.progress ? html`<cr-progress done=${d.progress.done} of=${d.progress.of} what="pages"></cr-progress>` : nothing}</div></div>`}
        <aside class="side" aria-label="Filing, text and evidence"><cr-reviews-of .document=${d} version=${d.version}></cr-reviews-of><cr-amendments-of .document=${d} version=${d.version}></cr-amendments-of><div class="tabs" role="tablist" aria-label="Beside the page">${tab("file", d.stage === "FILED" ? "Filed" : "File it")}${this.form?.pages.length ? tab("form", "Form values") : nothing}${tab("text", "Text")}${tab("reading", "Reading")}${tab("history", "History")}</div>
          <div class="panelbody" role="tabpanel" id="tabpanel" aria-labelledby="tab-${this.tab}">${this.tab === "file" ? this.#fileTab() : this.tab === "form" ? this.#formTab() : this.tab === "text" ? this.#textTab() : this.tab === "reading" ? this.#readingTab() : this.#historyTab()}</div></aside>
      </div>
      <cr-new-visit .patient=${this.patient} day=${this.date} ?open=${this.asking === "visit"} @close=${() => { if (this.asking === "visit") this.asking = ""; }} @made=${async (/** @type {CustomEvent} */ e) => { await this.#visits(); this.visit = e.detail.visit.id; await this.updateComplete; /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#visit"))?.focus(); }}></cr-new-visit>
      <cr-danger .stops=${this.stops} .patient=${this.patient} @close=${() => { this.stops = []; }} @seen=${(/** @type {CustomEvent} */ e) => { this.stops = []; this.#file(undefined, e.detail.codes); }}></cr-danger>
      <cr-rescan .document=${d} page=${this.#viewer?.page ?? 1} ?open=${this.asking === "rescan"} @close=${() => { if (this.asking === "rescan") this.asking = ""; }}></cr-rescan>
      <cr-dialog heading="Entered in error" ?open=${this.asking === "error"} @close=${() => { if (this.asking === "error") this.asking = ""; }}>
        <div class="stack"><p>“${d.title || sentence(d.kind)}”${d.patientName ? ` in the chart of ${d.patientName}` : ""} will be marked as entered in error. It leaves lists and search, and stays in the history with your name and the reason.</p>
        <div class="field"><label class="label" for="why">Reason</label><textarea id="why" rows="3" .value=${this.why} @input=${(/** @type {Event} */ e) => { this.why = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></textarea></div></div>
        <button slot="actions" @click=${() => { this.asking = ""; }}>Keep it</button><button slot="actions" class="stop" ?disabled=${!this.why.trim()} @click=${() => this.#act("entered-in-error", { reason: this.why.trim() }, "Marked as entered in error.")}>Mark as entered in error</button></cr-dialog>`;
  }
}
customElements.define("cr-page-document", CrPageDocument);
