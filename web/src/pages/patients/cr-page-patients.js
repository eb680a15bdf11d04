import { LitElement, css, html, nothing } from "lit";
import { get, newKey, post, query } from "../../shell/api.js";
import { gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { age, counted, date, name, sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import { mayOpenInEmergency } from "../../components/cr-emergency.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

/** Finding a chart, and opening one for a patient who has none. */
export class CrPagePatients extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, items: { state: true }, next: { state: true }, q: { state: true }, failure: { state: true }, creating: { state: true }, problem: { state: true }, active: { state: true }, alike: { state: true }, there: { state: true }, pairs: { state: true }, facilities: { state: true }, loaded: { state: true } };

  static styles = [base, page, css`
    .find { position: relative; width: min(420px, 100%); } .find svg { position: absolute; left: 10px; top: 50%; translate: 0 -50%; color: var(--ink-soft); } .find input { padding-left: 32px !important; }
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); }
    .alike { background: var(--warn-soft); border-left: 4px solid var(--warn); padding: var(--s2) var(--s3); border-radius: var(--radius); }
    @media (max-width: 500px) { .two { grid-template-columns: 1fr; } .find { order: 3; } }
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
    this.q = "";
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.creating = false;
    this.loaded = false;
    /** @type {string|null} */
    this.active = null;
    /** @type {any[]} */
    this.alike = [];
    /** Whom the server found there already; then the button opens a chart all the same. @type {any[]} */
    this.there = [];
    /** Charts that may be one person's, as far as they were counted. */
    this.pairs = 0;
    /** @type {any[]} */
    this.facilities = [];
    this.key = newKey();
    this.find = gathered(() => this.#find(), 150);
    this.check = gathered((/** @type {FormData} */ f) => this.#check(f), 250);
    new Keys(this, "Patients", [
      { key: "f", label: "Find a patient", run: () => /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#find")).select() },
      { key: "n", label: "New patient", run: () => this.#new() },
      { key: "j", label: "Next patient", run: () => this.#table?.choose(this.#table.index + 1, "key") },
      { key: "k", label: "Previous patient", run: () => this.#table?.choose(this.#table.index - 1, "key") },
      { key: "Enter", label: "Open the chart", run: () => { if (this.active) go(`/patients/${this.active}`); } },
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.#merges) get("/patients/duplicates" + query({ limit: 200 })).then((page) => { this.pairs = page.items.length; }, () => { this.pairs = 0; });
  }

  get #merges() { return session.has("records-clerk", "privacy-officer", "administrator"); }

  /** @returns {any} */
  get #table() { return this.renderRoot.querySelector("cr-table"); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("query")) { this.q = this.query.get("q") ?? ""; this.#find(); } }

  /** @param {string} [cursor] */
  async #find(cursor) {
    const q = this.q.trim();
    try {
      const page = await get("/patients" + query({ q, limit: 100, cursor }));
      if (q !== this.q.trim()) return;
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.next ?? null;
      this.failure = null;
      this.loaded = true;
      note("/patients" + query({ q }));
    } catch (problem) { this.failure = problem; }
  }

  async #new() {
    this.creating = true;
    this.problem = null;
    this.alike = [];
    this.there = [];
    this.key = newKey();
    try { this.facilities = (await get("/facilities")).items; } catch (problem) { this.problem = problem; }
  }

  /** Looks for people who may be the same before a second chart is opened. @param {FormData} f */
  async #check(f) {
    const family = String(f.get("family") ?? "").trim(), birth = String(f.get("birthDate") ?? "");
    if (family.length < 2) { this.alike = []; return; }
    try {
      const found = (await get("/patients" + query({ q: family, limit: 20 }))).items;
      const given = String(f.get("given") ?? "").trim().toLowerCase();
      this.alike = found.filter((/** @type {any} */ p) => (birth && p.birthDate === birth) || (given && (p.name.given ?? "").toLowerCase().startsWith(given)));
    } catch { this.alike = []; }
  }

  async #create(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = (/** @type {string} */ k) => String(f.get(k) ?? "").trim() || null;
    try {
      const made = await post("/patients" + query({ onlyIfNew: !this.there.length }), { facilityId: text("facilityId"), mrn: text("mrn"), name: { family: text("family"), given: text("given"), middle: text("middle") }, birthDate: text("birthDate"), sex: text("sex"), phone: text("phone"), address: text("address") }, { key: this.key });
      this.creating = false;
      say({ text: `Opened a chart for ${name(made.name)}, MRN ${made.mrn}.`, tone: "done" });
      go(`/patients/${made.id}`);
    } catch (problem) {
      this.problem = problem;
      if (/** @type {any} */ (problem).kind === "similar-patients") { this.there = /** @type {any} */ (problem).body.similar; this.alike = []; }
    }
  }

  render() {
    const columns = [
      { key: "name", title: "Name", width: "minmax(90px, 2fr)", cell: (/** @type {any} */ p) => html`<b>${name(p.name)}</b>${p.restricted ? html` <cr-chip tone="stop">Restricted</cr-chip>` : nothing}${p.deceasedOn ? html` <cr-chip tone="plain">Died ${date(p.deceasedOn)}</cr-chip>` : nothing}` },
      { key: "birthDate", title: "Born", width: "106px", cell: (/** @type {any} */ p) => date(p.birthDate) },
      { key: "age", title: "Age", width: "56px", align: /** @type {"n"} */ ("n"), phone: false, cell: (/** @type {any} */ p) => age(p.birthDate, p.deceasedOn) },
      { key: "sex", title: "Sex", width: "90px", phone: false, cell: (/** @type {any} */ p) => sentence(p.sex) },
      { key: "mrn", title: "MRN", width: "98px" },
      { key: "phone", title: "Phone", width: "minmax(120px, 1fr)", phone: false },
      { key: "address", title: "Address", width: "minmax(120px, 2fr)", phone: false, off: true },
    ];
    return html`<div class="head"><h1>Patients</h1>
        <div class="find">${icon("search")}<label class="sr" for="find">Find by name, MRN, birth date, phone or member id</label><input id="find" type="search" placeholder="Name, MRN, birth date, phone" autocomplete="off" .value=${this.q} @input=${(/** @type {Event} */ e) => { this.q = /** @type {HTMLInputElement} */ (e.target).value; this.find(); }} @keydown=${(/** @type {KeyboardEvent} */ e) => { if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); this.#table?.focus(); } }}></div>
        ${this.#merges ? html`<a class="button" href="/patients/duplicates">${icon("merge")} Duplicates${this.pairs ? html` <b class="num">${this.pairs}</b>` : nothing}</a>` : nothing}
        ${session.has("records-clerk", "administrator") ? html`<a class="button" href="/patients/import">${icon("upload")} Import</a>` : nothing}
        <button class="main" @click=${() => this.#new()}>${icon("plus")} New patient</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#find()}></cr-problem>` : nothing}
      <div class="table">${this.loaded && !this.items.length ? html`<div class="empty">${icon("patients")}<b>${this.q ? `Nobody found for “${this.q}”` : "No patients yet"}</b><span>${this.q ? "Try the MRN, the birth date (1960-04-12) or fewer letters." : "Open the first chart with New patient."}</span>${this.q && mayOpenInEmergency() ? html`<cr-emergency .mrn=${/\d/.test(this.q) ? this.q : ""}></cr-emergency>` : nothing}</div>`
        : html`<cr-table label="Patients" keep="patients" .columns=${columns} .items=${this.items} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; if (e.detail.by === "pointer") go(`/patients/${e.detail.item.id}`); }} @open=${(/** @type {CustomEvent} */ e) => go(`/patients/${e.detail.item.id}`)} @more=${() => { if (this.next) { const c = this.next; this.next = null; this.#find(c); } }}></cr-table>`}</div>
      <cr-dialog heading="New patient" ?open=${this.creating} @close=${() => { this.creating = false; }}>
        ${this.creating ? html`<form id="new" class="fields" @submit=${this.#create} @input=${(/** @type {Event} */ e) => { this.there = []; this.check(new FormData(/** @type {HTMLFormElement} */ (e.currentTarget))); }}>
          ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <div class="two"><div class="field"><label class="label" for="family">Family name</label><input id="family" name="family" required autocomplete="off"></div><div class="field"><label class="label" for="given">Given name</label><input id="given" name="given" required autocomplete="off"></div></div>
          <div class="two"><div class="field"><label class="label" for="middle">Middle name</label><input id="middle" name="middle" autocomplete="off"></div><div class="field"><label class="label" for="birth">Birth date</label><input id="birth" name="birthDate" type="date" required max="9999-12-31"></div></div>
          <div class="two"><div class="field"><label class="label" for="sex">Sex</label><select id="sex" name="sex"><option value="unknown">Unknown</option><option value="female">Female</option><option value="male">Male</option><option value="other">Other</option></select></div><div class="field"><label class="label" for="mrn">MRN</label><input id="mrn" name="mrn" required autocomplete="off"></div></div>
          <div class="two"><div class="field"><label class="label" for="phone">Phone</label><input id="phone" name="phone" type="tel" autocomplete="off"></div><div class="field"><label class="label" for="facility">Facility</label><select id="facility" name="facilityId">${this.facilities.map((x) => html`<option value=${x.id}>${x.name}</option>`)}</select></div></div>
          <div class="field"><label class="label" for="address">Address</label><input id="address" name="address" autocomplete="off"></div>
          ${this.there.length ? html`<div class="alike" role="status"><b>Is it one of these?</b>${this.there.map((c) => html`<div><a href="/patients/${c.patient.id}">${name(c.patient.name)}</a>, born ${date(c.patient.birthDate)}, MRN ${c.patient.mrn}</div>`)}</div>` : nothing}
          ${this.alike.length ? html`<div class="alike" role="status"><b>${counted(this.alike.length, "chart")} may be the same person:</b>${this.alike.map((p) => html`<div><a href="/patients/${p.id}">${name(p.name)}</a>, born ${date(p.birthDate)}, MRN ${p.mrn}</div>`)}</div>` : nothing}
        </form>` : nothing}
        <button slot="actions" @click=${() => { this.creating = false; }}>Cancel</button><button slot="actions" class="main" @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#new")).requestSubmit()}>${this.there.length ? "Open a second chart all the same" : "Open the chart"}</button></cr-dialog>`;
  }
}
customElements.define("cr-page-patients", CrPagePatients);
