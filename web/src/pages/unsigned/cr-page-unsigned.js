import { LitElement, css, html, nothing } from "lit";
import { list, query } from "../../shell/api.js";
import { events, gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { base, page } from "../../shell/styles.js";
import { ago, date, dictationState, due } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

const MOST = 500;
/** Where a note can be before it is signed. */
const OPEN = ["dictated", "draft", "in_review", "awaiting_signature", "rejected", "pended"];

/** What should be signed and is not: forms by their images, notes by their state. */
export class CrPageUnsigned extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, view: { state: true }, forms: { state: true }, notes: { state: true }, failure: { state: true }, active: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .views { display: flex; gap: 2px; } .views button { border-color: transparent; background: none; } .views button[aria-pressed="true"] { background: var(--accent-soft); }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    this.view = "forms";
    /** @type {any[]|null} */
    this.forms = null;
    /** @type {any[]|null} */
    this.notes = null;
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    this.again = gathered(() => this.#load(), 1500);
    new Keys(this, "Not signed", [
      { key: "j", label: "Next", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "Enter", label: "Open it", when: () => Boolean(this.active), run: () => this.#open() },
      { key: "f", label: "Forms", run: () => this.#show("forms") },
      { key: "n", label: "Notes", run: () => this.#show("notes") },
    ]);
  }

  connectedCallback() { super.connectedCallback(); for (const n of ["document", "resync"]) events.addEventListener(n, this.again); this.#load(); }
  disconnectedCallback() { super.disconnectedCallback(); for (const n of ["document", "resync"]) events.removeEventListener(n, this.again); }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }

  get #items() { return (this.view === "notes" ? this.notes : this.forms) ?? []; }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) this.view = this.query.get("show") === "notes" ? "notes" : "forms"; }

  async #load() {
    try {
      const [forms, notes] = await Promise.all([list("/forms/missing-signatures", MOST), list("/dictations" + query({ state: OPEN, limit: 100 }), MOST)]);
      this.forms = forms.items.map((f) => ({ ...f, id: `${f.document.id}/${f.page}/${f.zone}` }));
      // What waits longest stands first.
      this.notes = notes.items.sort((a, b) => String(a.createdAt).localeCompare(String(b.createdAt)));
      this.failure = null;
      if (!this.#items.some((x) => x.id === this.active)) this.active = this.#items[0]?.id ?? null;
    } catch (problem) { this.failure = problem; }
  }

  /** @param {string} view */
  #show(view) { this.view = view; this.active = this.#items[0]?.id ?? null; note("/preparation/unsigned" + (view === "notes" ? "?show=notes" : "")); }

  #open() {
    const x = this.#items.find((/** @type {any} */ i) => i.id === this.active);
    if (x) go(this.view === "notes" ? `/dictations/${x.id}` : `/documents/${x.document.id}`);
  }

  #columns() {
    if (this.view === "notes") {
      return [
        { key: "patient", title: "Patient", width: "minmax(90px, 1.3fr)", cell: (/** @type {any} */ n) => (n.patientName ? html`<b>${n.patientName}</b>` : html`<span class="soft">not said</span>`) },
        { key: "workType", title: "Note", width: "minmax(84px, 1.2fr)", cell: (/** @type {any} */ n) => n.workType || "Dictation" },
        { key: "author", title: "Author", width: "minmax(110px, 1fr)", phone: false, cell: (/** @type {any} */ n) => n.author.displayName },
        { key: "state", title: "State", width: "minmax(112px, 1fr)", cell: (/** @type {any} */ n) => { const s = dictationState(n.state); return html`<cr-chip tone=${s.tone}>${s.word}</cr-chip>`; } },
        { key: "created", title: "Dictated", width: "130px", phone: false, cell: (/** @type {any} */ n) => html`<span class="num">${ago(n.createdAt)}</span>` },
        { key: "due", title: "Due", width: "110px", phone: false, cell: (/** @type {any} */ n) => html`<span class="num">${due(n.due)}</span>` },
      ];
    }
    return [
      { key: "patient", title: "Patient", width: "minmax(90px, 1.2fr)", cell: (/** @type {any} */ f) => (f.document.patientName ? html`<b>${f.document.patientName}</b>` : html`<span class="soft">not filed yet</span>`) },
      { key: "form", title: "Form", width: "minmax(90px, 1.3fr)", cell: (/** @type {any} */ f) => f.form || "a form" },
      { key: "zone", title: "To be signed at", width: "minmax(84px, 1fr)", cell: (/** @type {any} */ f) => html`${f.zone}${f.page > 1 ? html`<span class="soft">, page ${f.page}</span>` : nothing}` },
      { key: "document", title: "Document", width: "minmax(110px, 1.2fr)", phone: false, cell: (/** @type {any} */ f) => html`<a href="/documents/${f.document.id}">${f.document.title || "Document"}</a>` },
      { key: "date", title: "Of", width: "110px", phone: false, cell: (/** @type {any} */ f) => html`<span class="num">${date(f.document.date ?? f.document.createdAt)}</span>` },
    ];
  }

  render() {
    const view = (/** @type {string} */ key, /** @type {string} */ word, /** @type {any[]|null} */ all) => html`<button aria-pressed=${this.view === key} @click=${() => this.#show(key)}>${word}${all ? html` <span class="num">${all.length}${all.length >= MOST ? "+" : ""}</span>` : nothing}</button>`;
    const read = this.view === "notes" ? this.notes : this.forms;
    return html`<div class="head"><a class="button" href="/preparation" aria-label="Back to chart preparation">${icon("back")}</a><h1>Not signed</h1>
        <div class="views" role="group" aria-label="What is not signed">${view("forms", "Forms", this.forms)}${view("notes", "Notes", this.notes)}</div></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${read && !read.length ? html`<div class="empty">${icon("done")}<b>${this.view === "notes" ? "Every note is signed" : "No form lacks a signature"}</b><span>${this.view === "notes" ? "Dictations appear here until their authors have signed them." : "Forms that an administrator has marked up are looked through as they come in. A signature that a person found is not listed."}</span></div>`
        : html`<cr-table label=${this.view === "notes" ? "Notes that are not signed" : "Forms that are not signed"} keep="unsigned-${this.view}" .columns=${this.#columns()} .items=${read ?? []} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; if (e.detail.by === "pointer") this.#open(); }} @open=${() => this.#open()}></cr-table>`}</div>`;
  }
}
customElements.define("cr-page-unsigned", CrPageUnsigned);
