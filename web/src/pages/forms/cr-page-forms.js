import { LitElement, css, html, nothing } from "lit";
import { get, list } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { sayProblem } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, moment } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

/** The office's paper forms: one row a template, retired ones too. */
export class CrPageForms extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, failure: { state: true }, active: { state: true }, choosing: { state: true }, documents: { state: true }, chosen: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .about { padding: 0 var(--s5) var(--s3); max-width: 80ch; }
    @media (max-width: 760px) { .about { padding: 0 var(--s4) var(--s3); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.items = [];
    this.failure = /** @type {any} */ (null);
    /** @type {string|null} */
    this.active = null;
    this.choosing = false;
    /** Documents a form can be marked up on. @type {any[]} */
    this.documents = [];
    this.chosen = "";
    new Keys(this, "Paper forms", [
      { key: "n", label: "New form", run: () => this.#new() },
      { key: "Enter", label: "Open the form", run: () => { if (this.active) go(`/admin/forms/${this.active}`); } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  async #load() { try { this.items = (await list("/forms/templates", 1000)).items; this.failure = null; } catch (problem) { this.failure = problem; } }

  async #new() {
    this.choosing = true;
    try {
      const all = (await get("/documents?limit=100")).items;
      this.documents = all.filter((/** @type {any} */ d) => d.pages > 0 && d.thumbnail);
      this.chosen = this.documents[0]?.id ?? "";
    } catch (problem) { this.choosing = false; sayProblem(problem); }
  }

  #choose(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const at = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#pagenumber")).value;
    if (this.chosen) go(`/admin/forms/new?document=${this.chosen}&page=${at}`);
  }

  render() {
    const columns = [
      { key: "name", title: "Form", width: "minmax(160px, 2fr)", cell: (/** @type {any} */ t) => html`<b>${t.name}</b>` },
      { key: "type", title: "Document type", width: "minmax(120px, 1.2fr)", phone: false, cell: (/** @type {any} */ t) => t.type?.display ?? "–" },
      { key: "zones", title: "Zones", width: "80px", cell: (/** @type {any} */ t) => html`<span class="num">${t.zones}</span>` },
      { key: "version", title: "Version", width: "90px", phone: false, cell: (/** @type {any} */ t) => html`<span class="num">${t.version}</span>` },
      { key: "changedAt", title: "Changed", width: "minmax(130px, 1fr)", phone: false, cell: (/** @type {any} */ t) => html`<span class="num">${moment(t.changedAt)}</span>` },
      { key: "state", title: "State", width: "120px", cell: (/** @type {any} */ t) => (t.retired ? html`<cr-chip tone="plain">Retired</cr-chip>` : html`<cr-chip tone="done">In use</cr-chip>`) },
    ];
    const document = this.documents.find((d) => d.id === this.chosen);
    return html`<div class="head"><a class="button bare icon" href="/admin" aria-label="Back to admin">${icon("back")}</a><h1>Paper forms</h1><button class="main" @click=${() => this.#new()}>${icon("plus")} New form</button></div>
      <p class="about soft">A form is marked up once on a page that came in. After that, what is filled into it is read and waits on the document for a person to confirm.</p>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table">${this.items.length || this.failure ? html`<cr-table label="Paper forms" keep="forms" .columns=${columns} .items=${this.items} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; }} @open=${(/** @type {CustomEvent} */ e) => go(`/admin/forms/${e.detail.item.id}`)}></cr-table>`
        : html`<div class="empty">${icon("page")}<b>No form is marked up yet</b><span>Scan a blank form, or take one that came in, and choose “New form”.</span></div>`}</div>
      <cr-dialog heading="Choose the page to mark up" ?open=${this.choosing} @close=${() => { this.choosing = false; }}>
        ${this.choosing ? html`<form id="choose" class="fields" @submit=${this.#choose}>
          ${this.documents.length ? nothing : html`<p>No document with pages is here yet. Scan a blank form first.</p>`}
          <div class="field"><label class="label" for="document">Document</label><select id="document" @change=${(/** @type {Event} */ e) => { this.chosen = /** @type {HTMLSelectElement} */ (e.target).value; }}>${this.documents.map((d) => html`<option value=${d.id} ?selected=${d.id === this.chosen}>${d.title || d.id} · ${counted(d.pages, "page")} · ${moment(d.createdAt)}</option>`)}</select><span class="small soft">The latest 100. A blank form is best: nobody's answers are kept with the template then.</span></div>
          <div class="field"><label class="label" for="pagenumber">Page</label><input id="pagenumber" type="number" min="1" max=${document?.pages ?? 1} .value=${"1"} required></div></form>` : nothing}
        <button slot="actions" @click=${() => { this.choosing = false; }}>Cancel</button><button slot="actions" class="main" ?disabled=${!this.chosen} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#choose")).requestSubmit()}>Mark it up</button></cr-dialog>`;
  }
}
customElements.define("cr-page-forms", CrPageForms);
