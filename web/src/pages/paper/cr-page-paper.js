import { LitElement, css, html, nothing } from "lit";
import { get, post } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { ago, counted, date, moment } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

const VIEWS = [
  { key: "rescans", word: "To scan again", ask: "/rescans?state=open", none: "Nothing is to be scanned again" },
  { key: "answered", word: "Scanned again", ask: "/rescans?state=closed", none: "Nothing was scanned again yet" },
  { key: "kept", word: "Originals", ask: "/originals?state=kept", none: "No paper is logged" },
  { key: "due", word: "May be shredded", ask: "/originals?state=due", none: "No paper may be shredded now" },
  { key: "shredded", word: "Shredded", ask: "/originals?state=shredded", none: "No paper was shredded yet" },
];

/** The id at the end of an address of the inbox or of a document, or the id itself. @param {string} text */
function named(text) {
  const [, kind, id] = text.trim().match(/\/(inbox|documents)\/([A-Za-z0-9_-]+)/) ?? [];
  return kind ? { [kind === "inbox" ? "arrivalId" : "documentId"]: id } : null;
}

/** The paper behind the pages: what is to be scanned again, where originals lie, what may be shredded. */
export class CrPagePaper extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, view: { state: true }, items: { state: true }, next: { state: true }, loaded: { state: true }, failure: { state: true }, active: { state: true }, asking: { state: true }, latest: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .views { display: flex; gap: 2px; overflow-x: auto; } .views button { min-height: 30px; border-color: transparent; background: none; padding: 0 var(--s2); }
    .views button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .plain { list-style: disc; padding-left: var(--s5); } fieldset { display: grid; gap: var(--s1); } .pick { display: flex; gap: var(--s2); align-items: center; min-height: 32px; }
    @media (max-width: 760px) { .views { width: 100%; } .views button { min-height: 40px; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    this.view = "rescans";
    /** @type {any[]} */
    this.items = [];
    /** @type {string|null} */
    this.next = null;
    this.loaded = false;
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    /** What is being done with the active one: "close", "shred" or "". */
    this.asking = "";
    /** Arrivals that may answer a rescan, the latest first. @type {any[]} */
    this.latest = [];
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.again = gathered(() => this.#load(), 600);
    new Keys(this, "Paper", [
      { key: "j", label: "Next", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "c", label: "Close the rescan", when: () => this.view === "rescans" && Boolean(this.chosen) && this.may, run: () => this.#ask("close") },
      { key: "x", label: "Record that it was shredded", when: () => Boolean(this.chosen?.mayBeShredded) && this.may, run: () => this.#ask("shred") },
      { key: "Enter", label: "Open what it is about", run: () => this.#open() },
    ]);
  }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }
  get may() { return session.has("intake", "records-clerk", "administrator"); }
  /** @returns {any} */
  get chosen() { return this.items.find((x) => x.id === this.active) ?? null; }
  get paper() { return ["kept", "due", "shredded"].includes(this.view); }

  connectedCallback() { super.connectedCallback(); for (const n of ["document", "arrival", "resync"]) events.addEventListener(n, this.again); }
  disconnectedCallback() { super.disconnectedCallback(); for (const n of ["document", "arrival", "resync"]) events.removeEventListener(n, this.again); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) {
      const view = this.query.get("show") ?? "rescans";
      if (view !== this.view || !this.loaded) { this.view = view; this.items = []; this.loaded = false; this.#load(); }
    }
  }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const view = VIEWS.find((v) => v.key === this.view) ?? VIEWS[0];
    try {
      const slice = await get(`${view.ask}&limit=100${cursor ? "&cursor=" + encodeURIComponent(cursor) : ""}`);
      if (this.view !== view.key) return;
      this.items = cursor ? [...this.items, ...slice.items] : slice.items;
      this.next = slice.next ?? null;
      this.loaded = true;
      if (!this.chosen) this.active = this.items[0]?.id ?? null;
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} view */
  #show(view) { this.view = view; this.items = []; this.active = null; this.loaded = false; note("/paper" + (view === "rescans" ? "" : `?show=${view}`)); this.#load().then(() => aloud(counted(this.items.length, this.paper ? "original" : "rescan"))); }

  #open() {
    const x = this.chosen;
    if (x) go(this.paper ? `/inbox/${x.arrivalId}` : `/documents/${x.document.id}`);
  }

  /** @param {string} what */
  async #ask(what) {
    this.asking = what;
    this.problem = null;
    if (what !== "close") return;
    try {
      const asked = this.chosen.askedAt;
      this.latest = (await get("/arrivals?limit=20")).items.filter((/** @type {any} */ a) => a.receivedAt >= asked && a.id !== this.chosen?.document.arrivalId);
    } catch (problem) { this.problem = problem; }
  }

  async #send(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), x = this.chosen, picked = String(f.get("arrival") ?? "");
    this.busy = true;
    this.problem = null;
    try {
      if (this.asking === "shred") {
        await post(`/originals/${x.id}/shredded`, { how: f.get("how") }, { version: x.version });
        say({ text: `Recorded: the paper from ${x.place} was shredded.`, tone: "done" });
      } else {
        const other = String(f.get("address") ?? ""), reason = String(f.get("reason") ?? "").trim();
        const answer = picked === "other" ? named(other) : picked && picked !== "none" ? { arrivalId: picked } : {};
        if (answer === null) throw new Error("Paste the address of the arrival or document, as the browser shows it.");
        if (picked === "none" && !reason) throw new Error("Say why it cannot be scanned again.");
        await post(`/rescans/${x.id}/close`, { ...answer, reason }, { version: x.version });
        say({ text: picked === "none" ? "Closed without a scan; who asked sees why." : "Closed: it was scanned again.", tone: "done" });
      }
      this.asking = "";
      await this.#load();
      this.updateComplete.then(() => this.#table?.focus());
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  #columns() {
    if (this.paper) {
      return [
        { key: "place", title: "Lies in", width: "minmax(110px, 1fr)", cell: (/** @type {any} */ o) => html`<b>${o.place}</b>` },
        { key: "arrivalName", title: "Scanned as", width: "minmax(110px, 1.4fr)", cell: (/** @type {any} */ o) => html`<a href="/inbox/${o.arrivalId}">${o.arrivalName || "its arrival"}</a>` },
        { key: "receivedAt", title: "Arrived", width: "150px", phone: false, cell: (/** @type {any} */ o) => html`<span class="num">${moment(o.receivedAt)}</span>` },
        { key: "pages", title: "Pages", width: "70px", align: /** @type {"n"} */ ("n"), phone: false },
        this.view === "shredded" ? { key: "shredded", title: "Shredded", width: "minmax(150px, 1.6fr)", cell: (/** @type {any} */ o) => `${moment(o.shredded?.at)} by ${o.shredded?.by.displayName}${o.shredded?.words ? `: ${o.shredded.words}` : ""}` }
          : { key: "against", title: "May be shredded", width: "minmax(130px, 2fr)", cell: (/** @type {any} */ o) => o.mayBeShredded ? html`<cr-chip tone="done" quiet>Now</cr-chip>` : html`<span title=${o.against.join("; ")}>${o.against.length === 1 && o.against[0].startsWith("It is kept until") ? `From ${date(o.mayBeShreddedFrom)}` : `Not yet: ${o.against.filter((/** @type {string} */ w) => !w.startsWith("It is kept until")).join("; ") || o.against.join("; ")}`}</span>` },
      ];
    }
    return [
      { key: "document", title: "Document", width: "minmax(96px, 1.4fr)", cell: (/** @type {any} */ r) => html`<a href="/documents/${r.document.id}">${r.document.title || "Document"}</a>` },
      { key: "patient", title: "Patient", width: "minmax(110px, 1.2fr)", phone: false, cell: (/** @type {any} */ r) => r.document.patientName || html`<span class="soft">not filed</span>` },
      { key: "pages", title: "Pages", width: "64px", cell: (/** @type {any} */ r) => html`<span class="num">${r.pages.length ? r.pages.join(", ") : "all"}</span>` },
      { key: "reason", title: "What is wrong", width: "minmax(100px, 1.8fr)", cell: (/** @type {any} */ r) => r.reason },
      { key: "place", title: "Paper lies in", width: "minmax(100px, 1fr)", phone: false, cell: (/** @type {any} */ r) => r.place ?? "not logged" },
      this.view === "answered" ? { key: "ended", title: "Ended", width: "minmax(150px, 1.8fr)", phone: false, cell: (/** @type {any} */ r) => html`${r.state === "answered" ? html`<a href=${r.ended.documentId ? `/documents/${r.ended.documentId}` : `/inbox/${r.ended.arrivalId}`}>Scanned again</a>` : "Not possible"} ${moment(r.ended.at)}, ${r.ended.by.displayName}${r.ended.words ? `: ${r.ended.words}` : ""}` }
        : { key: "askedBy", title: "Asked", width: "minmax(130px, 1.2fr)", phone: false, cell: (/** @type {any} */ r) => `${r.askedBy.displayName}, ${ago(r.askedAt)}` },
    ];
  }

  #dialogs() {
    const x = this.chosen;
    return html`<cr-dialog heading="Close the rescan" ?open=${this.asking === "close"} @close=${() => { if (this.asking === "close") this.asking = ""; }}>
        ${this.asking === "close" && x ? html`<form id="form" class="fields" @submit=${this.#send}>
          ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <fieldset><legend>What answers it</legend>${this.latest.slice(0, 6).map((a, i) => html`<label class="pick"><input type="radio" name="arrival" value=${a.id} ?checked=${i === 0}> <span>${a.name || "Arrival"} <span class="soft small">${ago(a.receivedAt)}</span></span></label>`)}
            <label class="pick"><input type="radio" name="arrival" value="other" ?checked=${!this.latest.length}> <span>Another arrival or document, by its address:</span></label>
            <label class="sr" for="address">Address</label><input id="address" name="address" autocomplete="off" placeholder="https://…/documents/…">
            <label class="pick"><input type="radio" name="arrival" value="none"> <span>Nothing: it cannot be scanned again</span></label></fieldset>
          <div class="field"><label class="label" for="reason">Note (why, when nothing answers it)</label><input id="reason" name="reason" maxlength="1000" autocomplete="off"></div><button hidden></button></form>` : nothing}
        <button slot="actions" @click=${() => { this.asking = ""; }}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => this.#submit()}>Close it</button></cr-dialog>
      <cr-dialog heading="Shredded" ?open=${this.asking === "shred"} @close=${() => { if (this.asking === "shred") this.asking = ""; }}>
        ${this.asking === "shred" && x ? html`<form id="form" class="fields" @submit=${this.#send}>
          ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <p>The paper of “${x.arrivalName}” from <b>${x.place}</b> is gone. This is recorded with your name and cannot be undone.</p>
          <div class="field"><label class="label" for="how">How, or with which certificate (may be left open)</label><input id="how" name="how" maxlength="1000" autocomplete="off"></div></form>` : nothing}
        <button slot="actions" @click=${() => { this.asking = ""; }}>Cancel</button><button slot="actions" class="stop" ?disabled=${this.busy} @click=${() => this.#submit()}>It was shredded</button></cr-dialog>`;
  }

  #submit() { /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#form")).requestSubmit(); }

  render() {
    const view = VIEWS.find((v) => v.key === this.view) ?? VIEWS[0], x = this.chosen;
    return html`<div class="head"><h1>Paper</h1><div class="views" role="group" aria-label="Show">${VIEWS.map((v) => html`<button aria-pressed=${this.view === v.key} @click=${() => this.#show(v.key)}>${v.word}</button>`)}</div>
        ${this.may && this.view === "rescans" ? html`<button ?disabled=${!x} @click=${() => this.#ask("close")}>Close the rescan… <kbd class="desk" aria-hidden="true">C</kbd></button>` : nothing}
        ${this.may && (this.view === "due" || this.view === "kept") ? html`<button ?disabled=${!x?.mayBeShredded} @click=${() => this.#ask("shred")}>It was shredded… <kbd class="desk" aria-hidden="true">X</kbd></button>` : nothing}</div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${this.loaded && !this.items.length ? html`<div class="empty">${icon("page")}<b>${view.none}</b><span>${this.view === "kept" ? "Where the paper of an arrival lies is logged in the inbox, beside the arrival." : this.view === "rescans" ? "A rescan is asked for from a document, under Reading." : ""}</span></div>`
        : html`<cr-table label=${view.word} .columns=${this.#columns()} .items=${this.items} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; }} @open=${() => this.#open()}
            @more=${() => { if (this.next) { const c = this.next; this.next = null; this.#load(c); } }}></cr-table>`}</div>
      ${this.#dialogs()}`;
  }
}
customElements.define("cr-page-paper", CrPagePaper);
