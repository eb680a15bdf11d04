import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date, moment, sentence } from "../../shell/words.js";
import { dueWords, onMyList, reviewState, seenWords } from "../../components/review-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-queue.js";
import "../../components/cr-review-answer.js";
import "../../components/cr-route.js";
import "../../shell/cr-problem.js";

const VIEWS = [
  { key: "mine", word: "Mine", ask: "for=me", none: "Nothing waits for you", more: "What is routed to you appears here by itself." },
  { key: "late", word: "Overdue", ask: "for=me&overdue=true", none: "Nothing of yours is overdue", more: "" },
  { key: "ended", word: "Answered", ask: "for=me&state=ended", none: "You have answered nothing yet", more: "" },
  { key: "all", word: "Everybody's", ask: "for=all", none: "Nobody has anything to review", more: "" },
];

/** Whose list anybody may look at, the server decides; these roles may ask for all. */
function mayAskForAll() { return session.has("clinician", "records-clerk", "privacy-officer", "administrator"); }

/** How a row of the queue looks; it is drawn in the shadow root of cr-queue. */
const ROW = css`
  .item { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1px var(--s3); align-items: center; }
  .item b { font-weight: 600; } .item .s { font-size: var(--text-small); color: var(--ink-soft); } .item .late { color: var(--stop); font-weight: 600; } .item .r { text-align: right; }
  .item .stat { color: var(--stop); font-weight: 700; }
`;

/** What waits for a clinician to look at, the overdue first, with the pages beside. */
export class CrPageReviews extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, next: { state: true }, loaded: { state: true }, failure: { state: true }, view: { state: true }, active: { state: true }, doc: { state: true }, how: { state: true }, forwarding: { state: true }, narrow: { state: true }, now: { state: true } };

  static styles = [base, page, css`
    .views { display: flex; gap: 2px; overflow-x: auto; } .views button { min-height: 30px; border-color: transparent; background: none; padding: 0 var(--s2); }
    .views button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .split { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(320px, 400px) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .left { border-right: 1px solid var(--line); min-height: 0; display: flex; flex-direction: column; } .left cr-queue { flex: 1; }
    .right { min-height: 0; min-width: 0; display: flex; flex-direction: column; background: var(--bg); }
    .about { padding: var(--s3) var(--s5); display: grid; gap: var(--s2); border-bottom: 1px solid var(--line); background: var(--surface); }
    .about h2 { font-size: 16px; } .about .small { color: var(--ink-soft); overflow-wrap: anywhere; } .late { color: var(--stop) !important; font-weight: 600; }
    .flag { display: flex; gap: var(--s2); background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s1) var(--s3); border-radius: var(--radius); } .flag svg { color: var(--warn); margin-top: 2px; }
    .flag.stop { background: var(--stop-soft); border-color: var(--stop); } .flag.stop svg { color: var(--stop); }
    cr-page-viewer { flex: 1; }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .left { border-right: 0; } .right { display: none; } .split.open .left { display: none; } .split.open .right { display: flex; } .about { padding: var(--s3) var(--s4); } cr-page-viewer { min-height: 62dvh; } .views { width: 100%; } .views button { min-height: 40px; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    /** @type {string|null} */
    this.next = null;
    this.loaded = false;
    this.failure = /** @type {any} */ (null);
    this.view = "mine";
    /** Id of the review that is shown. @type {string|null} */
    this.active = null;
    /** The document of the active review with its pages. @type {any} */
    this.doc = null;
    this.how = "";
    this.forwarding = false;
    this.now = new Date();
    const media = matchMedia("(max-width: 900px)");
    this.narrow = media.matches;
    media.addEventListener("change", () => { this.narrow = media.matches; });
    this.again = gathered(() => this.#load(), 500);
    const answerable = () => Boolean(this.review) && onMyList(this.review);
    new Keys(this, "To review", [
      { key: "j", label: "Next", run: () => this.#queue?.choose(this.#queue.index + 1, "key") },
      { key: "k", label: "Previous", run: () => this.#queue?.choose(this.#queue.index - 1, "key") },
      { key: "a", label: "Acknowledge", when: () => answerable() && session.has("clinician"), run: () => { this.how = "acknowledge"; } },
      { key: "x", label: "Acted on: say what was done", when: () => answerable() && session.has("clinician"), run: () => { this.how = "act"; } },
      { key: "f", label: "Forward to another clinician", when: () => this.#mayForward(), run: () => { this.forwarding = true; } },
      { key: "Enter", label: "Open the document", when: () => Boolean(this.review), run: () => this.#open() },
      { key: "PageDown", label: "Next page", run: () => this.#viewer?.show(this.#viewer.page + 1) },
      { key: "PageUp", label: "Previous page", run: () => this.#viewer?.show(this.#viewer.page - 1) },
      { key: "+", label: "Zoom in", run: () => this.#viewer?.setZoom(this.#viewer.zoom * 1.25) },
      { key: "-", label: "Zoom out", run: () => this.#viewer?.setZoom(this.#viewer.zoom / 1.25) },
    ]);
  }

  /** @returns {any} */
  get #queue() { return this.renderRoot.querySelector("cr-queue"); }
  /** @returns {any} */
  get #viewer() { return this.renderRoot.querySelector("cr-page-viewer"); }

  /** The review that is shown. @returns {any} */
  get review() { return this.items.find((r) => r.id === this.active) ?? null; }

  #mayForward() { const r = this.review; return Boolean(r) && (onMyList(r) || (r.state === "OPEN" && session.has("administrator"))); }

  connectedCallback() {
    super.connectedCallback();
    for (const n of ["document", "resync"]) events.addEventListener(n, this.again);
    this.clock = setInterval(() => { this.now = new Date(); }, 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const n of ["document", "resync"]) events.removeEventListener(n, this.again);
    clearInterval(this.clock);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) {
      const view = this.query.get("show") ?? "mine";
      if (view !== this.view || !this.loaded) { this.view = view; this.loaded = false; this.#load(); }
    }
    if (changed.has("params")) { const at = this.params.review ?? null; if (at !== this.active && (at || this.narrow)) this.#choose(at); }
  }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const view = VIEWS.find((v) => v.key === this.view) ?? VIEWS[0];
    try {
      const page = await get(`/reviews?${view.ask}&limit=100${cursor ? "&cursor=" + encodeURIComponent(cursor) : ""}`);
      if (view.key !== this.view && view !== VIEWS[0]) return;
      let items = cursor ? [...this.items, ...page.items] : page.items;
      if (this.active && !items.some((/** @type {any} */ r) => r.id === this.active) && this.params.review === this.active) {
        // Followed from elsewhere: it is shown though this list does not have it.
        try { items = [await get(`/reviews/${this.active}`), ...items]; } catch (problem) { if (/** @type {any} */ (problem).status !== 404) throw problem; }
      }
      this.items = items;
      this.next = page.next ?? null;
      this.failure = null;
      this.loaded = true;
      if (this.active && !this.review) this.active = null;
      if (!this.active && this.items.length && !this.narrow) this.#choose(this.items[0].id);
      else if (this.review && this.doc?.id !== this.review.document.id) this.#read();
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} view */
  #show(view) { this.view = view; this.active = null; this.doc = null; this.items = []; this.loaded = false; session.hold(null); note("/reviews" + query({ show: view === "mine" ? "" : view })); this.#load().then(() => aloud(counted(this.items.length, "review"))); }

  /** @param {string|null} id */
  #choose(id) {
    this.active = id;
    if (!id) { this.doc = null; session.hold(null); return; }
    if (!this.narrow) note(`/reviews/${id}` + query({ show: this.view === "mine" ? "" : this.view }));
    this.#read();
  }

  /** Opening the document is what is noted as having seen it. */
  async #read() {
    const r = this.review;
    if (!r) return;
    if (this.doc?.id !== r.document.id) this.doc = null;
    try {
      const doc = await get(`/documents/${r.document.id}`);
      if (this.review?.document.id !== doc.id) return;
      this.doc = doc;
      if (doc.patientId) session.hold(await get(`/patients/${doc.patientId}`)); else session.hold(null);
    } catch (problem) { sayProblem(problem); }
  }

  #open() { const d = this.review?.document; if (d) go(String(d.kind).toLowerCase().includes("dict") ? `/dictations/${d.id}` : `/documents/${d.id}`); }

  /** Goes on to what comes after what was just answered. */
  async #answered() {
    const at = this.items.findIndex((r) => r.id === this.active);
    const after = this.items[at + 1]?.id ?? this.items[at - 1]?.id ?? null;
    this.items = this.items.filter((r) => r.id !== this.active);
    if (this.narrow) { this.active = null; go("/reviews", { replace: true }); } else this.#choose(after);
    if (!after) note("/reviews" + query({ show: this.view === "mine" ? "" : this.view }));
    await this.#load();
    this.updateComplete.then(() => this.#queue?.focus());
  }

  /** @param {any} r */
  #row(r) {
    const s = reviewState(r), d = r.document;
    return html`<div class="item"><b class="clip">${r.priority === "STAT" ? html`<span class="stat">STAT</span> ` : nothing}${d.type?.display ?? d.title ?? sentence(d.kind)}</b><span class="r s num ${r.overdue ? "late" : ""}">${r.state === "OPEN" ? dueWords(r, this.now) : moment(r.ended?.at)}</span>
      <span class="s clip">${d.patientName ? `${d.patientName} · MRN ${d.mrn}` : "In no chart now"}</span><span class="r">${r.state !== "OPEN" || r.overdue || r.escalated ? html`<cr-chip tone=${s.tone}>${s.word}</cr-chip>` : nothing}</span>
      <span class="s clip">${this.view === "all" || r.to.id !== session.user?.id ? `For ${r.to.displayName}` : r.byRule ? "By the office's rules" : `From ${r.routedBy.displayName}`}${r.note ? ` · ${r.note}` : ""}</span></div>`;
  }

  #about() {
    const r = this.review, d = r.document, s = reviewState(r), mine = onMyList(r), clinician = session.has("clinician");
    return html`<div class="about">${this.narrow ? html`<button class="bare" @click=${() => go("/reviews")}>${icon("back")} To review</button>` : nothing}
      <div class="row wrap"><h2 class="grow">${d.type?.display ?? d.title} <span class="soft">${date(d.date)}</span></h2><cr-chip tone=${s.tone}>${s.word}</cr-chip></div>
      ${r.flag ? html`<div class="flag">${icon("warn")}<span>${r.flag}.</span></div>` : nothing}
      ${r.escalated && r.state === "OPEN" ? html`<div class="flag stop">${icon("stop")}<span>${r.escalated.why} It is on the lists of ${r.to.displayName} and ${r.escalated.to.displayName} since ${moment(r.escalated.at)}.</span></div>` : nothing}
      <span class="small">${[`For ${r.to.displayName}`, r.byRule ? "by the office's rules" : `from ${r.routedBy.displayName}`, moment(r.routedAt)].join(", ")}${r.state === "OPEN" ? html` · due <span class="num ${r.overdue ? "late" : ""}">${moment(r.due)} (${dueWords(r, this.now)})</span>` : nothing}${r.note ? html` · “${r.note}”` : nothing}</span>
      ${r.chain.length ? html`<span class="small">Handed on: ${r.chain.map((/** @type {any} */ c) => `${c.from.displayName} to ${c.to.displayName} ${moment(c.at)}${c.note ? `, “${c.note}”` : ""}`).join("; ")}</span>` : nothing}
      <span class="small">${seenWords(r)}.${r.ended ? ` ${s.word} by ${r.ended.by.displayName} ${moment(r.ended.at)}${r.ended.words ? `: ${r.ended.words}` : ""}` : ""}</span>
      <div class="row wrap">${mine && clinician ? html`<button class="main" @click=${() => { this.how = "acknowledge"; }}>${icon("done")} Acknowledge <kbd class="desk" aria-hidden="true">A</kbd></button><button @click=${() => { this.how = "act"; }}>Acted on… <kbd class="desk" aria-hidden="true">X</kbd></button>` : nothing}
        ${this.#mayForward() ? html`<button @click=${() => { this.forwarding = true; }}>Forward… <kbd class="desk" aria-hidden="true">F</kbd></button>` : nothing}
        <button @click=${() => this.#open()}>Open the document</button></div></div>
      ${this.doc?.pagesDetail?.length ? html`<cr-page-viewer label="Pages of ${d.title || "the document"}" .pages=${this.doc.pagesDetail} .strip=${this.doc.pagesDetail.length > 1}></cr-page-viewer>` : html`<div class="empty">${icon("page")}<b>${this.doc ? "There are no page images" : "Reading the pages…"}</b></div>`}`;
  }

  render() {
    const view = VIEWS.find((v) => v.key === this.view) ?? VIEWS[0], r = this.review;
    return html`<div class="head"><h1>To review</h1><div class="views" role="group" aria-label="Show">${VIEWS.filter((v) => v.key !== "all" || mayAskForAll()).map((v) => html`<button aria-pressed=${this.view === v.key} @click=${() => this.#show(v.key)}>${v.word}</button>`)}</div></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="split ${r && this.narrow ? "open" : ""}"><div class="left">${this.loaded && !this.items.length ? html`<div class="empty">${icon("done")}<b>${view.none}</b><span>${view.more}</span></div>`
        : html`<cr-queue .look=${ROW} label="To review" .items=${this.items} .row=${(/** @type {any} */ x) => this.#row(x)} .rowHeight=${78} .active=${this.active}
            @active=${(/** @type {CustomEvent} */ e) => { if (this.narrow && e.detail.by === "pointer") go(`/reviews/${e.detail.item.id}` + location.search); else this.#choose(e.detail.item.id); }} @open=${() => this.#open()}
            @more=${() => { if (this.next) { const c = this.next; this.next = null; this.#load(c); } }}></cr-queue>`}</div>
        <div class="right">${r ? this.#about() : html`<div class="empty">${icon("review")}<b>${this.items.length ? "Choose one" : ""}</b></div>`}</div></div>
      <cr-review-answer .review=${r} how=${this.how} @close=${() => { this.how = ""; }} @answered=${() => this.#answered()}></cr-review-answer>
      <cr-route .review=${r} document=${r?.document.id ?? ""} what=${r?.document.type?.display ?? r?.document.title ?? ""} patientName=${r?.document.patientName ?? ""} ?open=${this.forwarding} @close=${() => { this.forwarding = false; }} @routed=${() => this.#answered()}></cr-route>`;
  }
}
customElements.define("cr-page-reviews", CrPageReviews);
