import { LitElement, css, html, nothing } from "lit";
import { call, get, picture, post, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon, kindIcon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { ago, counted, date, number, sentence, stage } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-queue.js";
import "../../shell/cr-problem.js";
import "./cr-keep-search.js";
import { addressOf, filtersOf } from "./saved-words.js";

/** How a match looks; it is drawn in the shadow root of cr-queue. */
const ROW = css`
  .item { display: grid; grid-template-columns: 12px 44px minmax(0, 1fr); gap: var(--s3); align-items: center; }
  .dot { width: 10px; height: 10px; border-radius: 50%; border: 2px solid transparent; } .dot.new { background: var(--accent); border-color: var(--accent); }
  .thumb { width: 44px; height: 58px; border: 1px solid var(--line); border-radius: 4px; background: var(--sunken); display: grid; place-items: center; overflow: hidden; color: var(--ink-soft); } .thumb img { width: 100%; height: 100%; object-fit: cover; object-position: top; background: var(--paper); }
  .item b { font-weight: 400; } .item.new b { font-weight: 650; } .line { display: flex; gap: var(--s2); align-items: baseline; } .line .small { margin-left: auto; white-space: nowrap; color: var(--ink-soft); }
  .name { display: flex; gap: var(--s2); align-items: center; } .name .n { margin-left: auto; background: var(--accent); color: var(--on-accent); border-radius: 10px; padding: 0 7px; font-size: var(--text-small); font-weight: 600; line-height: 20px; }
`;

/** Saved searches, and what newly matches those that one wants to hear of. */
export class CrPageSaved extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, failure: { state: true }, found: { state: true }, next: { state: true }, active: { state: true }, editing: { state: true }, removing: { state: true }, loaded: { state: true }, busy: { state: true }, read: { state: true } };

  static styles = [base, page, css`
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(260px, 340px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .list { min-height: 0; border-right: 1px solid var(--line); } .one { min-height: 0; min-width: 0; display: flex; flex-direction: column; }
    .about { padding: var(--s3) var(--s5); display: grid; gap: var(--s2); border-bottom: 1px solid var(--line); } .about .row { flex-wrap: wrap; } .about code { font: 13px var(--mono); overflow-wrap: anywhere; background: var(--sunken); padding: 1px 5px; border-radius: 4px; }
    .matches { flex: 1; min-height: 0; display: flex; flex-direction: column; } .matches cr-queue { flex: 1; } .bar { display: flex; gap: var(--s2); align-items: center; padding: var(--s2) var(--s5); flex-wrap: wrap; } .bar .grow { min-width: 160px; }
    .back { display: none; }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); } .split.one-only .list, .split:not(.one-only) .one { display: none; } .list { border: 0; } .back { display: inline-flex; } .about, .bar { padding-left: var(--s4); padding-right: var(--s4); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    this.failure = /** @type {any} */ (null);
    /** What newly matches the search in view. @type {any[]} */
    this.found = [];
    /** @type {string|null} */
    this.next = null;
    /** The match in hand. @type {string|null} */
    this.active = null;
    /** @type {any} */
    this.editing = null;
    /** @type {any} */
    this.removing = null;
    this.loaded = false;
    /** The search whose matches were read. */
    this.read = "";
    this.busy = false;
    this.heard = gathered(() => this.#load(), 300);
    new Keys(this, "Saved searches", [
      { key: "j", label: "Next", run: () => this.#step(1) },
      { key: "k", label: "Previous", run: () => this.#step(-1) },
      { key: "Enter", label: "Open the record", when: () => this.found.length > 0, run: () => this.#open() },
      { key: "m", label: "Seen or not seen", when: () => this.found.length > 0, run: () => this.#toggleSeen() },
      { key: "s", label: "Search now", when: () => Boolean(this.chosen), run: () => go(addressOf(this.chosen)) },
      { key: "a", label: "Alert on or off", when: () => Boolean(this.chosen), run: () => this.#alert() },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of ["alert", "resync"]) events.addEventListener(name, this.heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const name of ["alert", "resync"]) events.removeEventListener(name, this.heard);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("params")) { this.found = []; this.next = null; this.active = null; this.#load(); } }

  get chosen() { return this.items.find((s) => s.id === this.params.search) ?? null; }

  async #load() {
    if (!this.isConnected) return;
    const of = this.params.search;
    try {
      this.items = (await get("/search/saved")).items;
      this.failure = null;
      this.loaded = true;
      if (!of && this.items.length && !matchMedia("(max-width: 760px)").matches) {
        go(`/search/saved/${(this.items.find((s) => s.alert?.unseen) ?? this.items[0]).id}`, { replace: true });
        return;
      }
      if (!this.chosen?.alert) { this.found = []; this.next = null; return; }
      const matches = await get(`/search/saved/${of}/matches` + query({ limit: Math.min(200, Math.max(50, this.found.length)) }));
      if (this.params.search !== of) return;
      this.found = matches.items;
      this.next = matches.next;
      this.read = of;
      if (!this.found.some((m) => m.documentId === this.active)) this.active = this.found[0]?.documentId ?? null;
    } catch (problem) { this.failure = problem; this.loaded = true; }
  }

  async #more() {
    if (!this.next || this.busy) return;
    this.busy = true;
    const of = this.params.search;
    try {
      const matches = await get(`/search/saved/${of}/matches` + query({ limit: 50, cursor: this.next }));
      if (this.params.search === of) { this.found = [...this.found, ...matches.items]; this.next = matches.next; }
    } catch (problem) { sayProblem(problem); }
    this.busy = false;
  }

  /** @param {number} by */
  #step(by) {
    const queue = /** @type {any} */ (this.renderRoot.querySelector(this.found.length ? ".matches cr-queue" : ".list cr-queue"));
    queue?.choose(queue.index + by, "key");
  }

  get match() { return this.found.find((m) => m.documentId === this.active) ?? null; }

  /** @param {any} m */
  #href(m) {
    const q = this.chosen?.q;
    return String(m.kind).toLowerCase().includes("dict") ? `/dictations/${m.documentId}${query({ q })}` : `/documents/${m.documentId}${query({ q })}`;
  }

  async #open() {
    const m = this.match;
    if (!m) return;
    if (!m.seen) await this.#seen({ documentId: m.documentId, seen: true });
    go(this.#href(m));
  }

  /** @param {any} body */
  async #seen(body) {
    try {
      const s = (await call("POST", `/search/saved/${this.params.search}/seen`, { body })).body;
      this.items = this.items.map((x) => (x.id === s.id ? s : x));
      this.found = this.found.map((m) => (body.documentId === m.documentId ? { ...m, seen: body.seen } : body.upTo >= m.sequence ? { ...m, seen: true } : m));
      events.dispatchEvent(new CustomEvent("seen"));
    } catch (problem) { sayProblem(problem); }
  }

  #toggleSeen() { const m = this.match; if (m) this.#seen({ documentId: m.documentId, seen: !m.seen }); }

  async #alert() {
    const s = this.chosen;
    try {
      await call(s.alert ? "DELETE" : "PUT", `/search/saved/${s.id}/alert`);
      say({ text: s.alert ? `“${s.name}” alerts you no more.` : `You are told what newly matches “${s.name}”, from now on.`, tone: "done" });
      await this.#load();
      events.dispatchEvent(new CustomEvent("seen"));
    } catch (problem) { sayProblem(problem); }
  }

  async #remove() {
    const s = this.removing;
    try {
      await call("DELETE", `/search/saved/${s.id}`, { version: s.version });
      this.removing = null;
      say({ text: `“${s.name}” was removed.`, tone: "info", undo: async () => { await post("/search/saved", { name: s.name, q: s.q, filters: s.filters, sort: s.sort, sharedWith: s.sharedWith }); await this.#load(); } });
      go("/search/saved", { replace: true });
    } catch (problem) { this.removing = null; sayProblem(problem); }
  }

  /** @param {any} m */
  #row(m) {
    const s = stage(m.stage);
    return html`<div class="item ${m.seen ? "" : "new"}"><span class="dot ${m.seen ? "" : "new"}" title=${m.seen ? "Seen" : "New"}></span><span class="thumb">${m.thumbnail ? html`<img loading="lazy" alt="" src=${picture(m.thumbnail)}>` : icon(kindIcon(m.kind))}</span>
      <span><span class="line"><b class="clip">${m.seen ? nothing : html`<span class="sr">New: </span>`}${m.title || sentence(m.kind)}</b><span class="small num">${ago(m.since)}</span></span>
        <span class="line small"><span class="clip">${m.patientName ? `${m.patientName} · MRN ${m.mrn}` : s.word}${m.type ? ` · ${m.type.display}` : ""}</span><span class="small num">${date(m.date)}</span></span></span></div>`;
  }

  /** @param {any} s */
  #name(s) {
    return html`<div class="name"><span class="grow"><b class="clip">${s.name}</b><br><span class="soft small clip">${s.mine ? s.alert ? "Alert on" : "Mine" : `From ${s.owner}`}${filtersOf(s) ? ` · ${filtersOf(s)}` : ""}</span></span>${s.alert?.unseen ? html`<span class="n num">${number(s.alert.unseen)}<span class="sr"> new</span></span>` : nothing}</div>`;
  }

  #one() {
    const s = this.chosen;
    if (!s) return html`<div class="empty">${icon("search")}<b>${this.params.search && this.loaded ? "This saved search is not there" : "Choose a saved search"}</b>${this.params.search && this.loaded ? html`<span>It was removed, or is shared with you no more.</span>` : nothing}</div>`;
    return html`<div class="about"><div class="row"><a class="button icon bare back" href="/search/saved" aria-label="All saved searches">${icon("back")}</a><h2 class="grow">${s.name}</h2>
        <a class="button main" href=${addressOf(s)}>${icon("search")} Search now</a>
        <button aria-pressed=${Boolean(s.alert)} @click=${() => this.#alert()}>${icon(s.alert ? "done" : "plus")} Alert</button>
        ${s.mine ? html`<button @click=${() => { this.editing = s; }}>Change</button><button @click=${() => { this.removing = s; }}>Remove</button>` : nothing}</div>
      <p>${s.q ? html`<code>${s.q}</code>` : "All records"}${filtersOf(s) ? html` <span class="soft">${filtersOf(s)}</span>` : nothing}</p>
      <p class="small soft">${s.mine ? s.sharedWith.length ? `Shared with ${s.sharedWith.map((/** @type {string} */ r) => r.replace("-", " ")).join(", ")}` : "Only you see it" : `Shared by ${s.owner}`}</p></div>
      ${s.alert ? html`<div class="matches"><div class="bar"><span class="grow" role="status">${s.alert.unseen ? html`<b>${counted(s.alert.unseen, "new record")}</b>` : "Nothing new"} <span class="soft small">since the alert was set ${ago(s.alert.since)}</span></span>
          ${s.alert.unseen && this.found.length ? html`<button @click=${() => this.#seen({ upTo: this.found[0].sequence })}>${icon("done")} All seen</button>` : nothing}</div>
          ${this.found.length ? html`<cr-queue .look=${ROW} label="New records" .items=${this.found} .keyOf=${(/** @type {any} */ m) => m.documentId} .row=${(/** @type {any} */ m) => this.#row(m)} .rowHeight=${76} .active=${this.active}
            @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.documentId; if (e.detail.by === "pointer") this.#open(); }} @open=${() => this.#open()} @more=${() => this.#more()}></cr-queue>`
            : this.read !== s.id ? nothing : html`<div class="empty">${icon("done")}<b>Nothing new matched yet</b><span>What comes in and matches appears here by itself, and is counted beside Search.</span></div>`}</div>`
        : html`<div class="empty">${icon("wait")}<b>No alert</b><span>With an alert, what newly matches is listed here and counted beside Search, as far as you may see it.</span><button class="main" @click=${() => this.#alert()}>Tell me when something new matches</button></div>`}`;
  }

  render() {
    const s = this.removing;
    return html`<div class="head"><h1>Saved searches</h1><a class="button" href="/search">${icon("search")} Search</a></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      ${this.loaded && !this.items.length ? html`<div class="empty">${icon("star")}<b>No saved searches yet</b><span>Search for something, then press <kbd>S</kbd> or “Save”. A saved search can tell you when something new matches.</span><a class="button main" href="/search">Search</a></div>`
        : html`<div class="split ${this.params.search ? "one-only" : ""}"><div class="list"><cr-queue .look=${ROW} label="Saved searches" .items=${this.items} .row=${(/** @type {any} */ x) => this.#name(x)} .rowHeight=${62} .active=${this.params.search ?? null}
            @active=${(/** @type {CustomEvent} */ e) => go(`/search/saved/${e.detail.item.id}`, { replace: e.detail.by === "key" })} @open=${(/** @type {CustomEvent} */ e) => go(addressOf(e.detail.item))}></cr-queue></div>
          <div class="one">${this.#one()}</div></div>`}
      <cr-keep-search ?open=${Boolean(this.editing)} .search=${this.editing} @close=${() => { this.editing = null; }} @kept=${() => this.#load()}></cr-keep-search>
      <cr-dialog heading="Remove the saved search" ?open=${Boolean(s)} @close=${() => { this.removing = null; }}>${s ? html`<p>“${s.name}” is removed${s.sharedWith.length ? " for everybody it is shared with" : ""}, with its alerts and what they found. The records stay as they are.</p>` : nothing}
        <button slot="actions" @click=${() => { this.removing = null; }}>Cancel</button><button slot="actions" class="stop" @click=${() => this.#remove()}>Remove</button></cr-dialog>`;
  }
}
customElements.define("cr-page-saved", CrPageSaved);
