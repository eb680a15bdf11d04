import { LitElement, css, html, nothing } from "lit";
import { call, get, list, post, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, due, moment, name, reason, span } from "../../shell/words.js";
import { mayEditPages } from "../edit-pages/edit-words.js";
import { mayOpenVisit, visitWords } from "../../components/cr-new-visit.js";
import { SURE, candidates, proofs } from "../../components/filing-words.js";
import { Ahead } from "./ahead.js";
import { CHANNELS, FATES, OWNERS, REASONS, from, secondLook, waits } from "./desk-words.js";
import "./cr-desk-batch.js";
import "./cr-desk-outcomes.js";
import "../../components/cr-chip.js";
import "../../components/cr-danger.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-papers.js";
import "../../components/cr-patient-cards.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-queue.js";
import "../../shell/cr-problem.js";

/** A claim lasts a minute and a half; an open page renews it well before. */
const RENEW_MS = 30_000;
const MOST = 200;
/** So many are fetched and drawn first; the others come while a person looks at them. */
const FIRST = 40;
/** This many filings can be taken back with one key each. */
const UNDOS = 20;

/** What is written in a row of the queue: it lives in the queue's shadow root. */
const ROW = css`
  .r { display: grid; gap: 1px; width: 100%; } .r > span { display: flex; gap: 6px; align-items: center; min-width: 0; } .r b { font-weight: 600; } .r .s { font-size: var(--text-small); color: var(--ink-soft); } .r .end { margin-left: auto; white-space: nowrap; }
  .stat { color: var(--stop); font-weight: 700; font-size: 11px; border: 1px solid currentColor; border-radius: 4px; padding: 0 4px; }
`;

/** Whether a person is in a field, a dialog or the queue: the focus stays there. */
function busyElsewhere() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.matches("input, select, textarea, [role=listbox]") || at?.closest("dialog"));
}

/** The filing desk: on the left the pages, on the right the decision, and the next paper one key away. */
export class CrPageFiling extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, view: { state: true }, items: { state: true }, loaded: { state: true }, failure: { state: true }, active: { state: true }, doc: { state: true }, said: { state: true },
    patient: { state: true }, type: { state: true }, date: { state: true }, visits: { state: true }, visit: { state: true }, types: { state: true }, problem: { state: true }, busy: { state: true }, asking: { state: true }, stops: { state: true },
    lookCount: { state: true }, listed: { state: true }, narrow: { state: true },
  };

  static styles = [base, page, css`
    .work { flex: 1; min-height: 0; display: grid; grid-template-columns: 264px minmax(0, 1fr) minmax(340px, 390px); border-top: 1px solid var(--line); } .work.bare { grid-template-columns: minmax(0, 1fr) minmax(340px, 390px); }
    .queue { border-right: 1px solid var(--line); min-height: 0; display: flex; flex-direction: column; } .queue cr-queue { flex: 1; min-height: 0; } .filters { display: grid; gap: var(--s1); padding: var(--s2); border-bottom: 1px solid var(--line); } .filters select { min-height: 30px; }
    .side { border-left: 1px solid var(--line); overflow: auto; min-height: 0; padding: var(--s4); background: var(--surface); } #decision:focus-visible { outline: none; }
    .paper { border-bottom: 1px solid var(--line); padding-bottom: var(--s3); } .paper h2 { font-size: 16px; overflow-wrap: anywhere; } .paper .small { display: block; color: var(--ink-soft); }
    .views { display: flex; gap: 2px; } .views button { border-color: transparent; background: none; } .views button[aria-pressed="true"] { background: var(--accent-soft); }
    .why { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); } .why > svg { color: var(--warn); margin-top: 3px; } .why.info { background: var(--info-soft); border-color: var(--info); } .why.info > svg { color: var(--info); }
    .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--s3); } .suggest { display: grid; gap: var(--s1); } .suggest button { justify-content: flex-start; height: auto; white-space: normal; text-align: left; }
    .facts { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--s4); } .facts dd { overflow-wrap: anywhere; } .place { white-space: nowrap; color: var(--ink-soft); }
    .no { display: grid; place-items: center; background: var(--sunken); padding: var(--s6); min-height: 200px; } .sticky { position: sticky; bottom: calc(-1 * var(--s4)); background: var(--surface); padding: var(--s2) 0 var(--s4); margin-bottom: calc(-1 * var(--s4)); display: grid; gap: var(--s2); border-top: 1px solid var(--line); }
    .sum { margin: 0; } .sum .lack { color: var(--warn); font-weight: 600; }
    .keys { display: flex; flex-wrap: wrap; gap: var(--s1); } .keys button { padding: 0 var(--s2); }
    @media (max-width: 1180px) { .work { grid-template-columns: 220px minmax(0, 1fr) minmax(320px, 360px); } }
    @media (max-width: 900px) { :host { height: auto; min-height: 100%; } .work, .work.bare { grid-template-columns: minmax(0, 1fr); } .queue { border: 0; border-bottom: 1px solid var(--line); height: 46dvh; } .side { border-left: 0; border-top: 1px solid var(--line); overflow: visible; } cr-page-viewer, .no { height: 50dvh; } .views { order: 3; width: 100%; overflow-x: auto; } .sticky { bottom: 0; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {""|"second-look"|"misdirected"} */
    this.view = "";
    /** Papers of this view; of a second look the document with `look` beside it. @type {any[]} */
    this.items = [];
    this.loaded = false;
    /** Questions for the queue so far; the last one whose answer is shown; the last one asked before something was done here. */
    this.asks = 0;
    this.answered = 0;
    this.outdated = 0;
    /** @type {string|null} the paper to open as soon as it is in the queue */
    this.wanted = null;
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    /** @type {any} */
    this.doc = null;
    /** @type {any} */
    this.said = null;
    /** What proves whose it is: page → boxes. @type {Map<number, any[]>} */
    this.boxes = new Map();
    /** @type {any} */
    this.patient = null;
    this.type = "";
    this.date = "";
    /** @type {any[]} */
    this.visits = [];
    this.visit = "";
    /** @type {{code:string, display:string}[]} */
    this.types = [];
    /** @type {{id:string, name:string}[]} */
    this.facilities = [];
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.asking = "";
    /** @type {{code:string, words:string}[]} */
    this.stops = [];
    this.lookCount = 0;
    /** When the queue was asked for last, ms. */
    this.asked = 0;
    const media = matchMedia("(max-width: 900px)");
    this.narrow = media.matches;
    media.addEventListener("change", () => { this.narrow = media.matches; });
    /** Whether the queue is shown beside the page. */
    this.listed = !media.matches;
    this.ahead = new Ahead();
    /** The filings of this desk, latest last. @type {{ids:{id:string, version:number}[], words:string}[]} */
    this.done = [];
    /** The document this page has a claim on. */
    this.held = "";
    this.reload = gathered(() => this.#load(), 500);
    /** A page that goes away gives back what it had open. */
    this.leaving = () => {
      if (this.held) fetch(`/api/v1/filing/${this.held}/release`, { method: "POST", keepalive: true, credentials: "same-origin", headers: { "X-Chartroom": "1", "Content-Type": "application/json" }, body: "{}" }).catch(() => {});
      this.held = "";
    };
    const open = () => Boolean(this.entry), filing = () => this.fileable, waiting = () => open() && this.view === "" && !this.taken;
    new Keys(this, "Filing", [
      ...[1, 2, 3].map((n) => ({ key: String(n), label: n === 1 ? "Take the suggested patient (1 to 3)" : "", when: () => filing() && candidates(this.said?.match).length >= n, run: () => this.#take(n) })),
      { key: "Enter", label: "File it and show the next", when: filing, run: () => this.#file() },
      { key: "Ctrl+Enter", label: "", typing: true, when: filing, run: () => this.#file() },
      { key: "/", label: "Find another patient", when: filing, run: () => this.#field("cr-patient-picker") },
      { key: "t", label: "Type", when: filing, run: () => this.#field("#type") },
      { key: "d", label: "Date", when: filing, run: () => this.#field("#date") },
      { key: "v", label: "New visit to file into", when: () => filing() && Boolean(this.patient) && mayOpenVisit(), run: () => { this.asking = "visit"; } },
      { key: "j", label: "Next paper", run: () => this.#step(1) },
      { key: "k", label: "Previous paper", run: () => this.#step(-1) },
      { key: "u", label: "Take the last filing back", when: () => this.done.length > 0, run: () => this.#undo() },
      { key: "m", label: "Not ours", when: () => waiting() || (open() && this.view === "misdirected"), run: () => { this.asking = "misdirected"; } },
      { key: "c", label: "Somebody has to call", when: waiting, run: () => { this.asking = "callback"; } },
      { key: "b", label: "File what came in together", when: () => filing() && Boolean(this.patient) && this.batch.length > 1, run: () => { this.asking = "batch"; } },
      { key: "b", label: "Bring it back to be filed", when: () => open() && this.view === "misdirected", run: () => this.#bringBack() },
      { key: "s", label: "Split into the papers it looks like", when: () => filing() && this.said?.papers?.length > 1 && mayEditPages(), run: () => /** @type {any} */ (this.renderRoot.querySelector("cr-papers"))?.split() },
      { key: "e", label: "Edit pages", when: () => open() && this.view === "" && mayEditPages(), run: () => go(`/documents/${this.active}/pages`) },
      { key: "o", label: "Take it over", when: () => open() && this.taken, run: () => { this.asking = "take-over"; } },
      { key: "y", label: "The filing is right", when: () => open() && this.view === "second-look" && !this.entry.look.mine, run: () => this.#confirm() },
      { key: "n", label: "Send it back", when: () => open() && this.view === "second-look" && !this.entry.look.mine, run: () => { this.asking = "send-back"; } },
      { key: "q", label: "The queue", run: () => { this.listed = !this.listed; } },
      { key: "PageDown", label: "Next page", run: () => this.#viewer?.show(this.#viewer.page + 1) },
      { key: "PageUp", label: "Previous page", run: () => this.#viewer?.show(this.#viewer.page - 1) },
      { key: "+", label: "Zoom in", run: () => this.#viewer?.setZoom(this.#viewer.zoom * 1.25) },
      { key: "-", label: "Zoom out", run: () => this.#viewer?.setZoom(this.#viewer.zoom / 1.25) },
      { key: "r", label: "Turn the page, for this look", run: () => this.#viewer?.turn() },
      { key: "Escape", label: "", typing: true, run: () => this.#decide() },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    events.addEventListener("document", this.reload);
    events.addEventListener("resync", this.reload);
    addEventListener("pagehide", this.leaving);
    this.renewing = setInterval(() => { if (this.held) this.#claim(this.held); }, RENEW_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    events.removeEventListener("document", this.reload);
    events.removeEventListener("resync", this.reload);
    removeEventListener("pagehide", this.leaving);
    clearInterval(this.renewing);
    this.#release();
    this.ahead.close();
  }

  /** @returns {any} */
  get #viewer() { return this.renderRoot?.querySelector("cr-page-viewer"); }

  /** The paper that is open. @returns {any} */
  get entry() { return this.items.find((i) => i.id === this.active) ?? null; }
  /** Somebody else has it open. */
  get taken() { return Boolean(this.entry?.claim) && !this.entry.claim.mine; }
  get locked() { return /encrypt|password/i.test(this.doc?.stageReason ?? ""); }
  get fileable() { return this.view === "" && Boolean(this.entry) && this.doc?.id === this.active && ["READ", "NEEDS_PERSON"].includes(this.doc?.stage) && !this.taken && !this.locked; }
  /** The papers of the same arrival that wait, this one first. */
  get batch() { const e = this.entry; return e ? [e, ...this.items.filter((i) => i.arrivalId === e.arrivalId && i.id !== e.id && (!i.claim || i.claim.mine))] : []; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("query")) return;
    const view = /** @type {any} */ (this.query.get("view") ?? "");
    if (view !== this.view || !this.loaded) { this.view = view; this.#forget(); this.#load(this.query.get("document")); } else if (this.query.get("document") && this.query.get("document") !== this.active) this.#open(/** @type {string} */ (this.query.get("document")));
    else this.#load();
  }

  #forget() {
    this.#release();
    this.items = [];
    this.active = null;
    this.doc = null;
    this.loaded = false;
  }

  /** @param {string|null} [first] the paper to open when none is */
  async #load(first = null) {
    const view = this.view, ask = ++this.asks;
    if (first) this.wanted = first;
    try {
      const found = view === "" ? await this.#waiting((items) => this.#early(items, first))
        : view === "misdirected" ? await list("/filing/misdirected?limit=100", MOST) : { items: [] };
      const looks = await list("/filing/second-looks?limit=200", MOST);
      if (!this.facilities.length) [this.types, this.facilities] = (await Promise.all([get("/document-types"), get("/facilities")])).map((a) => a.items);
      if (view !== this.view || !this.isConnected) return;
      // An older answer does not know what was done since: by it the open paper would seem gone, and another be opened.
      if (ask < this.answered) return;
      if (ask <= this.outdated) { this.reload(); return; }
      this.answered = ask;
      this.lookCount = looks.items.length;
      this.items = view === "second-look" ? looks.items.map((/** @type {any} */ l) => ({ ...l.document, look: l })) : found.items;
      this.loaded = true;
      this.failure = null;
      const at = this.entry, wanted = this.items.find((i) => i.id === this.wanted);
      this.wanted = null;
      if (wanted && wanted !== at) await this.#open(wanted.id);
      else if (!at) {
        const next = this.#free(this.items);
        if (next) await this.#open(next.id);
        else { this.active = null; this.doc = null; }
      } else if (view === "" && !at.claim && this.held !== at.id) this.#claim(at.id);
      if (at && this.doc && this.doc.version !== at.version && !this.busy) await this.#open(at.id, true);
    } catch (problem) { this.failure = problem; this.loaded = true; }
  }

  /** Draws the beginning of the queue and opens its first paper, before the rest is there. @param {any[]} items @param {string|null} wanted */
  async #early(items, wanted) {
    if (this.loaded || !this.isConnected) return;
    this.items = items;
    this.loaded = true;
    const next = wanted ? items.find((i) => i.id === wanted) : this.#free(items);
    if (next) this.#open(next.id);
    await this.updateComplete;
    performance.measure("chartroom.queue", { start: this.asked, end: performance.now() });
  }

  /** What waits and fits the choices. @param {(first:any[])=>unknown} begins hears what comes first @returns {Promise<{items:any[]}>} */
  async #waiting(begins) {
    const owner = this.query.get("owner"), asked = { channel: this.query.get("channel"), reason: this.query.get("reason"), facility: this.query.get("facility") }, view = this.view;
    const of = async (/** @type {string|null} */ who) => {
      this.asked = performance.now();
      const first = await get("/filing" + query({ ...asked, owner: who, limit: FIRST }));
      if (who === owner && this.view === view) begins(first.items);
      const rest = first.next ? await get("/filing" + query({ ...asked, owner: who, cursor: first.next, limit: MOST - FIRST })) : { items: [] };
      return { items: [...first.items, ...rest.items] };
    };
    if (owner !== "none") return of(owner);
    // What is open here belongs to the free ones that one works through.
    // Who works so is shown both together.
    const [mine, free] = await Promise.all([of("me"), of("none")]);
    return { items: [...mine.items, ...free.items] };
  }

  /** The first of these that nobody else has open. @param {any[]} items */
  #free(items) { return items.find((i) => !i.claim || i.claim.mine) ?? items[0] ?? null; }

  /** Shows a paper and takes it for this desk. @param {string} id @param {boolean} [changed] whether it is to be read anew */
  async #open(id, changed = false) {
    if (this.held && this.held !== id) this.#release();
    const stay = this.active === id;
    this.active = id;
    this.problem = null;
    if (!stay) this.stops = [];
    if (this.view === "") this.#claim(id);
    try {
      let opened = await (changed ? this.ahead.again(id) : this.ahead.open(id));
      const at = this.items.find((i) => i.id === id);
      if (at && opened.doc.version !== at.version && !changed) opened = await this.ahead.again(id);
      if (this.active !== id) return;
      this.#show(opened, stay);
      await this.updateComplete;
      // On a phone the whole page scrolls: it stays where it is.
      if (!stay && !this.narrow) this.#viewer?.show(1);
      const q = new URLSearchParams(location.search);
      q.set("document", id);
      note("/filing?" + q);
      if (!stay && this.asking === "" && !busyElsewhere()) this.#decide();
      this.#nextAhead();
    } catch (problem) { if (this.active === id) { this.doc = null; this.problem = problem; } }
  }

  /** @param {import("./ahead.js").Opened} opened @param {boolean} stay what a person chose already stays */
  #show(opened, stay) {
    const { doc, said } = opened;
    this.doc = doc;
    this.said = said;
    this.boxes = proofs(said);
    session.hold(null);
    if (stay) return;
    this.patient = null;
    this.visits = [];
    this.visit = "";
    this.type = doc.type?.code ?? (said?.type?.probability >= SURE ? said.type.code : "");
    this.date = doc.date ?? said?.date ?? "";
    aloud(`${doc.title}, ${waits(this.entry ?? {}).word}`);
  }

  /** Reads the paper after this one, so that it is there at once. */
  #nextAhead() {
    const next = this.#after();
    if (next) this.ahead.open(next.id).catch(() => {});
  }

  /** What comes after the open paper: the next that nobody else has open, else one before it. */
  #after() {
    const at = this.items.findIndex((i) => i.id === this.active);
    return this.#free([...this.items.slice(at + 1), ...this.items.slice(0, Math.max(0, at))]);
  }

  /** @param {string} id */
  async #claim(id) {
    this.held = id;
    try {
      const entry = await post(`/filing/${id}/claim`, {});
      this.#is(entry);
    } catch (problem) {
      if (this.held === id) this.held = "";
      if (/** @type {any} */ (problem).status === 409) this.reload();
      else if (/** @type {any} */ (problem).status !== 404 && /** @type {any} */ (problem).status !== 401) sayProblem(problem);
    }
  }

  #release() {
    const id = this.held;
    this.held = "";
    if (id) call("POST", `/filing/${id}/release`, {}).catch(() => {});
  }

  /** Takes an entry as the server has it now. @param {any} entry */
  #is(entry) { this.items = this.items.map((i) => (i.id === entry.id ? { ...i, ...entry } : i)); }

  /** The keys of the desk work again. */
  #decide() {
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#decision"))?.focus({ preventScroll: true });
  }

  /** @param {string} selector */
  #field(selector) { /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(selector))?.focus(); }

  /** @param {number} by */
  #step(by) {
    const at = this.items.findIndex((i) => i.id === this.active), to = this.items[Math.max(0, Math.min(this.items.length - 1, at + by))];
    if (to && to.id !== this.active) this.#open(to.id);
  }

  /** @param {number} n */
  #take(n) { this.#pick(candidates(this.said?.match)[n - 1].patient, true); }

  /** @param {any} patient @param {boolean} [suggested] */
  async #pick(patient, suggested = false) {
    this.patient = patient;
    this.problem = null;
    this.visits = [];
    this.visit = "";
    if (!patient) return;
    aloud(`${name(patient.name)} chosen`);
    if (suggested || this.type) this.#decide();
    else this.updateComplete.then(() => this.#field("#type"));
    await this.#visits();
  }

  async #visits() {
    const id = this.patient?.id;
    try {
      const visits = (await get(`/patients/${id}/encounters`)).items;
      if (this.patient?.id === id) this.visits = visits;
    } catch (problem) { sayProblem(problem); }
  }

  /** Files it and shows the next. @param {string[]} [acknowledged] dangers that were seen */
  async #file(acknowledged = []) {
    if (this.busy || !this.fileable) return;
    const type = this.types.find((t) => t.code === this.type);
    const [missing, where] = !this.patient ? ["Choose the patient first: 1 to 3, or / to find one.", ""] : !type ? ["Choose what kind of document this is.", "#type"] : !this.date ? ["Give the date of the document.", "#date"] : ["", ""];
    if (missing) { this.problem = new Error(missing); if (where) this.#field(where); return; }
    const { id, version } = this.doc, patient = this.patient, begun = performance.now();
    this.busy = true;
    this.problem = null;
    try {
      const filed = await post(`/documents/${id}/file`, { patientId: patient.id, type, date: this.date, encounterId: this.visit || null, acknowledged }, { version });
      performance.measure("chartroom.filed", { start: begun, end: performance.now() });
      this.busy = false;
      await this.#filed([filed], `Filed in the chart of ${name(patient.name)} (MRN ${patient.mrn}).`);
      performance.measure("chartroom.file-and-next", { start: begun, end: performance.now() });
    } catch (problem) {
      const stops = /** @type {any} */ (problem).body?.stops;
      if (stops) this.stops = stops;
      else this.problem = problem;
      if ([409, 412].includes(/** @type {any} */ (problem).status) && !stops) this.reload();
    } finally { this.busy = false; }
  }

  /** What was filed leaves the queue, and the next is shown. @param {any[]} filed @param {string} words */
  async #filed(filed, words) {
    const begun = performance.now();
    this.outdated = this.asks;
    this.#decide();
    const ids = new Set(filed.map((f) => f.id));
    this.held = ids.has(this.held) ? "" : this.held;
    this.done = [...this.done, { ids: filed.map((f) => ({ id: f.id, version: f.version })), words }].slice(-UNDOS);
    const at = this.items.findIndex((i) => i.id === this.active);
    const next = this.#free([...this.items.slice(at + 1), ...this.items.slice(0, Math.max(0, at))].filter((i) => !ids.has(i.id)));
    this.items = this.items.filter((i) => !ids.has(i.id));
    for (const id of ids) this.ahead.drop(id);
    say({ text: words, tone: "done", undo: () => this.#undo() });
    if (!next) { this.active = null; this.doc = null; this.#load(); return; }
    this.patient = null;
    await this.#open(next.id);
    performance.measure("chartroom.next", { start: begun, end: performance.now() });
  }

  /** Takes the last filing back. */
  async #undo() {
    const last = this.done.at(-1);
    if (!last) return;
    this.done = this.done.slice(0, -1);
    try {
      for (const { id, version } of last.ids) {
        await post(`/documents/${id}/unfile`, {}, { version });
        this.ahead.drop(id);
      }
      this.outdated = this.asks;
      say({ text: last.ids.length > 1 ? `${counted(last.ids.length, "paper")} taken out of the chart again.` : "Taken out of the chart again.", tone: "info" });
      if (this.view === "") { this.#release(); this.active = null; await this.#load(last.ids[0].id); } else go(`/filing?document=${last.ids[0].id}`);
    } catch (problem) { sayProblem(problem); this.reload(); }
  }

  async #part(/** @type {CustomEvent} */ e) {
    try {
      await post(`/documents/${this.doc.id}/split`, { after: e.detail.after }, { version: this.doc.version });
      say({ text: `Split into ${e.detail.papers} documents; each waits to be filed. It can be undone under “Edit pages”.`, tone: "done" });
      this.outdated = this.asks;
      this.ahead.drop(this.doc.id);
      const id = this.doc.id;
      this.active = null;
      await this.#load(id);
    } catch (problem) { this.problem = problem; }
  }

  /** An outcome was kept. @param {CustomEvent} e */
  async #outcome(e) {
    const { what, entry } = e.detail;
    this.asking = "";
    this.outdated = this.asks;
    if (what === "claim") { this.held = entry.id; this.#is(entry); await this.#open(entry.id, true); return; }
    const words = { misdirected: "Out of the queue; it is under “Not ours”.", callback: "Marked: somebody has to call.", "callback-done": "The call is noted.", "bring-back": "Back in the queue.", "send-back": "Sent back to the desk.", confirm: "Confirmed." }[/** @type {string} */ (what)];
    say({ text: words ?? "Kept.", tone: "done" });
    this.ahead.drop(entry.id);
    const leaves = what !== "callback-done" && !(what === "misdirected" && this.view === "misdirected");
    const next = leaves ? this.#after() : null;
    if (leaves && what !== "callback") { this.items = this.items.filter((i) => i.id !== entry.id); if (this.held === entry.id) this.held = ""; }
    if (leaves && next) await this.#open(next.id);
    else if (leaves && what !== "callback") { this.active = null; this.doc = null; }
    // Before the queue is asked for again: who goes on typing meanwhile keeps the focus.
    this.#decide();
    await this.#load();
  }

  /** @param {string} what */
  async #plain(what) {
    const e = this.entry;
    try { await this.#outcome(new CustomEvent("done", { detail: { what, entry: await post(`/filing/${e.id}/${what}`, {}, { version: e.version }) } })); } catch (problem) { this.problem = problem; this.reload(); }
  }

  #bringBack() { this.#plain("bring-back"); }
  #confirm() { this.#plain("confirm"); }

  /** @param {string} part @param {string} value */
  #filter(part, value) {
    const q = new URLSearchParams(location.search);
    if (value) q.set(part, value); else q.delete(part);
    q.delete("document");
    this.#forget();
    go("/filing" + (q.size ? "?" + q : ""));
  }

  /** @param {any} e */
  #row(e) {
    if (e.look) return html`<span class="r"><span>${icon(kindIcon(e.kind))}<b class="clip">${e.title}</b></span><span class="s"><span class="clip">${e.patientName}</span></span><span class="s"><span class="clip">filed by ${e.look.mine ? "you" : e.look.filer}</span><span class="end num">${moment(e.look.filedAt)}</span></span></span>`;
    const w = waits(e), mine = e.claim?.mine, last = e.last?.step;
    return html`<span class="r"><span>${icon(kindIcon(e.kind))}<b class="clip">${e.title}</b>${e.priority !== "ROUTINE" ? html`<span class="stat end">${e.priority}</span>` : nothing}</span>
      <span class="s"><span class="clip">${[from(e), counted(e.pages, "page")].filter(Boolean).join(" · ")}</span><span class="end num" title=${moment(e.receivedAt)}>${span(e.ageSeconds)}</span></span>
      <span class="s"><span class="clip">${e.claim && !mine ? html`${icon("lock")} ${e.claim.displayName} has it open` : this.view === "misdirected" ? `${last?.sender || "sender not known"} · ${last?.senderTold ? "was told" : "not told yet"}` : e.waits?.some((/** @type {string} */ r) => r.startsWith("CALLBACK")) ? `${w.word}: ${last?.whom}, ${due(last?.due)}` : e.stageReason ? reason(e.stageReason) : w.word}</span></span></span>`;
  }

  #head() {
    const at = this.items.findIndex((i) => i.id === this.active);
    const view = (/** @type {string} */ key, /** @type {string} */ word) => html`<button aria-pressed=${this.view === key} @click=${() => { if (this.view !== key) { this.#forget(); go("/filing" + (key ? "?view=" + key : "")); } }}>${word}</button>`;
    return html`<div class="head"><h1>Filing</h1>
      <div class="views" role="group" aria-label="Which papers">${view("", "To file")}${view("second-look", this.lookCount ? `Second look (${this.lookCount})` : "Second look")}${view("misdirected", "Not ours")}</div>
      ${at >= 0 ? html`<span class="place num">${at + 1} of ${this.items.length}${this.items.length >= MOST ? " shown" : ""}</span>` : nothing}
      <button class="bare icon" aria-label="Previous paper" ?disabled=${at <= 0} @click=${() => this.#step(-1)}>${icon("back")}</button><button class="bare icon" aria-label="Next paper" ?disabled=${at < 0 || at >= this.items.length - 1} @click=${() => this.#step(1)}>${icon("next")}</button>
      <button aria-pressed=${this.listed} @click=${() => { this.listed = !this.listed; }}>Queue <kbd class="desk" aria-hidden="true">Q</kbd></button></div>`;
  }

  #queue() {
    const pick = (/** @type {string} */ part, /** @type {string} */ label, /** @type {[string, string][]} */ all) => html`<select aria-label=${label} @change=${(/** @type {Event} */ e) => this.#filter(part, /** @type {HTMLSelectElement} */ (e.target).value)}>${all.map(([v, w]) => html`<option value=${v} ?selected=${(this.query.get(part) ?? "") === v}>${w}</option>`)}</select>`;
    return html`<div class="queue">${this.view === "" ? html`<div class="filters">${pick("reason", "Why it waits", REASONS)}${pick("channel", "How it came in", CHANNELS)}${pick("owner", "Who has it open", OWNERS)}${this.facilities.length > 1 ? pick("facility", "Of which office", [["", "Our own office"], .../** @type {[string, string][]} */ (this.facilities.map((f) => [f.id, f.name]))]) : nothing}</div>` : nothing}
      <cr-queue label="Papers" .items=${this.items} .active=${this.active} .rowHeight=${72} .look=${ROW} .row=${(/** @type {any} */ e) => this.#row(e)}
        @active=${(/** @type {CustomEvent} */ e) => { if (e.detail.item.id !== this.active) this.#open(e.detail.item.id); }} @open=${() => { if (this.narrow) this.listed = false; this.#decide(); }}></cr-queue></div>`;
  }

  #aboutPaper() {
    const e = this.entry, d = this.doc, last = e.last?.step, sub = [e.sender || from(e), e.receivedAt ? `${moment(e.receivedAt)} (${span(e.ageSeconds)})` : "", counted(d?.pages ?? e.pages, "page")].filter(Boolean).join(" · ");
    return html`<div class="paper stack"><div><h2>${e.title}</h2><span class="small num">${sub}</span></div>
      ${e.priority !== "ROUTINE" ? html`<span><cr-chip tone="stop">${e.priority}</cr-chip></span>` : nothing}
      ${this.taken ? html`<div class="why">${icon("lock")}<div><p><b>${e.claim.displayName}</b> has it open since ${moment(e.claim.since)}.</p><button @click=${() => { this.asking = "take-over"; }}>Take it over… <kbd class="desk" aria-hidden="true">O</kbd></button></div></div>` : nothing}
      ${this.view === "" && e.stage === "NEEDS_PERSON" && e.stageReason && this.#whyWaits(e) ? html`<div class="why">${icon("warn")}<span>${this.#whyWaits(e)}</span></div>` : nothing}
      ${this.view === "" && last?.whom ? html`<div class="why ${e.waits.includes("CALLBACK_DUE") ? "" : "info"}">${icon("wait")}<div><p>Call <b>${last.whom}</b>${last.number ? html`, <span class="num">${last.number}</span>` : nothing}: ${due(last.due)}.</p>${last.note ? html`<p>${last.note}</p>` : nothing}<p class="small soft">Marked by ${e.last.by}, ${moment(e.last.at)}</p><button ?disabled=${this.taken} @click=${() => this.#plain("callback-done")}>The call was made</button></div></div>` : nothing}</div>`;
  }

  #decision() {
    const d = this.doc;
    if (this.locked) return html`<div class="why">${icon("lock")}<span>The file is locked with a password. <a href="/documents/${d.id}">Open the document</a> to give it.</span></div>`;
    if (!this.fileable) return html`<p class="soft">${this.taken ? "It can be filed when it is free again." : "It does not wait to be filed any more."}</p>`;
    const together = this.batch.length;
    return html`${d.suggestions?.length ? html`<div class="suggest"><h3>By the separator sheet</h3>${d.suggestions.map((/** @type {any} */ s) => html`<button type="button" @click=${() => { if (s.type) this.type = s.type.code; if (s.patient) this.#pick(s.patient, true); }}>${[s.patient && name(s.patient.name), s.type?.display].filter(Boolean).join(", ")}</button>`)}</div>` : nothing}
      <cr-papers .papers=${this.said?.papers ?? []} ?may=${mayEditPages()} hint="S" @part=${this.#part}></cr-papers>
      <cr-patient-cards keys .match=${this.said?.match ?? null} .evidence=${this.said?.evidence ?? []} chosen=${this.patient?.id ?? ""} @pick=${(/** @type {CustomEvent} */ e) => this.#pick(e.detail.patient, true)}></cr-patient-cards>
      <cr-patient-picker .patient=${this.patient} label="Into the chart of" @pick=${(/** @type {CustomEvent} */ e) => this.#pick(e.detail.patient)}><kbd slot="key" class="desk" aria-hidden="true">/</kbd></cr-patient-picker>
      <div class="two"><div class="field"><label class="label" for="type">Type <kbd class="desk" aria-hidden="true">T</kbd></label><select id="type" @change=${(/** @type {Event} */ e) => { this.type = /** @type {HTMLSelectElement} */ (e.target).value; }} @keydown=${this.#enter}><option value="">Choose…</option>${this.types.map((t) => html`<option value=${t.code} ?selected=${t.code === this.type}>${t.display}</option>`)}</select></div>
        <div class="field"><label class="label" for="date">Date <kbd class="desk" aria-hidden="true">D</kbd></label><input id="date" type="date" .value=${this.date} max="9999-12-31" @input=${(/** @type {Event} */ e) => { this.date = /** @type {HTMLInputElement} */ (e.target).value; }} @keydown=${this.#enter}></div></div>
      ${this.patient ? html`<div class="field"><label class="label" for="visit">Visit (may be left open)</label><select id="visit" @keydown=${this.#enter} @change=${(/** @type {Event} */ e) => { this.visit = /** @type {HTMLSelectElement} */ (e.target).value; }}><option value="" ?selected=${!this.visit}>${this.visits.length ? "No visit" : "No visits in this chart yet"}</option>${this.visits.map((v) => html`<option value=${v.id} ?selected=${v.id === this.visit}>${visitWords(v)}</option>`)}</select></div>` : nothing}
      <div class="sticky">${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}${this.#summary()}
        <button class="main" ?disabled=${this.busy} @click=${() => this.#file()}>${this.busy ? "Filing…" : "File and show the next"} <kbd class="desk" aria-hidden="true">Enter</kbd></button>
        <div class="keys"><button @click=${() => { this.asking = "misdirected"; }}>Not ours <kbd class="desk" aria-hidden="true">M</kbd></button><button @click=${() => { this.asking = "callback"; }}>To call <kbd class="desk" aria-hidden="true">C</kbd></button>
          ${together > 1 ? html`<button ?disabled=${!this.patient} @click=${() => { this.asking = "batch"; }}>File all ${together} of this arrival <kbd class="desk" aria-hidden="true">B</kbd></button>` : nothing}
          <a class="button" href="/documents/${d.id}">Document</a></div></div>`;
  }

  /** What Enter would do, always in view. */
  #summary() {
    const p = this.patient, type = this.types.find((t) => t.code === this.type)?.display;
    return html`<p class="sum small" aria-live="off">${p ? html`<b>${name(p.name)}</b> <span class="num">MRN ${p.mrn}</span>` : html`<span class="lack">No patient chosen</span>`} · ${type ?? html`<span class="lack">no type</span>`} · ${this.date ? html`<span class="num">${date(this.date)}</span>` : html`<span class="lack">no date</span>`}</p>`;
  }

  /** Why it waits, without what is said beside the suggested patients all the same. @param {any} e */
  #whyWaits(e) {
    const said = (this.said?.match?.concerns ?? []).map((/** @type {any} */ c) => c.words);
    return said.reduce((/** @type {string} */ rest, /** @type {string} */ words) => rest.replace(words, ""), reason(e.stageReason) + (/[.!?]$/.test(e.stageReason) ? "" : ".")).trim();
  }

  /** Enter in a field files, as it does beside it. @param {KeyboardEvent} e */
  #enter(e) { if (e.key === "Enter" && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); e.stopPropagation(); this.#file(); } }

  #lookPanel() {
    const l = this.entry.look, d = this.entry;
    return html`<div class="why">${icon("warn")}<span>${secondLook(l.why)}.</span></div>
      <dl class="facts"><dt>In the chart of</dt><dd><a href="/patients/${d.patientId}">${d.patientName}</a>, MRN <span class="num">${d.mrn}</span></dd><dt>Type</dt><dd>${d.type?.display ?? "–"}</dd><dt>Date</dt><dd>${date(d.date)}</dd><dt>Filed by</dt><dd>${l.mine ? "you" : l.filer}, ${moment(l.filedAt)}</dd></dl>
      <cr-patient-cards .match=${this.said?.match ?? null} .evidence=${this.said?.evidence ?? []} chosen=${d.patientId ?? ""}></cr-patient-cards>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${l.mine ? html`<p class="soft">The filing is your own: somebody else takes the second look. If it is wrong, take it out of the chart on <a href="/documents/${d.id}">its page</a>.</p>` : html`<div class="row wrap"><button class="main" @click=${() => this.#confirm()}>It is right <kbd class="desk" aria-hidden="true">Y</kbd></button><button class="stop" @click=${() => { this.asking = "send-back"; }}>Send it back… <kbd class="desk" aria-hidden="true">N</kbd></button></div>`}`;
  }

  #notOurs() {
    const last = this.entry.last, step = last?.step;
    return html`<dl class="facts"><dt>Sent by</dt><dd>${step?.sender || "not known"}</dd><dt>Sender</dt><dd>${step?.senderTold ? "was told" : "was not told yet"}</dd><dt>The paper</dt><dd>${FATES[step?.fate] ?? ""}</dd>${step?.note ? html`<dt>Note</dt><dd>${step.note}</dd>` : nothing}<dt>Said by</dt><dd>${last?.by}, ${moment(last?.at)}</dd></dl>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <div class="row wrap"><button class="main" @click=${() => { this.asking = "misdirected"; }}>Note what is known now… <kbd class="desk" aria-hidden="true">M</kbd></button><button @click=${() => this.#bringBack()}>${icon("undo")} Bring it back <kbd class="desk" aria-hidden="true">B</kbd></button></div>`;
  }

  #empty() {
    const words = this.view === "second-look" ? ["No filing waits for a second look", "They come here when the pages did not speak clearly for the chart."] : this.view === "misdirected" ? ["No paper was said not to be ours", ""] : ["reason", "channel", "owner", "facility"].some((k) => this.query.get(k)) ? ["Nothing waits that fits these choices", ""] : ["Everything is filed", "What arrives appears here by itself."];
    return html`<div class="empty">${icon("done")}<b>${words[0]}</b><span>${words[1]}</span></div>`;
  }

  render() {
    const e = this.entry, d = this.doc?.id === this.active ? this.doc : null, pages = d?.pagesDetail ?? [];
    return html`${this.#head()}${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="work ${this.listed ? "" : "bare"}">${this.listed ? this.#queue() : nothing}
        ${e && pages.length ? html`<cr-page-viewer label="Pages of ${d.title || "this paper"}" .pages=${pages} .boxes=${this.boxes}></cr-page-viewer>` : html`<div class="no">${!this.loaded ? html`<p class="soft" role="status">Reading the queue…</p>` : e ? html`<div class="empty">${icon("page")}<b>${d ? "There are no page images" : "Opening…"}</b></div>` : this.#empty()}</div>`}
        <aside class="side" aria-label="Decision"><div id="decision" tabindex="-1" class="stack" role="group" aria-label="What becomes of this paper">
          ${e ? html`${this.#aboutPaper()}${d ? (this.view === "second-look" ? this.#lookPanel() : this.view === "misdirected" ? this.#notOurs() : this.#decision()) : this.problem ? html`<cr-problem .problem=${this.problem} .again=${() => this.#open(e.id, true)}></cr-problem>` : nothing}` : html`<p class="soft">${this.loaded ? "No paper is open." : ""}</p>`}
          ${this.done.length ? html`<p class="small soft row">${icon("undo")}<span class="grow">${this.done.at(-1)?.words}</span><button class="link" @click=${() => this.#undo()}>Take it back</button> <kbd class="desk" aria-hidden="true">U</kbd></p>` : nothing}</div></aside></div>
      <cr-danger .stops=${this.stops} .patient=${this.patient} @close=${() => { this.stops = []; this.#decide(); }} @seen=${(/** @type {CustomEvent} */ ev) => { this.stops = []; this.#file(ev.detail.codes); }}></cr-danger>
      <cr-desk-outcomes asking=${["misdirected", "callback", "send-back", "take-over"].includes(this.asking) ? this.asking : ""} .entry=${e} @done=${this.#outcome} @close=${() => { if (this.asking) { this.asking = ""; this.#decide(); } }}></cr-desk-outcomes>
      <cr-desk-batch ?open=${this.asking === "batch"} .entries=${this.batch} .patient=${this.patient} .types=${this.types} type=${this.type} date=${this.date} @close=${() => { if (this.asking === "batch") { this.asking = ""; this.#decide(); } }}
        @done=${(/** @type {CustomEvent} */ ev) => { this.asking = ""; this.#filed(ev.detail.filed, `${counted(ev.detail.filed.length, "paper")} filed in the chart of ${name(this.patient.name)} (MRN ${this.patient.mrn}).`); }}></cr-desk-batch>
      <cr-new-visit .patient=${this.patient} day=${this.date} ?open=${this.asking === "visit"} @close=${() => { if (this.asking === "visit") { this.asking = ""; this.#decide(); } }} @made=${async (/** @type {CustomEvent} */ ev) => { await this.#visits(); this.visit = ev.detail.visit.id; this.#decide(); }}></cr-new-visit>`;
  }
}
customElements.define("cr-page-filing", CrPageFiling);
