import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { base, page } from "../../shell/styles.js";
import { auditAction, date, moment, name, sentence } from "../../shell/words.js";
import "../../components/cr-dialog.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

/** Where a line's subject can be opened. @param {any} line */
function address(line) {
  if (!line.subject) return "";
  if (line.subjectKind === "document") return `/documents/${line.subject}`;
  if (line.subjectKind === "patient" || line.subjectKind === "chart") return `/patients/${line.subject}`;
  if (line.subjectKind === "arrival") return `/inbox/${line.subject}`;
  return "";
}

/** Who did, saw or was refused what: the audit trail, of one patient or one person where that is wanted. */
export class CrPageAudit extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, next: { state: true }, failure: { state: true }, active: { state: true }, shown: { state: true }, patient: { state: true }, loaded: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .only { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); padding: 0 var(--s5) var(--s3); } cr-patient-picker { width: min(380px, 100%); }
    .facts { display: grid; grid-template-columns: auto 1fr; gap: 6px var(--s4); } .facts dd { overflow-wrap: anywhere; }
    .head .soft { margin-right: auto; } .head h1 { margin-right: 0; }
    @media (max-width: 760px) { .only { padding: 0 var(--s4) var(--s2); } }
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
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    /** The line in the dialog. @type {any} */
    this.shown = null;
    /** @type {any} */
    this.patient = null;
    this.loaded = false;
    new Keys(this, "Audit trail", [
      { key: "j", label: "Next line", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous line", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "Enter", label: "Show the whole line", run: () => this.#open() },
      { key: "f", label: "Only one patient", run: () => /** @type {any} */ (this.renderRoot.querySelector("cr-patient-picker"))?.focus() },
      { key: "c", label: "Show everything", when: () => this.query.size > 0, run: () => go("/audit") },
      { key: "r", label: "Read again now", run: () => this.#load() },
    ]);
  }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) { this.items = []; this.loaded = false; this.#load(); this.#who(); } }

  /** @param {string} [cursor] */
  async #load(cursor) {
    const asked = this.query;
    try {
      const slice = await get("/audit" + query({ patient: asked.get("patient"), user: asked.get("user"), limit: 100, cursor }));
      if (asked !== this.query) return;
      this.items = cursor ? [...this.items, ...slice.items] : slice.items;
      this.next = slice.next ?? null;
      this.loaded = true;
      this.failure = null;
    } catch (problem) { this.failure = problem; }
  }

  /** The patient of the address, for their name. */
  async #who() {
    const id = this.query.get("patient");
    if (!id) { this.patient = null; return; }
    if (this.patient?.id === id) return;
    try { this.patient = await get(`/patients/${id}`); } catch (problem) { this.failure = problem; }
  }

  /** @param {string} key @param {string} value */
  #only(key, value) {
    const q = new URLSearchParams(this.query);
    if (value) q.set(key, value); else q.delete(key);
    this.shown = null;
    go("/audit" + (q.size ? "?" + q : ""));
  }

  #open() { this.shown = this.items.find((l) => String(l.sequence) === this.active) ?? null; }

  /** @param {any} l */
  #about(l) { return l.subjectKind ? `${sentence(l.subjectKind)}${l.details.part ? `, ${l.details.part}` : ""}` : ""; }

  #dialog() {
    const l = this.shown, to = l ? address(l) : "";
    return html`<cr-dialog heading=${l ? `Line ${l.sequence}` : "Line"} ?open=${Boolean(l)} @close=${() => { this.shown = null; }}>
      ${l ? html`<dl class="facts"><dt>When</dt><dd class="num">${date(l.at)}, ${new Date(l.at).toLocaleTimeString("en-GB")}</dd><dt>Who</dt><dd>${l.userName} <span class="soft">as ${sentence(l.role).toLowerCase()}</span></dd><dt>From</dt><dd class="num">${l.address || "the server itself"}</dd>
        <dt>Did</dt><dd>${auditAction(l.action)}</dd><dt>About</dt><dd>${to ? html`<a href=${to}>${this.#about(l)}</a>` : this.#about(l) || "–"}</dd>${l.patientId ? html`<dt>Patient</dt><dd><a href="/patients/${l.patientId}">the chart it touched</a></dd>` : nothing}
        ${Object.entries(l.details).map(([k, v]) => html`<dt>${sentence(k)}</dt><dd>${v}</dd>`)}</dl>` : nothing}
      ${l ? html`<button slot="actions" @click=${() => this.#only("user", l.userId)}>Only this person</button>${l.patientId ? html`<button slot="actions" @click=${() => this.#only("patient", l.patientId)}>Only this patient</button>` : nothing}` : nothing}
      <button slot="actions" class="main" autofocus @click=${() => { this.shown = null; }}>Close</button></cr-dialog>`;
  }

  render() {
    const user = this.query.get("user");
    const columns = [
      { key: "at", title: "When", width: "150px", cell: (/** @type {any} */ l) => html`<span class="num">${moment(l.at)}</span>` },
      { key: "userName", title: "Who", width: "minmax(110px, 1.2fr)", cell: (/** @type {any} */ l) => html`<b>${l.userName}</b>` },
      { key: "role", title: "As", width: "130px", phone: false, cell: (/** @type {any} */ l) => sentence(l.role) },
      { key: "action", title: "Did", width: "minmax(90px, .8fr)", cell: (/** @type {any} */ l) => auditAction(l.action) },
      { key: "about", title: "About", width: "minmax(120px, 1.4fr)", phone: false, cell: (/** @type {any} */ l) => this.#about(l) },
      { key: "details", title: "Details", width: "minmax(120px, 2fr)", phone: false, cell: (/** @type {any} */ l) => Object.entries(l.details).filter(([k]) => k !== "part").map(([k, v]) => `${sentence(k).toLowerCase()} ${v}`).join(" · ") },
      { key: "address", title: "From", width: "130px", phone: false, off: true },
      { key: "sequence", title: "Line", width: "80px", align: /** @type {"n"} */ ("n"), phone: false },
    ];
    return html`<div class="head"><h1>Audit trail</h1><span class="soft small">Appended to, never changed.</span></div>
      <div class="only"><cr-patient-picker label="Only one patient" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; this.#only("patient", e.detail.patient?.id ?? ""); }}></cr-patient-picker>
        ${user ? html`<button @click=${() => this.#only("user", "")}>${icon("close")} Only ${this.items.find((l) => l.userId === user)?.userName ?? "one person"}</button>` : nothing}</div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${this.loaded && !this.items.length ? html`<div class="empty">${icon("history")}<b>Nothing was done here yet</b><span>${this.patient ? `Nobody has touched the chart of ${name(this.patient.name)}.` : ""}</span></div>`
        : html`<cr-table label="Audit trail" keep="audit" .columns=${columns} .items=${this.items} .keyOf=${(/** @type {any} */ l) => String(l.sequence)} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = String(e.detail.item.sequence); if (e.detail.by === "pointer") this.#open(); }} @open=${() => this.#open()}
            @more=${() => { if (this.next) { const c = this.next; this.next = null; this.#load(c); } }}></cr-table>`}</div>
      ${this.#dialog()}`;
  }
}
customElements.define("cr-page-audit", CrPageAudit);
