import { LitElement, css, html, nothing } from "lit";
import { get, picture, post } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { aloud, say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, moment, reason, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-progress.js";
import { targets } from "../../components/cr-page-grid.js";
import { keyOf } from "../../components/page-of-file.js";
import "../../shell/cr-problem.js";
import "./cr-other-document.js";
import "./cr-read-again.js";
import { editWords, mayEditPages, pagesWords, toUndo, undoWords } from "./edit-words.js";

/** Widths of a page in the grid, px. */
const SIZES = [110, 150, 220, 320];
const EDITABLE = ["READ", "NEEDS_PERSON", "FILED"];
const READING = ["RECEIVED", "READING"];
/** How often it is asked how far reading is, ms; news come by themselves unless the stream is down. */
const ASK_EVERY = 2_000;

/**
 * The pages of a document as sheets on a table: turned, laid in order, split, taken out and brought back, merged and moved.
 * What a person does is shown at once and sent one after another; when the server refuses one, those that were
 * meant for the layout after it are not sent, and the pages are shown as they are.
 */
export class CrPageEditPages extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, doc: { state: true }, pages: { state: true }, edits: { state: true }, dropped: { state: true }, chosen: { state: true }, cursor: { state: true },
    asking: { state: true }, failure: { state: true }, refused: { state: true }, waiting: { state: true }, size: { state: true }, why: { state: true }, as: { state: true }, others: { state: true }, first: { state: true }, back: { state: true }, looked: { state: true }, way: { state: true }, again: { state: true }, reading: { state: true },
  };

  static styles = [base, page, css`
    .title { min-width: 0; margin-right: auto; } .title h1 { margin: 0; } .title .small { color: var(--ink-soft); } .under { display: flex; align-items: center; gap: var(--s2); min-width: 0; } .under > * { flex: none; } .under .clip { flex: 0 1 auto; }
    .tools { display: flex; flex-wrap: wrap; gap: var(--s1); align-items: center; padding: var(--s2) var(--s5); border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); background: var(--surface); }
    .tools .sep { width: 1px; height: 22px; background: var(--line); }
    .tools button { padding: 0 6px; }
    a.bare { border-color: transparent; background: none; padding: 0 var(--s2); }
    .flip svg { transform: scaleX(-1); }
    .about { margin-left: auto; display: flex; align-items: center; gap: var(--s1); }
    .body { padding-top: var(--s2); background: var(--bg); } .refused, .far { padding: var(--s2) var(--s5) 0; }
    .versions { display: grid; gap: var(--s3); } .versions li { display: grid; gap: 2px; border-left: 3px solid var(--line); padding-left: var(--s3); } .versions li.undone { color: var(--ink-soft); } .undone b { text-decoration: line-through; font-weight: 500; }
    .gone { display: grid; gap: var(--s2); } .gone label { display: flex; gap: var(--s3); align-items: center; padding: var(--s2); border: 1px solid var(--line); border-radius: 8px; } .gone label span { font: inherit; color: inherit; } .gone .what { display: grid; } .gone img { width: 52px; height: 66px; object-fit: contain; background: var(--paper); border: 1px solid var(--line); }
    .look { display: grid; place-items: center; } .look img { max-width: 100%; background: var(--paper); border: 1px solid var(--line); }
    fieldset { display: grid; gap: var(--s2); } fieldset label { display: flex; gap: var(--s2); align-items: center; min-height: var(--control); } fieldset label > span:first-child, fieldset label span { font-size: var(--text); font-weight: 400; color: var(--ink); } legend { padding: 0; }
    @media (max-width: 760px) {
      .tools { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); padding: var(--s1) var(--s2); order: 3; border-bottom: 0; } .tools .sep { display: none; }
      .tools button:not(.icon) { flex-direction: column; gap: 1px; font-size: 12px; min-height: 50px; padding: 0 2px; border-color: transparent; white-space: normal; line-height: 1.1; }
      .about { grid-column: 1 / -1; margin: 0; order: -1; justify-content: flex-end; }
      .head { flex-wrap: nowrap; } .head > :not(.title) { flex: none; } .title { flex: 1; } .head .word { display: none; } .refused, .far { padding: var(--s2) var(--s4) 0; }
    }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.doc = null;
    /** The pages as they lie after all that was asked for. @type {import("../../components/cr-page-grid.js").Leaf[]} */
    this.pages = [];
    /** @type {import("./edit-words.js").Edit[]} */
    this.edits = [];
    /** @type {{source:string, sourcePage:number, as:string, reason:string, thumbnail?:string|null}[]} */
    this.dropped = [];
    /** @type {Set<string>} */
    this.chosen = new Set();
    this.cursor = 0;
    this.asking = "";
    this.failure = /** @type {any} */ (null);
    /** Why the last edit was refused. @type {any} */
    this.refused = null;
    /** Edits that are not answered yet. */
    this.waiting = 0;
    this.size = Math.max(0, Math.min(SIZES.length - 1, Number(localStorage.getItem("chartroom.pages.size") ?? (innerWidth < 761 ? 0 : 1))));
    this.why = "";
    this.as = "blank";
    /** Documents chosen in a dialog. @type {any[]} */
    this.others = [];
    /** Moved pages come to the beginning of the other document. */
    this.first = false;
    /** Pages to bring back. @type {Set<string>} */
    this.back = new Set();
    /** Index of the page looked at closely. */
    this.looked = 0;
    /** How pages are to be read again. @type {import("./cr-read-again.js").Way} */
    this.way = { layout: "automatic", clearing: "cleared", languages: [] };
    /** The pages that are read again, or were: what was known of them before, and what came of it. @type {{of:number, before:Map<string, number>, known:Set<string>, state:string, compared:import("./cr-read-again.js").Compared[], why:string}|null} */
    this.again = null;
    /** In which languages pages can be read. @type {{usual:string[], installed:string[]}|null} */
    this.reading = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.asked = undefined;
    this.version = 0;
    /** Counts up when an edit was refused: what was asked for before it is void. */
    this.round = 0;
    /** @type {Promise<void>} */
    this.queue = Promise.resolve();
    this.fresh = gathered(() => { if (!this.waiting && this.doc) this.#load(); }, 250);
    // What this page did itself it has shown by then.
    this.newer = gathered((/** @type {number} */ version) => { if (version !== this.version) this.fresh(); }, 250);
    this.heard = (/** @type {Event} */ e) => { const { id, version, stage: at, progress } = /** @type {CustomEvent} */ (e).detail; if (id !== this.doc?.id) return; if (progress && READING.includes(at)) this.doc = { ...this.doc, stage: at, progress }; this.newer(version); };
    const able = () => this.able && !this.asking;
    const several = () => able() && this.pages.length > 1;
    new Keys(this, "Edit pages", [
      { key: "ArrowRight", label: "Next page; with Shift, choose as far as there", when: able, run: (e) => this.#step(1, e) },
      { key: "ArrowLeft", label: "Page before", when: able, run: (e) => this.#step(-1, e) },
      { key: "ArrowDown", label: "A row down", when: able, run: (e) => this.#step(this.#grid.across, e) },
      { key: "ArrowUp", label: "A row up", when: able, run: (e) => this.#step(-this.#grid.across, e) },
      { key: "Home", label: "", when: able, run: (e) => this.#grid.go(0, e.shiftKey) },
      { key: "End", label: "", when: able, run: (e) => this.#grid.go(this.pages.length - 1, e.shiftKey) },
      { key: " ", label: "Choose the page, or let go of it", when: able, run: () => { this.#grid.toggle(this.cursor); this.#grid.focus(); } },
      { key: "Ctrl+a", label: "Choose all", when: able, run: () => this.#grid.all() },
      { key: "Escape", label: "Choose none", when: () => able() && this.chosen.size > 0, run: () => this.#grid.clear() },
      { key: "Enter", label: "Look at the page closely", when: able, run: () => this.#look(this.cursor) },
      { key: "r", label: "Turn right", when: able, run: () => this.#turn(90) },
      { key: "l", label: "Turn left", when: able, run: () => this.#turn(-90) },
      { key: ",", label: "Move earlier", when: several, run: () => this.#shift(-1) },
      { key: ".", label: "Move later", when: several, run: () => this.#shift(1) },
      { key: "n", label: "Move to a place by its number", when: several, run: () => this.#ask("place") },
      { key: "c", label: "Cut: split after the page", when: several, run: () => this.#split() },
      { key: "Delete", label: "Take out", when: several, run: () => this.#ask("drop") },
      { key: "b", label: "Bring back what was taken out", when: () => able() && this.dropped.length > 0, run: () => this.#ask("restore") },
      { key: "a", label: "Read again in another way", when: able, run: () => this.#askWay() },
      { key: "m", label: "Merge with another document", when: able, run: () => this.#ask("merge") },
      { key: "t", label: "Move to another document", when: several, run: () => this.#ask("move") },
      { key: "Ctrl+z", label: "Take the last edit back", when: () => !this.asking && (Boolean(this.undoable) || this.waiting > 0), run: () => this.#undo() },
      { key: "h", label: "Versions", when: () => Boolean(this.doc) && !this.asking, run: () => this.#ask("versions") },
      { key: "+", label: "Larger pages", when: able, run: () => this.#zoom(1) },
      { key: "-", label: "Smaller pages", when: able, run: () => this.#zoom(-1) },
      { key: "e", label: "Back to the document", when: () => Boolean(this.doc) && !this.asking, run: () => go(`/documents/${this.doc.id}`) },
    ]);
  }

  connectedCallback() { super.connectedCallback(); events.addEventListener("document", this.heard); events.addEventListener("resync", this.fresh); }
  disconnectedCallback() { super.disconnectedCallback(); events.removeEventListener("document", this.heard); events.removeEventListener("resync", this.fresh); clearTimeout(this.asked); }

  /** @returns {any} */
  get #grid() { return this.renderRoot.querySelector("cr-page-grid"); }

  get able() { return Boolean(this.doc) && mayEditPages() && EDITABLE.includes(this.doc.stage) && this.pages.length > 0; }

  get undoable() { return mayEditPages() && [...EDITABLE, "MERGED"].includes(this.doc?.stage) ? toUndo(this.edits) : null; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params") && this.params.document !== this.doc?.id) {
      this.doc = null; this.pages = []; this.edits = []; this.dropped = []; this.chosen = new Set(); this.cursor = 0; this.asking = ""; this.refused = null; this.failure = null; this.again = null; this.round++;
      if (mayEditPages()) this.#load(true);
    }
  }

  /** @param {boolean} [first] */
  async #load(first = false) {
    const id = this.params.document;
    try {
      const [doc, edits, dropped] = await Promise.all([get(`/documents/${id}`), get(`/documents/${id}/versions`), get(`/documents/${id}/dropped`)]);
      // Pages that are being laid differently are shown as asked for until that is answered.
      if (this.params.document !== id || this.waiting) return;
      this.doc = doc;
      this.version = doc.version;
      this.pages = doc.pagesDetail ?? [];
      this.edits = edits.items;
      this.dropped = dropped.items;
      this.failure = null;
      const there = new Set(this.pages.map(keyOf));
      this.chosen = new Set([...this.chosen].filter((key) => there.has(key)));
      this.cursor = Math.max(0, Math.min(this.cursor, this.pages.length - 1));
      this.#follow();
      document.title = `Pages of ${doc.title || "a document"} · Chartroom`;
      if (doc.patientId) this.#hold(doc.patientId); else session.hold(null);
      if (first) {
        await this.updateComplete;
        this.#grid?.focus();
      }
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} id */
  async #hold(id) {
    if (session.patient?.id === id) return;
    try { session.hold(await get(`/patients/${id}`)); } catch (problem) { if (/** @type {any} */ (problem).status !== 403) sayProblem(problem); }
  }

  /**
   * Shows an edit at once and sends it after those before it.
   * @param {string} what the call
   * @param {unknown} body meant for the pages as they lie before it
   * @param {string|((kept:any)=>string)} done what to say when it is kept
   * @param {(()=>void)} [show] lays the pages as they will be
   */
  #edit(what, body, done, show) {
    const round = this.round, id = this.doc.id;
    show?.();
    this.refused = null;
    this.waiting++;
    this.queue = this.queue.then(async () => {
      try {
        if (round !== this.round) return;
        const kept = await post(`/documents/${id}/${what}`, body, { version: this.version });
        this.version = kept.documents[0].version;
        say({ text: typeof done === "string" ? done : done(kept), tone: "done" });
      } catch (problem) {
        this.round++;
        this.refused = problem;
      } finally {
        this.waiting--;
        if (!this.waiting && this.doc?.id === id) await this.#load();
      }
    });
  }

  /** @param {number} by @param {KeyboardEvent} e */
  #step(by, e) { this.#grid.go(this.cursor + by, e.shiftKey); }

  /** Indices of the pages an action is about. @returns {number[]} */
  get #targets() { return targets(this.pages, this.chosen, this.cursor); }

  /** @param {number} degrees */
  #turn(degrees) {
    const at = new Set(this.#targets), numbers = [...at].map((i) => i + 1);
    if (!numbers.length) return;
    const bare = numbers.filter((n) => !this.pages[n - 1].image);
    if (bare.length) { say({ text: `There is no image to turn: ${pagesWords(bare)}. Nothing was changed.`, tone: "warn" }); return; }
    this.#edit("rotate", { pages: numbers, degrees }, `Turned ${pagesWords(numbers)} ${degrees > 0 ? "right" : "left"}.`, () => {
      this.pages = this.pages.map((p, i) => (at.has(i) ? { ...p, shownTurn: (p.shownTurn ?? 0) + degrees, rotation: (p.rotation + degrees + 360) % 360 } : p));
    });
  }

  /** Moves the chosen pages one place. @param {number} by */
  #shift(by) {
    const at = this.#targets;
    if (!at.length) return;
    const first = at[0], last = at[at.length - 1];
    // Pages that lie apart come together first.
    const apart = last - first + 1 !== at.length;
    if (by < 0) this.#lay(at, apart ? first : first - 1); else this.#lay(at, apart ? last + 1 : last + 2);
  }

  /** Lays pages before another. @param {number[]} at @param {number} before index; the number of pages for the end */
  #lay(at, before) {
    const to = Math.max(0, Math.min(this.pages.length, before));
    const moved = new Set(at);
    /** @type {number[]} */
    const order = [];
    for (let i = 0; i <= this.pages.length; i++) {
      if (i === to) order.push(...at);
      if (i < this.pages.length && !moved.has(i)) order.push(i);
    }
    if (order.every((from, i) => from === i)) { aloud(to === 0 ? "Already the first." : "Already there."); return; }
    const place = order.indexOf(at[0]) + 1;
    const numbers = at.map((i) => i + 1);
    this.#edit("reorder", { order: order.map((i) => i + 1) }, `Moved ${pagesWords(numbers)}: now ${pagesWords(numbers.map((_, i) => place + i))}.`, () => {
      const key = keyOf(this.pages[this.cursor]);
      this.pages = order.map((i) => this.pages[i]);
      this.cursor = Math.max(0, this.pages.findIndex((p) => keyOf(p) === key));
    });
  }

  #split() {
    const after = this.#targets.map((i) => i + 1).filter((n) => n < this.pages.length);
    if (!after.length) { say({ text: "There is no page after this one, so there is nothing to split. Nothing was changed.", tone: "info" }); return; }
    const parts = after.length;
    this.#edit("split", { after }, `Split after ${pagesWords(after)}: ${parts === 1 ? "what came after is a document of its own" : `${parts} new documents`}, ${this.doc.patientId ? "in the same chart" : "in the inbox"}.`, () => {
      this.pages = this.pages.slice(0, after[0]);
      this.chosen = new Set();
      this.cursor = Math.min(this.cursor, after[0] - 1);
    });
  }

  #undo() {
    this.#edit("undo", {}, (kept) => `${undoWords({ ...kept.edit, what: kept.edit.note }).replace("Undo", "Took back")}.`);
  }

  /** @param {string} what */
  #ask(what) {
    if (what === "drop" && this.#targets.length === this.pages.length) { say({ text: "A document keeps at least one page. Nothing was changed.", tone: "warn" }); return; }
    if (what === "move" && this.#targets.length === this.pages.length) { say({ text: "All its pages would go: merge the documents instead. Nothing was changed.", tone: "warn" }); return; }
    this.why = "";
    this.as = "blank";
    this.others = [];
    this.first = false;
    this.back = new Set(this.dropped.length === 1 ? this.dropped.map(keyOf) : []);
    this.asking = what;
  }

  async #askWay() {
    if (!this.#targets.length) return;
    try {
      this.reading ??= await get("/reading");
    } catch (problem) { sayProblem(problem); return; }
    this.way = { ...this.way, languages: this.way.languages.length ? this.way.languages : (this.reading?.usual ?? []) };
    this.again = null;
    this.#ask("again");
  }

  /** Has the chosen pages read again after the edits before are kept. */
  #readAgain() {
    const at = this.#targets, id = this.doc.id, round = this.round;
    const before = new Map(at.map((i) => [keyOf(this.pages[i]), Number(/** @type {any} */ (this.pages[i]).confidence ?? 0)]));
    this.again = { of: at.length, before, known: new Set(this.edits.map((e) => e.id)), state: "reading", compared: [], why: "" };
    this.refused = null;
    this.waiting++;
    this.queue = this.queue.then(async () => {
      try {
        if (round !== this.round) { this.again = null; this.asking = ""; return; }
        const kept = await post(`/documents/${id}/re-read`, { pages: at.map((i) => i + 1), settings: this.way }, { version: this.version });
        this.version = kept.version;
      } catch (problem) {
        this.round++;
        this.refused = problem;
        this.again = null;
        this.asking = "";
      } finally {
        this.waiting--;
        if (!this.waiting && this.doc?.id === id) await this.#load();
      }
    });
  }

  /** Asks on while pages are read, and compares when they are. */
  #follow() {
    clearTimeout(this.asked);
    if (READING.includes(this.doc.stage)) {
      this.asked = setTimeout(() => this.fresh(), ASK_EVERY);
      return;
    }
    const again = this.again;
    if (again?.state !== "reading" || !EDITABLE.includes(this.doc.stage)) return;
    const read = this.edits.some((e) => e.what === "re_read" && !again.known.has(e.id));
    const compared = this.pages.flatMap((p, i) => { const was = again.before.get(keyOf(p)); return was === undefined ? [] : [{ page: i + 1, before: was, after: Number(/** @type {any} */ (p).confidence ?? 0) }]; });
    this.again = { ...again, state: "done", compared, why: read ? "" : this.doc.stageReason || "The pages could not be read this way" };
    if (this.asking !== "again") say(read ? { text: `Read again: ${pagesWords(compared.map((c) => c.page))}.`, tone: "done" } : { text: `Nothing was changed. ${reason(this.again.why)}.`, tone: "warn" });
  }

  /** @param {Event} e */
  #drop(e) {
    e.preventDefault();
    const at = new Set(this.#targets), numbers = [...at].map((i) => i + 1);
    const why = this.why.trim();
    if (this.as === "rejected" && !why) return;
    this.asking = "";
    this.#edit("drop", this.as === "blank" ? { pages: numbers, as: "blank" } : { pages: numbers, as: "rejected", reason: why }, `Took out ${pagesWords(numbers)}. The page ledger says so, and it can be brought back.`, () => {
      this.pages = this.pages.filter((_, i) => !at.has(i));
      this.chosen = new Set();
      this.cursor = Math.max(0, Math.min(numbers[0] - 1, this.pages.length - 1));
    });
  }

  /** @param {Event} e */
  #restore(e) {
    e.preventDefault();
    const pages = this.dropped.filter((p) => this.back.has(keyOf(p))).map(({ source, sourcePage }) => ({ source, sourcePage }));
    if (!pages.length) return;
    this.asking = "";
    this.#edit("restore", { pages }, `Brought back ${counted(pages.length, "page")}.`);
  }

  #merge() {
    const others = this.others;
    if (!others.length) return;
    this.asking = "";
    this.#edit("merge", { with: others.map((d) => d.id) }, `Merged: ${counted(others.reduce((n, d) => n + d.pages, 0), "page")} came to the end.`);
  }

  #move() {
    const to = this.others[0], at = new Set(this.#targets), numbers = [...at].map((i) => i + 1);
    if (!to) return;
    this.asking = "";
    this.#edit("move", { pages: numbers, to: to.id, ...(this.first ? { before: 1 } : {}) }, `Moved ${pagesWords(numbers)} to “${to.title || sentence(to.kind)}”.`, () => {
      this.pages = this.pages.filter((_, i) => !at.has(i));
      this.chosen = new Set();
      this.cursor = Math.max(0, Math.min(numbers[0] - 1, this.pages.length - 1));
    });
  }

  /** @param {SubmitEvent} e */
  #place(e) {
    e.preventDefault();
    const before = Number(/** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#place")).value);
    if (!(before >= 1 && before <= this.pages.length + 1)) return;
    const at = this.#targets;
    this.asking = "";
    this.#lay(at, before - 1);
  }

  /** @param {number} index */
  #look(index) { this.looked = index; this.asking = "look"; }

  /** @param {number} by */
  #zoom(by) {
    this.size = Math.max(0, Math.min(SIZES.length - 1, this.size + by));
    localStorage.setItem("chartroom.pages.size", String(this.size));
  }

  /** What an action would be about, in words. */
  get #about() {
    const n = this.pages.length;
    if (this.waiting) return `Keeping ${counted(this.waiting, "change")}…`;
    return this.chosen.size ? `${this.#targets.length} of ${n} chosen` : n > 1 ? `${counted(n, "page")}, at page ${this.cursor + 1}` : counted(n, "page");
  }

  #tools() {
    const n = this.pages.length, at = this.#targets, whole = at.length === n;
    const act = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {string} */ key, /** @type {()=>void} */ run, able = true, /** @type {string} */ full = word, cls = "") => html`<button class=${cls} ?disabled=${!able} aria-label=${full} title="${full} (${key})" @click=${run}>${icon(sign)} <span>${word}</span></button>`;
    return html`<div class="tools" role="toolbar" aria-label="What to do with the chosen pages">
      ${act("rotate", "Left", "L", () => this.#turn(-90), true, "Turn left", "flip")}${act("rotate", "Right", "R", () => this.#turn(90), true, "Turn right")}<span class="sep"></span>
      ${act("back", "Earlier", ",", () => this.#shift(-1), n > 1, "Move earlier")}${act("next", "Later", ".", () => this.#shift(1), n > 1, "Move later")}${act("rows", "Place…", "N", () => this.#ask("place"), n > 1, "Move to a place…")}<span class="sep"></span>
      ${act("split", "Split", "C", () => this.#split(), n > 1, "Split after")}${act("without", "Take out…", "Delete", () => this.#ask("drop"), n > 1 && !whole)}${act("plus", this.dropped.length ? `Bring back ${this.dropped.length}…` : "Bring back…", "B", () => this.#ask("restore"), this.dropped.length > 0)}<span class="sep"></span>
      ${act("scan", "Reread…", "A", () => this.#askWay(), true, "Read again in another way…")}${act("merge", "Merge…", "M", () => this.#ask("merge"), true, "Merge with another document…")}${act("elsewhere", "Move…", "T", () => this.#ask("move"), n > 1 && !whole, "Move to another document…")}
      <span class="about"><button class="bare icon" aria-label="Look at the page closely" title="Look closely (Enter)" @click=${() => this.#look(at[0])}>${icon("search")}</button><button class="bare icon" aria-label="Smaller pages" ?disabled=${this.size === 0} @click=${() => this.#zoom(-1)}>${icon("minus")}</button><button class="bare icon" aria-label="Larger pages" ?disabled=${this.size === SIZES.length - 1} @click=${() => this.#zoom(1)}>${icon("plus")}</button></span></div>`;
  }

  /** @param {string} what @param {string} heading @param {unknown} content @param {unknown} [actions] @param {boolean} [wide] */
  #dialog(what, heading, content, actions = nothing, wide = false) {
    const open = this.asking === what;
    return html`<cr-dialog heading=${heading} ?open=${open} ?wide=${wide} @close=${() => { if (this.asking === what) this.asking = ""; }}>${open ? content : nothing}${open ? actions : nothing}</cr-dialog>`;
  }

  #dialogs() {
    const chosen = pagesWords(this.#targets.map((i) => i + 1));
    const shut = html`<button slot="actions" @click=${() => { this.asking = ""; }}>Cancel</button>`;
    const looked = this.pages[this.looked];
    return html`
      ${this.#dialog("drop", `Take out ${chosen}`, html`<form id="drop" class="stack" @submit=${this.#drop}><fieldset><legend>Why</legend>
          <label><input type="radio" name="as" value="blank" autofocus .checked=${this.as === "blank"} @change=${() => { this.as = "blank"; }}> <span>It is blank</span></label>
          <label><input type="radio" name="as" value="rejected" .checked=${this.as === "rejected"} @change=${() => { this.as = "rejected"; }}> <span>For another reason</span></label></fieldset>
        ${this.as === "rejected" ? html`<div class="field"><label class="label" for="why">Reason, for the page ledger</label><input id="why" maxlength="500" required autocomplete="off" placeholder="A cover sheet, say" .value=${this.why} @input=${(/** @type {Event} */ e) => { this.why = /** @type {HTMLInputElement} */ (e.target).value; }}></div>` : nothing}
        <p class="soft small">The page stays on disk and in the ledger, and can be brought back.</p></form>`,
        html`${shut}<button slot="actions" class="main" form="drop" ?disabled=${this.as === "rejected" && !this.why.trim()}>Take out</button>`)}
      ${this.#dialog("restore", "Bring back pages", html`<form id="restore" class="gone" @submit=${this.#restore}>${this.dropped.map((p, i) => html`<label><input type="checkbox" ?autofocus=${i === 0} .checked=${this.back.has(keyOf(p))} @change=${(/** @type {Event} */ e) => { const back = new Set(this.back); if (/** @type {HTMLInputElement} */ (e.target).checked) back.add(keyOf(p)); else back.delete(keyOf(p)); this.back = back; }}>
          ${p.thumbnail ? html`<img loading="lazy" alt="" src=${picture(p.thumbnail)}>` : nothing}<span class="what"><span>Sheet ${p.sourcePage} of ${p.source === this.doc.id ? "the file" : "another file"}${p.as === "blank" ? ", blank" : ""}</span><span class="soft small">${p.reason}</span></span></label>`)}</form>`,
        html`${shut}<button slot="actions" class="main" form="restore" ?disabled=${!this.back.size}>Bring back</button>`)}
      ${this.#dialog("place", `Move ${chosen}`, html`<form id="to" class="field" @submit=${this.#place}><label class="label" for="place">Before page number (${this.pages.length + 1} for the end)</label><input id="place" type="number" inputmode="numeric" min="1" max=${this.pages.length + 1} required autofocus></form>`, html`${shut}<button slot="actions" class="main" form="to">Move</button>`)}
      ${this.#dialog("merge", "Merge with another document", html`<div class="stack"><p>The pages of what you choose come to the end of this document. That document is empty afterwards, and an undo fills it again.</p><cr-other-document .doc=${this.doc} many @pick=${(/** @type {CustomEvent} */ e) => { this.others = e.detail.documents; }}></cr-other-document></div>`,
        html`${shut}<button slot="actions" class="main" ?disabled=${!this.others.length} @click=${() => this.#merge()}>Merge</button>`)}
      ${this.#dialog("move", `Move ${chosen} to another document`, html`<div class="stack"><cr-other-document .doc=${this.doc} @pick=${(/** @type {CustomEvent} */ e) => { this.others = e.detail.documents; }}></cr-other-document>
        <fieldset><legend>Where</legend><label><input type="radio" name="where" .checked=${!this.first} @change=${() => { this.first = false; }}> <span>At its end</span></label><label><input type="radio" name="where" .checked=${this.first} @change=${() => { this.first = true; }}> <span>At its beginning</span></label></fieldset></div>`,
        html`${shut}<button slot="actions" class="main" ?disabled=${!this.others.length} @click=${() => this.#move()}>Move</button>`)}
      ${this.#dialog("again", this.again ? (this.again.state === "done" ? "Read again" : `Reading ${counted(this.again.of, "page")} again`) : `Read ${chosen} again`, html`<cr-read-again autofocus .way=${this.way} .usual=${this.reading?.usual ?? []} .installed=${this.reading?.installed ?? []} state=${this.again?.state ?? "asking"} .compared=${this.again?.compared ?? []} done=${this.doc.progress?.done ?? 0} of=${this.again?.of ?? 0} why=${this.again?.why ?? ""}
          @way=${(/** @type {CustomEvent} */ e) => { this.way = e.detail.way; }} @send=${() => this.#readAgain()}></cr-read-again>`,
        !this.again ? html`${shut}<button slot="actions" class="main" @click=${() => this.#readAgain()}>Read again</button>`
          : this.again.state === "reading" ? html`<button slot="actions" @click=${() => { this.asking = ""; }}>Close</button>`
            : html`${this.again.why ? nothing : html`<button slot="actions" @click=${() => { this.asking = ""; this.#undo(); }}>${icon("undo")} Bring the former reading back</button>`}<button slot="actions" @click=${() => { this.again = null; }}>Another way…</button><button slot="actions" class="main" @click=${() => { this.asking = ""; }}>${this.again.why ? "Close" : "Keep"}</button>`)}
      ${this.#dialog("versions", "Versions of the pages", this.edits.length ? html`<ol class="versions">${this.edits.map((e) => html`<li class=${e.undone ? "undone" : ""}><b>${editWords(e, this.doc.id)}</b><span class="soft small">${e.by} · <span class="num">${moment(e.at)}</span>${e.undone ? " · taken back" : ""}</span></li>`)}</ol>` : html`<p class="soft">The pages lie as they came in. Every edit is listed here, with who made it and when.</p>`,
        this.undoable ? html`<button slot="actions" @click=${() => { this.asking = ""; this.#undo(); }}>${icon("undo")} ${undoWords(this.undoable)}</button>` : nothing)}
      ${this.#dialog("look", `Page ${this.looked + 1} of ${this.pages.length}`, looked?.image ? html`<div class="look"><img alt="Page ${this.looked + 1}" src=${picture(looked.image)}></div>` : html`<p>There is no image of this page${looked?.problem ? `: ${reason(looked.problem)}` : ""}.</p>`, nothing, true)}`;
  }

  render() {
    if (!mayEditPages()) return html`<div class="head"><h1>Edit pages</h1></div><div class="empty">${icon("lock")}<b>Your role does not edit pages</b><span>If your work needs it, ask an administrator. <a href="/documents/${this.params.document}">See the document</a>.</span></div>`;
    const d = this.doc;
    if (this.failure && !d) return html`<div class="head"><h1>Edit pages</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load(true)}></cr-problem></div>`;
    if (!d) return html`<div class="head"><h1>Edit pages</h1></div>`;
    const undo = this.undoable, s = stage(d.stage);
    const elsewhere = d.stage === "MERGED" ? this.edits[0]?.documents.find((each) => each.documentId !== d.id)?.documentId : null;
    return html`<div class="head"><a class="button bare icon" href="/documents/${d.id}" aria-label="Back to the document">${icon("back")}</a>
        <div class="title"><h1 class="clip">Pages of ${d.title || sentence(d.kind)}</h1><div class="under"><cr-chip tone=${s.tone}>${s.word}</cr-chip><span class="small num clip">${this.#about}</span></div></div>
        <button ?disabled=${!undo} aria-label=${undo ? undoWords(undo) : "Nothing to undo"} @click=${() => this.#undo()}>${icon("undo")} <span class="word">${undo ? undoWords(undo) : "Undo"}</span></button>
        <button aria-label="Versions" @click=${() => this.#ask("versions")}>${icon("history")} <span class="word">Versions</span></button>
        <a class="button main" href="/documents/${d.id}">Done</a></div>
      ${this.refused || this.failure ? html`<div class="refused"><cr-problem .problem=${this.refused ?? this.failure}></cr-problem>${this.refused ? html`<p class="soft small">The pages are shown as they are now.</p>` : nothing}</div>` : nothing}
      ${READING.includes(d.stage) ? html`<div class="far"><cr-progress label="Reading" done=${d.progress?.done ?? 0} of=${d.progress?.of ?? 0} what="pages read"></cr-progress></div>` : nothing}
      ${this.able ? this.#tools() : nothing}
      <div class="body">${this.pages.length ? html`<cr-page-grid label="Pages of ${d.title || "the document"}" .pages=${this.pages} .chosen=${this.chosen} .cursor=${this.cursor}
          @choose=${(/** @type {CustomEvent} */ e) => { this.chosen = e.detail.chosen; this.cursor = e.detail.cursor; }} @look=${(/** @type {CustomEvent} */ e) => this.#look(e.detail.index)}
          @drop-pages=${(/** @type {CustomEvent} */ e) => this.#lay(this.#targets, e.detail.before)}></cr-page-grid>`
        : html`<div class="empty">${icon("page")}<b>${d.stage === "MERGED" ? "Its pages are in another document" : "There are no pages to edit"}</b><span>${elsewhere ? html`<a href="/documents/${elsewhere}/pages">See them there</a>, or take it back here.` : d.stageReason ? reason(d.stageReason) + "." : ""}</span></div>`}</div>
      ${this.#dialogs()}`;
  }
}
customElements.define("cr-page-edit-pages", CrPageEditPages);
