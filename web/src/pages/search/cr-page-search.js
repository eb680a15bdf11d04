import { LitElement, css, html, nothing } from "lit";
import { get, picture, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { aloud } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, length, name, number, sentence, stage } from "../../shell/words.js";
import { wayOf, withWhom } from "../../components/cr-communication.js";
import "../../components/cr-chip.js";
import { mayOpenInEmergency } from "../../components/cr-emergency.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-plot.js";
import "../../components/cr-queue.js";
import "../../shell/cr-problem.js";
import "../saved/cr-keep-search.js";
import { filtersOf, addressOf, kept } from "../saved/saved-words.js";
import "./cr-query-builder.js";

const FACETS = [
  { key: "type", title: "Type" }, { key: "kind", title: "Came as" }, { key: "channel", title: "Came by" }, { key: "stage", title: "State" }, { key: "author", title: "Author" }, { key: "patient", title: "Patient" },
];

/** Milliseconds between two looks for what became searchable: a busy office must not make a page ask without end. */
const EVERY = 3000;
/** Results that are read anew without being asked; whoever scrolled further is offered the newer ones instead. */
const MOST = 200;

/** Whether a result is something that was said in a recording. @param {any} i */
const isHeard = (i) => i.audioSeconds !== null && i.audioSeconds !== undefined;

/** How a row of the queue looks; it is drawn in the shadow root of cr-queue. */
const ROW = css`
  .item { display: grid; grid-template-columns: 44px minmax(0, 1fr); gap: var(--s3); align-items: center; }
  .item .thumb { width: 44px; height: 58px; border: 1px solid var(--line); border-radius: 4px; background: var(--sunken); display: grid; place-items: center; overflow: hidden; color: var(--ink-soft); } .item .thumb img { width: 100%; height: 100%; object-fit: cover; object-position: top; background: var(--paper); }
  .item b, .who b { font-weight: 600; } .who .small { color: var(--ink-soft); } .item .line, .who .line { display: flex; gap: var(--s2); align-items: baseline; } .item .line .small, .who .line .small { margin-left: auto; white-space: nowrap; color: var(--ink-soft); }
  .snip { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; font-size: var(--text-small); color: var(--ink-soft); } .snip mark { font-weight: 600; } .snip .unlike { color: var(--ink); }
`;

/** Finding: results as you type, narrowed by facets and years, with the hit in view before anything is opened. The query is typed in the shell's search box. */
export class CrPageSearch extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, found: { state: true }, items: { state: true }, failure: { state: true }, active: { state: true }, busy: { state: true }, audio: { state: true }, elsewhere: { state: true }, filters: { state: true }, all: { state: true }, newer: { state: true }, hints: { state: true }, groups: { state: true }, said: { state: true }, allSaid: { state: true }, building: { state: true }, keeping: { state: true }, saved: { state: true },
  };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: 210px minmax(320px, 1fr) minmax(340px, 1.1fr); border-top: 1px solid var(--line); }
    .facets { overflow: auto; padding: var(--s3) var(--s4) var(--s5); border-right: 1px solid var(--line); }
    .facets section + section { margin-top: var(--s4); } .facets h2 { margin-bottom: var(--s1); }
    .facets button.f { display: flex; width: 100%; border: 0; background: none; padding: 0 var(--s2); margin: 0 calc(var(--s2) * -1); width: calc(100% + var(--s4)); min-height: 30px; justify-content: flex-start; gap: var(--s2); font-weight: 400; }
    .facets button.f[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .facets .c { margin-left: auto; color: var(--ink-soft); font-size: var(--text-small); }
    .results { min-height: 0; min-width: 0; display: flex; flex-direction: column; border-right: 1px solid var(--line); } .results cr-queue { flex: 1; }
    .talks { border-bottom: 1px solid var(--line); padding: var(--s2) var(--s4); max-height: 45%; overflow: auto; } .talk { display: flex; gap: var(--s3); padding: 4px 0; color: inherit; text-decoration: none; align-items: baseline; } .talk svg { translate: 0 2px; color: var(--ink-soft); } .talk:hover b { text-decoration: underline; } .tl { display: flex; gap: var(--s2); align-items: baseline; } .tl .small { margin-left: auto; white-space: nowrap; color: var(--ink-soft); } .talk .grow > .clip { display: block; } .talk .snip { display: block; font-size: var(--text-small); color: var(--ink-soft); }
    .preview { min-height: 0; min-width: 0; display: flex; flex-direction: column; background: var(--sunken); }
    .preview cr-page-viewer { flex: 1; } .preview .ph { display: flex; align-items: center; gap: var(--s2); padding: var(--s2) var(--s3); background: var(--surface); border-bottom: 1px solid var(--line); }
    .heard { padding: var(--s5); display: grid; gap: var(--s3); align-content: start; background: var(--surface); flex: 1; overflow: auto; } audio { width: 100%; }
    .also { padding: var(--s1) var(--s3); background: var(--surface); border-bottom: 1px solid var(--line); } .quote { line-height: 1.7; } .tune { display: none; }
    .chips { display: flex; gap: var(--s1); flex-wrap: wrap; } .chips button { min-height: 28px; border-radius: 99px; font-size: var(--text-small); }
    .bad { padding: var(--s3) var(--s5); } .bad code { font-family: var(--mono); }
    .as { width: auto; }
    .aid { padding: var(--s2) var(--s5); display: flex; gap: var(--s1) var(--s2); flex-wrap: wrap; align-items: center; border-top: 1px solid var(--line); font-size: var(--text-small); color: var(--ink-soft); }
    .aid + .aid { border-top: 0; padding-top: 0; } .aid a.button { min-height: 26px; font-size: var(--text-small); } .aid .hint { border-radius: 99px; padding: 0 var(--s3); max-width: 28ch; }
    .kept { display: flex; flex-wrap: wrap; gap: var(--s2); justify-content: center; align-items: center; max-width: 760px; margin-bottom: var(--s3); } .kept .button { max-width: 320px; }
    .tips { max-width: 60ch; text-align: left; display: grid; gap: 6px; } .tips code { font: 13px var(--mono); background: var(--sunken); color: var(--ink); padding: 1px 5px; border-radius: 4px; }
    @media (max-width: 1250px) { .split { grid-template-columns: 190px minmax(0, 1fr) minmax(0, 1fr); } }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .preview { display: none; } .facets { display: none; border: 0; } .facets.on { display: block; max-height: 45dvh; border-bottom: 1px solid var(--line); } .tune { display: inline-flex; } .results { border: 0; } .split:has(.facets.on) { grid-template-rows: auto minmax(0, 1fr); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.found = null;
    /** @type {any[]} */
    this.items = [];
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    this.busy = false;
    /** Where in the recording in view it is said. @type {any[]|null} */
    this.audio = null;
    /** Other pages of the document in view that have hits. @type {number[]} */
    this.elsewhere = [];
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.looking = undefined;
    this.filters = false;
    /** What values of facets are called, kept for when a filter leaves none of them: by facet and value. @type {Map<string, string>} */
    this.called = new Map();
    /** Facets shown whole. @type {Set<string>} */
    this.all = new Set();
    /** @type {AbortController|null} */
    this.running = null;
    /** Something became searchable that the shown results do not take in. */
    this.newer = false;
    /** The results take the focus as soon as there are some. */
    this.wanted = false;
    this.looked = 0;
    /** How what is typed could go on. @type {any[]} */
    this.hints = [];
    /** The answer by patient, when it is asked for. @type {any} */
    this.groups = null;
    /** Communications that say it, too. @type {any} */
    this.said = null;
    /** Whether all of them are shown. */
    this.allSaid = false;
    /** Whether the builder is open. */
    this.building = false;
    /** The search in the dialog that keeps it. @type {any} */
    this.keeping = null;
    /** Saved searches, shown while nothing is asked. @type {any[]} */
    this.saved = [];
    /** What the preview shows, kept so that newer results do not move it. @type {{shown:string, pages:any[], boxes:Map<number, any[]>}|null} */
    this.sheet = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.due = undefined;
    this.heard = () => this.#soon();
    this.built = gathered((/** @type {string} */ q) => this.#built(q), 130);
    new Keys(this, "Search", [
      { key: "j", label: "Next result", run: () => this.#step(1) },
      { key: "k", label: "Previous result", run: () => this.#step(-1) },
      { key: "Enter", label: "Open the result", run: () => this.#open() },
      { key: "c", label: "Clear the filters", run: () => this.#clear() },
      { key: "b", label: "Build the search", run: () => this.#build(!this.building) },
      { key: "s", label: "Save the search", when: () => this.asked && !this.like, run: () => this.#keep() },
      { key: "v", label: "Saved searches", run: () => go("/search/saved") },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of ["searchable", "resync"]) events.addEventListener(name, this.heard);
    document.addEventListener("visibilitychange", this.heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const name of ["searchable", "resync"]) events.removeEventListener(name, this.heard);
    document.removeEventListener("visibilitychange", this.heard);
    clearTimeout(this.due);
    clearTimeout(this.looking);
    this.due = undefined;
    this.running?.abort();
  }

  /** Called from the search box on arrow down; goes to the results when they come if they are still on their way. */
  focusResults() {
    const queue = /** @type {any} */ (this.renderRoot.querySelector("cr-queue"));
    if (queue) queue.focus(); else this.wanted = this.busy;
  }

  /** Something became searchable: look again, soon after the first word of it and then not too often. */
  #soon() {
    if (document.hidden || !this.asked || this.due !== undefined) return;
    this.due = setTimeout(() => { this.due = undefined; this.#refresh(); }, Math.max(60, this.looked + EVERY - Date.now()));
  }

  /** Reads the results anew, as many as are shown; what is chosen and what is in view stay. */
  async #refresh() {
    if (!this.isConnected || document.hidden || !this.asked) return;
    if (this.busy) { this.#soon(); return; }
    if (this.items.length > MOST) { this.newer = true; return; }
    this.looked = Date.now();
    await this.#run("", Math.max(20, this.items.length));
  }

  get asked() { return [...this.query.keys()].some((k) => k !== "sort" && k !== "by"); }
  get byPatient() { return this.query.get("by") === "patient"; }
  get like() { return this.query.get("like"); }

  /** What is asked for by now: the address changes before the page is shown anew, and a person may be faster. */
  get #address() { return new URLSearchParams(location.search); }

  /** The parameters that the server takes. */
  get wire() { const q = new URLSearchParams(this.query); q.delete("by"); q.delete("like"); return q; }

  /** Failing costs nobody their search. */
  async #savedOnes() {
    try { this.saved = (await get("/search/saved")).items; } catch { this.saved = []; }
  }

  /** Calls, messages and letters that say it. Failing costs nobody the documents. */
  async #talks() {
    const asked = this.wire;
    asked.delete("sort");
    if (this.like || this.byPatient || !asked.get("q")) { this.said = null; return; }
    asked.set("limit", this.allSaid ? "50" : "2");
    const wanted = String(this.query);
    try {
      const said = await get("/search/communications?" + asked);
      if (String(this.query) === wanted) this.said = said;
    } catch { this.said = null; }
  }

  #keep() { this.keeping = kept(this.query); }

  /** @param {boolean} on */
  async #build(on) {
    this.building = on;
    await this.updateComplete;
    if (on) /** @type {any} */ (this.renderRoot.querySelector("cr-query-builder"))?.focusRow(); else this.focusResults();
  }

  /** @param {string} q */
  #built(q) {
    if (location.pathname !== "/search") return;
    const all = this.#address;
    if (q) all.set("q", q); else all.delete("q");
    go("/search?" + all, { replace: true });
  }

  /** Names and words the typed text could go on with. Failing costs nobody their results. */
  async #hint() {
    const q = (this.query.get("q") ?? "").trimStart();
    this.hints = [];
    if (q.length < 2 || this.like) return;
    try {
      const { items } = await get("/search/completions" + query({ q, limit: 8 }));
      if ((this.query.get("q") ?? "").trimStart() === q) this.hints = items.filter((/** @type {any} */ i) => i.query !== q);
    } catch { this.hints = []; }
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) { this.wanted = false; this.allSaid = false; this.#run(); } }

  /** @param {any} i */
  static key(i) { return `${i.documentId}:${i.page}`; }

  /** @param {string} [cursor] @param {number} [again] how many results to read anew */
  async #run(cursor, again) {
    this.running?.abort();
    const q = this.query;
    if (!this.asked) { this.#savedOnes(); this.found = null; this.items = []; this.hints = []; this.groups = null; this.said = null; this.failure = null; this.busy = false; return; }
    if (!cursor && !again) this.#hint();
    if (!cursor) this.#talks();
    this.running = new AbortController();
    this.busy = true;
    try {
      const all = this.wire;
      if (this.byPatient && !this.like) {
        all.delete("sort");
        const groups = await get("/search/patients?" + all, this.running.signal);
        this.failure = null;
        this.groups = groups;
        aloud(`${counted(groups.patients, "patient")}`);
      } else {
        this.groups = null;
      }
      if (cursor) all.set("cursor", cursor);
      if (again) all.set("limit", String(again));
      const began = performance.now();
      const similar = this.like ? await get("/search/similar" + query({ documentId: this.like }), this.running.signal) : null;
      const found = similar ? { items: similar.items, total: similar.items.length, tookMs: performance.now() - began, facets: {}, next: null, also: [], didYouMean: [] } : await get("/search?" + all, this.running.signal);
      this.failure = null;
      for (const [key, values] of Object.entries(found.facets)) for (const value of values) if (value.label) this.called.set(key + " " + value.value, value.label);
      this.#callPatient();
      this.items = cursor ? [...this.items, ...found.items] : found.items;
      const before = this.found?.total;
      if (!cursor) { this.found = found; this.newer = false; } else this.found = { ...this.found, next: found.next };
      if (!cursor) {
        if (!again || before !== found.total) aloud(found.total ? `${counted(found.total, "result")}` : "Nothing found");
        if (!this.items.some((i) => CrPageSearch.key(i) === this.active)) { this.active = this.items.length ? CrPageSearch.key(this.items[0]) : null; this.#previewed(); } else if (!again) this.#previewed();
      }
    } catch (problem) {
      if (/** @type {any} */ (problem).name === "AbortError") return;
      this.failure = problem;
    }
    this.busy = false;
    if (this.wanted) {
      this.wanted = false;
      await this.updateComplete;
      if (this.items.length) this.focusResults();
    }
  }

  get chosen() { return this.items.find((i) => CrPageSearch.key(i) === this.active) ?? null; }

  /** Looks where else in the record in view the hits are, once it stays in view. */
  #previewed() {
    this.audio = null;
    this.elsewhere = [];
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.#places(), 250);
  }

  async #places() {
    const c = this.chosen, q = this.query.get("q");
    if (!c || !q || this.like || !this.isConnected) return;
    try {
      const hits = await get("/search/hits" + query({ documentId: c.documentId, q }));
      if (this.active !== CrPageSearch.key(c)) return;
      this.audio = hits.audio?.length ? hits.audio : isHeard(c) ? [{ start: c.audioSeconds }] : null;
      this.elsewhere = (hits.pages ?? []).map((/** @type {any} */ p) => p.page).filter((/** @type {number} */ n) => n !== c.page);
    } catch (problem) { this.failure = problem; }
  }

  /** @param {number} start seconds of the recording */
  #hear(start) {
    const player = /** @type {HTMLAudioElement|null} */ (this.renderRoot.querySelector("audio"));
    if (!player) return;
    player.currentTime = Math.max(0, start - 1);
    player.play().catch(() => {});
  }

  /** @param {number} by */
  #step(by) {
    const at = this.items.indexOf(this.chosen);
    const queue = /** @type {any} */ (this.renderRoot.querySelector("cr-queue"));
    queue?.choose(at + by, "key");
  }

  #href(/** @type {any} */ i) {
    const q = this.query.get("q");
    return isHeard(i) || String(i.kind).toLowerCase().includes("dict") ? `/dictations/${i.documentId}${query({ q })}` : `/documents/${i.documentId}${query({ q, page: i.page > 1 ? i.page : "" })}`;
  }

  #open() { const c = this.chosen; if (c) go(this.#href(c)); }

  /** @param {string} key @param {string} value */
  #toggle(key, value) {
    const q = this.#address;
    if (q.get(key) === value) q.delete(key); else q.set(key, value);
    go("/search?" + q, { replace: true });
  }

  /** @param {string} year */
  #year(year) {
    const q = this.#address;
    if (q.get("from") === `${year}-01-01` && q.get("to") === `${year}-12-31`) { q.delete("from"); q.delete("to"); } else { q.set("from", `${year}-01-01`); q.set("to", `${year}-12-31`); }
    go("/search?" + q, { replace: true });
  }

  /** @param {string} month written 2026-01 */
  #month(month) {
    const q = this.#address;
    const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
    if (q.get("from") === `${month}-01` && q.get("to") === last) { q.set("from", `${month.slice(0, 4)}-01-01`); q.set("to", `${month.slice(0, 4)}-12-31`); } else { q.set("from", `${month}-01`); q.set("to", last); }
    go("/search?" + q, { replace: true });
  }

  #clear() { const asked = this.#address; go("/search" + query({ q: asked.get("q"), sort: asked.get("sort") }), { replace: true }); }

  /** @param {string} key @param {any} f */
  #word(key, f) { return key === "stage" ? stage(f.value).word : key === "kind" || key === "channel" ? sentence(f.value) : f.label || (this.called.get(key + " " + f.value) ?? (f.count ? f.value : `This ${key}`)); }

  /** The patient of a link is called by name also where nothing of theirs is found. */
  async #callPatient() {
    const id = this.query.get("patient"), key = "patient " + id;
    if (!id || this.called.has(key)) return;
    this.called.set(key, "This patient");
    try { this.called.set(key, name((await get("/patients/" + id)).name)); } catch { /* Whoever may not see the patient reads no name. */ }
    this.requestUpdate();
  }

  /** @param {string} year @param {any[]} counts */
  #monthsOf(year, counts) {
    return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`).map((value) => ({ value, count: counts.find((c) => c.value === value)?.count ?? 0 }));
  }

  #facets() {
    const facets = this.found?.facets ?? {};
    const years = [...(facets.year ?? [])].sort((a, b) => String(a.value).localeCompare(String(b.value)));
    const from = this.query.get("from"), to = this.query.get("to");
    // One year alone, chosen or not, is shown by its months.
    const only = from && to && from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : !from && !to && years.length === 1 ? String(years[0].value) : "";
    const months = only ? this.#monthsOf(only, facets.month ?? []) : [];
    return html`${years.length > 1 || from ? html`<section><cr-plot kind="bar" heading="Year" height="86" pick .labels=${years.map((y) => String(y.value))} .series=${[{ name: "pages", tone: "accent", values: years.map((y) => y.count) }]} .picked=${from ? years.map((y) => String(y.value)).filter((y) => y >= from.slice(0, 4) && y <= (to ?? "9999").slice(0, 4)) : []} @pick=${(/** @type {CustomEvent} */ e) => this.#year(e.detail.label)}></cr-plot></section>` : nothing}
      ${months.length ? html`<section><cr-plot kind="bar" heading="${only} by month" height="86" pick .labels=${months.map((m) => m.value)} .series=${[{ name: "documents", tone: "accent", values: months.map((m) => m.count) }]} .picked=${from && to && from.slice(0, 7) === to.slice(0, 7) ? [from.slice(0, 7)] : []} @pick=${(/** @type {CustomEvent} */ e) => this.#month(e.detail.label)}></cr-plot></section>` : nothing}
      ${FACETS.map(({ key, title }) => {
        const values = facets[key] ?? [], on = this.query.get(key);
        if (!values.length && !on) return nothing;
        const shown = this.all.has(key) ? values : values.slice(0, 7);
        if (on && !shown.some((/** @type {any} */ v) => v.value === on)) shown.unshift(values.find((/** @type {any} */ v) => v.value === on) ?? { value: on, count: 0 });
        return html`<section aria-label=${title}><h2 class="label">${title}</h2>${shown.map((/** @type {any} */ f) => html`<button class="f" aria-pressed=${on === f.value} @click=${() => this.#toggle(key, f.value)}><span class="clip">${this.#word(key, f)}</span><span class="c num">${number(f.count)}</span></button>`)}
          ${values.length > 7 && !this.all.has(key) ? html`<button class="f soft" @click=${() => { this.all = new Set(this.all).add(key); }}>${values.length - 7} more</button>` : nothing}</section>`;
      })}`;
  }

  /** The words of the query, each meant as it is typed; nothing when it says more than words. */
  get #literal() {
    const q = (this.query.get("q") ?? "").trim();
    return /^[\p{L}\p{N}' -]+$/u.test(q) && !/\b(AND|OR|NOT)\b|(^| )-/.test(q) ? q.split(/\s+/).map((w) => `"${w}"`).join(" ") : "";
  }

  /** @param {string} q */
  #asked(q) { const all = new URLSearchParams(this.query); all.set("q", q); return "/search?" + all; }

  /** @param {any} h */
  #hinted(h) {
    if (h.kind === "WORD") return this.#asked(h.query);
    const value = /"(.*)"$/.exec(h.query)?.[1] ?? "";
    return "/search" + query({ [h.kind.toLowerCase()]: value });
  }

  #aids() {
    const f = this.found, also = f?.also ?? [], mean = f?.didYouMean ?? [];
    return html`${this.hints.length ? html`<nav class="aid" aria-label="How it could go on">${this.hints.map((h) => html`<a class="button hint" href=${this.#hinted(h)}>${icon(h.kind === "PATIENT" ? "patients" : h.kind === "AUTHOR" ? "sign" : h.kind === "TYPE" ? "file" : "search")}<span class="clip">${h.text}</span> <span class="num">${number(h.count)}</span></a>`)}</nav>` : nothing}
      ${this.like ? html`<p class="aid">Documents that say much the same. <a href="/search?${(() => { const q = new URLSearchParams(this.query); q.delete("like"); return q; })()}">Back to the search</a></p>` : nothing}
      ${mean.length ? html`<p class="aid">Did you mean ${mean.map((/** @type {string} */ m, /** @type {number} */ i) => html`${i ? " or " : ""}<a href=${this.#asked(m)}>${m}</a>`)}?</p>` : nothing}
      ${also.length && f.total ? html`<p class="aid"><span>Also looked for ${also.slice(0, 6).join(", ")}${also.length > 6 ? " …" : ""}; pages with your words come first.</span>${this.#literal ? html`<a href=${this.#asked(this.#literal)}>Only as typed</a>` : nothing}</p>` : nothing}`;
  }

  #patients() {
    const g = this.groups;
    return html`<cr-queue .look=${ROW} label="Patients" .items=${g.items} .keyOf=${(/** @type {any} */ i) => i.patientId ?? "-"} .rowHeight=${56} .active=${g.items.length ? g.items[0].patientId ?? "-" : null}
      .row=${(/** @type {any} */ i) => html`<div class="who"><div class="line"><b class="clip">${i.patientName ?? "In nobody’s chart yet"}</b><span class="small num">${counted(i.documents, "document")}</span></div><span class="soft small">${i.mrn ? `MRN ${i.mrn} · born ${date(i.birthDate)}` : ""} ${i.best.title ? ` · best: ${i.best.title}` : ""}</span></div>`}
      @active=${(/** @type {CustomEvent} */ e) => { if (e.detail.by === "pointer") this.#ofPatient(e.detail.item); }} @open=${(/** @type {CustomEvent} */ e) => this.#ofPatient(e.detail?.item ?? g.items[0])}></cr-queue>`;
  }

  /** @param {any} i */
  #ofPatient(i) {
    const q = this.#address;
    q.delete("by");
    if (i.patientId) q.set("patient", i.patientId);
    go("/search?" + q);
  }

  #toggleBy() {
    const q = this.#address;
    if (q.get("by") === "patient") q.delete("by"); else q.set("by", "patient");
    go("/search?" + q, { replace: true });
  }

  #communications() {
    const t = this.said;
    if (!t?.total) return nothing;
    return html`<section class="talks" aria-label="Communications"><h2 class="label">${counted(t.total, "communication")}${t.more ? " or more" : ""}</h2>
      <ul>${t.items.map((/** @type {any} */ c) => html`<li><a class="talk" href="/patients/${c.patientId}${query({ talk: c.id })}">${icon(wayOf(c.way).icon)}<span class="grow"><span class="tl"><b class="clip">${c.subject}</b><span class="small num">${date(c.at)}</span></span><span class="small soft clip">${c.patientName} · MRN ${c.mrn} · ${wayOf(c.way).word} ${withWhom({ ...c, contact: "-" }).replace(", -", "")}</span>
        ${this.allSaid || t.total < 3 ? html`<span class="snip">${c.snippet.map((/** @type {any} */ p) => (p.hit ? html`<mark>${p.text}</mark>` : p.text))}</span>` : nothing}</span></a></li>`)}</ul>
      ${t.total > t.items.length && !this.allSaid ? html`<button class="link small" @click=${() => { this.allSaid = true; this.#talks(); }}>Show all ${number(t.total)}</button>` : nothing}</section>`;
  }

  /** @param {any} i */
  #row(i) {
    const s = stage(i.stage);
    return html`<div class="item"><span class="thumb">${i.thumbnail ? html`<img loading="lazy" alt="" src=${picture(i.thumbnail)}>` : icon(kindIcon(i.kind))}</span>
      <span><span class="line"><b class="clip">${i.title || sentence(i.kind)}</b><span class="small num">${date(i.date)}</span></span>
        <span class="line small"><span class="clip">${i.patientName ? `${i.patientName} · MRN ${i.mrn}` : s.word}${i.type?.display ?? i.type ? ` · ${i.type.display ?? i.type}` : ""}</span><span class="small num">${i.audioSeconds !== null && i.audioSeconds !== undefined ? `at ${length(i.audioSeconds)}` : i.page ? `page ${i.page}` : ""}</span></span>
        <span class="snip">${i.meant ? html`<b class="unlike">In other words:</b> ` : i.lacks?.length ? html`<b class="unlike">Without ${i.lacks.join(", ")}:</b> ` : nothing}${(i.snippet ?? []).map((/** @type {any} */ p) => (p.hit ? html`<mark>${p.text}</mark>` : p.text))}</span></span></div>`;
  }

  /** How many have all the words, and how many say the same in others. @param {any} f */
  #shares(f) {
    return (f.complete > 0 && f.complete < f.total ? `, ${number(f.complete)} with all words` : "") + (f.meant ? `, ${number(f.meant)} more in other words` : "");
  }

  #preview() {
    const c = this.chosen;
    if (!c) return nothing;
    const bar = html`<div class="ph"><b class="clip grow">${c.title || sentence(c.kind)}</b><a class="button" href=${"/search" + query({ q: this.query.get("q"), like: c.documentId })}>More like this</a><a class="button" href=${this.#href(c)}>Open <kbd class="desk">Enter</kbd></a></div>`;
    if (isHeard(c)) {
      return html`${bar}<div class="heard"><p class="quote">${(c.snippet ?? []).map((/** @type {any} */ p) => (p.hit ? html`<mark>${p.text}</mark>` : p.text))}</p>
        ${this.audio && session.has("clinician", "transcriptionist", "records-clerk", "privacy-officer", "administrator") ? html`<audio controls preload="metadata" aria-label="The recording from the hit on" src="/api/v1/dictations/${c.documentId}/audio#t=${Math.max(0, this.audio[0].start - 1)}"></audio>
          <div class="chips" role="group" aria-label="Where it is said">${this.audio.slice(0, 40).map((/** @type {any} */ t) => html`<button class="num" @click=${() => this.#hear(t.start)}>${icon("play")} ${length(t.start)}</button>`)}</div><p class="soft small">Playback starts a second before it is said.</p>` : nothing}</div>`;
    }
    if (!c.widthPx) return html`${bar}<div class="heard"><p class="quote">${(c.snippet ?? []).map((/** @type {any} */ p) => (p.hit ? html`<mark>${p.text}</mark>` : p.text))}</p></div>`;
    const shown = CrPageSearch.key(c) + JSON.stringify(c.boxes ?? []);
    if (this.sheet?.shown !== shown) {
      this.sheet = { shown, pages: [{ page: c.page, image: `/api/v1/documents/${c.documentId}/pages/${c.page}/image`, widthPx: c.widthPx, heightPx: c.heightPx }], boxes: new Map([[c.page, c.boxes ?? []]]) };
    }
    return html`${bar}${this.elsewhere.length ? html`<p class="also small">Also on page ${this.elsewhere.slice(0, 20).map((n, k) => html`${k ? ", " : ""}<a class="num" href="/documents/${c.documentId}${query({ q: this.query.get("q"), page: n })}">${n}</a>`)}${this.elsewhere.length > 20 ? " …" : ""}</p>` : nothing}<cr-page-viewer label="Preview of the page with the hit" .strip=${false} .pages=${this.sheet.pages} .boxes=${this.sheet.boxes}></cr-page-viewer>`;
  }

  render() {
    const q = this.query.get("q") ?? "", f = this.found;
    const on = [...FACETS.map((x) => x.key), "from"].filter((k) => this.query.get(k));
    const bad = this.failure?.kind === "bad-query" ? this.failure.body : null;
    return html`<div class="head"><h1>Search</h1>
        ${f && !this.failure ? html`<span class="soft num" role="status">${counted(f.total, "result")}${this.#shares(f)} in ${number(Math.max(1, Math.round(f.tookMs)))} ms</span>` : nothing}
        ${this.newer ? html`<button @click=${() => this.#run()}>${icon("rotate")} Show newer results</button>` : nothing}
        ${on.length ? html`<button @click=${() => this.#clear()}>${icon("close")} Clear ${counted(on.length, "filter")}</button>` : nothing}
        ${f && !this.like ? html`<button aria-pressed=${this.byPatient} @click=${() => this.#toggleBy()}>${icon("patients")} By patient</button><a class="button desk" download="search.csv" href="/api/v1/search/export?${this.wire}">${icon("download")} Table${f.total > 5000 ? " (first 5,000)" : ""}</a>` : nothing}
        <button aria-expanded=${this.building} @click=${() => this.#build(!this.building)}>${icon("admin")} Build</button>
        ${f && this.asked && !this.like ? html`<button @click=${() => this.#keep()}>${icon("star")} Save</button>` : nothing}
        <a class="button desk" href="/search/saved">Saved searches</a>
        <button class="tune" aria-expanded=${this.filters} @click=${() => { this.filters = !this.filters; }}>${icon("filter")} Filters</button>
        <label class="sr" for="sort">Order</label><select id="sort" class="as" @change=${(/** @type {Event} */ e) => { const all = this.#address; all.set("sort", /** @type {HTMLSelectElement} */ (e.target).value); go("/search?" + all, { replace: true }); }}><option value="relevance" ?selected=${this.query.get("sort") !== "newest"}>Best first</option><option value="newest" ?selected=${this.query.get("sort") === "newest"}>Newest first</option></select></div>
      ${this.building ? html`<cr-query-builder .q=${q} .facets=${f?.facets ?? {}} @change=${(/** @type {CustomEvent} */ e) => this.built(e.detail.q)} @done=${() => this.#build(false)}></cr-query-builder>` : nothing}
      ${bad ? html`<div class="bad" role="alert"><p><b>${this.failure.message}</b></p>${bad.position !== undefined ? html`<p><code>${q.slice(0, bad.position)}<mark>${q.slice(bad.position, bad.position + 1) || " "}</mark>${q.slice(bad.position + 1)}</code></p>` : nothing}${bad.suggestion ? html`<p>Did you mean <a href="/search${query({ q: bad.suggestion })}">${bad.suggestion}</a>?</p>` : nothing}</div>`
        : this.failure ? html`<div class="bad"><cr-problem .problem=${this.failure} .again=${() => this.#run()}></cr-problem></div>` : nothing}
      ${bad ? nothing : this.#aids()}
      ${!f ? html`<div class="empty">${icon("search")}<b>Search everything that was read or said</b>${this.saved.length ? html`<nav class="kept" aria-label="Saved searches">${this.saved.slice(0, 8).map((s) => html`<a class="button" href=${s.alert?.unseen ? `/search/saved/${s.id}` : addressOf(s)}>${icon("star")}<span class="clip">${s.name}</span>${s.alert?.unseen ? html` <b class="num">${counted(s.alert.unseen, "new", "new")}</b>` : filtersOf(s) ? html`<span class="soft small clip">${filtersOf(s)}</span>` : nothing}</a>`)}<a href="/search/saved">All saved searches</a></nav>` : nothing}<div class="tips"><span>Type words in the box above; results appear as you type.</span><span><code>"chest pain"</code> the words together, <code>chest -pain</code> without a word</span><span><code>metform*</code> words that begin so, <code>type:lab</code> <code>mrn:1001</code> <code>author:lee</code> in a field</span><span><code>lisinopril OR enalapril</code> one or the other</span></div></div>`
        : html`<div class="split"><div class="facets ${this.filters ? "on" : ""}" tabindex="0" role="region" aria-label="Filters">${this.#facets()}</div>
          <div class="results">${this.#communications()}${this.groups && this.byPatient ? this.#patients() : this.items.length ? html`<cr-queue .look=${ROW} label="Results" .items=${this.items} .keyOf=${CrPageSearch.key} .row=${(/** @type {any} */ i) => this.#row(i)} .rowHeight=${96} .active=${this.active}
              @active=${(/** @type {CustomEvent} */ e) => { this.active = CrPageSearch.key(e.detail.item); this.#previewed(); if (e.detail.by === "pointer" && matchMedia("(max-width: 900px)").matches) this.#open(); }} @open=${() => this.#open()} @more=${() => { if (f.next && !this.busy) this.#run(f.next); }}></cr-queue>`
            : this.busy || this.failure ? nothing : html`<div class="empty">${icon("search")}<b>Nothing found yet${q ? html` for “${q}”` : ""}</b><span>${on.length ? html`The filters may hide it: <button class="link" @click=${() => this.#clear()}>clear them</button>.` : "Try fewer words, or the beginning of a word with *."} What is still being read appears here by itself.</span>${mayOpenInEmergency() ? html`<cr-emergency></cr-emergency>` : nothing}</div>`}</div>
          <div class="preview">${this.#preview()}</div></div>`}
      <cr-keep-search ?open=${Boolean(this.keeping)} .search=${this.keeping} @close=${() => { this.keeping = null; }}></cr-keep-search>`;
  }
}
customElements.define("cr-page-search", CrPageSearch);
