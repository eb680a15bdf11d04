import { LitElement, css, html, nothing } from "lit";
import { call, get, newKey, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go } from "../../shell/router.js";
import { say } from "../../shell/say.js";
import { base, page } from "../../shell/styles.js";
import { counted, moment, percent } from "../../shell/words.js";
import { FIELDS, KINDS, USUAL } from "./form-words.js";
import "../../components/cr-chip.js";
import "../../components/cr-page-viewer.js";
import "../../components/cr-zone-sheet.js";
import "../../shell/cr-problem.js";

/** @typedef {import("../../components/cr-zone-sheet.js").Zone} Zone */

/** Marks up one form: zones on its reference page, tried on any document before it is kept. */
export class CrPageForm extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, failure: { state: true }, problem: { state: true }, image: { state: true }, ratio: { state: true }, zones: { state: true }, active: { state: true },
    name: { state: true }, formId: { state: true }, type: { state: true }, types: { state: true }, kept: { state: true }, changed: { state: true }, tab: { state: true }, documents: { state: true }, against: { state: true }, trial: { state: true }, tried: { state: true }, boxes: { state: true }, busy: { state: true },
  };

  static styles = [base, page, css`
    .work { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(340px, 400px); border-top: 1px solid var(--line); }
    .side { border-left: 1px solid var(--line); overflow: auto; min-height: 0; padding: var(--s4); background: var(--surface); }
    .left { display: grid; grid-template-rows: auto minmax(0, 1fr); min-height: 0; }
    .tabs { display: flex; border-bottom: 1px solid var(--line); padding: 0 var(--s3); }
    .tabs button { border: 0; border-radius: 0; background: none; border-bottom: 2px solid transparent; min-height: 40px; } .tabs button[aria-selected="true"] { border-bottom-color: var(--accent); color: var(--accent); font-weight: 600; }
    .four { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s2); }
    .zones { display: grid; gap: 2px; } .zones button { justify-content: flex-start; text-align: left; border-color: transparent; background: none; height: auto; min-height: 32px; white-space: normal; } .zones button[aria-pressed="true"] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
    .values { display: grid; gap: 2px; } .values button { display: grid; grid-template-columns: minmax(90px, 1fr) minmax(0, 1.4fr) auto; justify-content: stretch; text-align: left; white-space: normal; height: auto; padding: 6px var(--s2); border-color: transparent; background: none; gap: var(--s2); overflow-wrap: anywhere; } .values .doubt { grid-column: 1 / -1; color: var(--warn); }
    fieldset { display: grid; gap: var(--s3); border-top: 1px solid var(--line); padding-top: var(--s3); }
    @media (max-width: 900px) { :host { height: auto; min-height: 100%; } .work { grid-template-columns: minmax(0, 1fr); } .side { border-left: 0; border-top: 1px solid var(--line); overflow: visible; } cr-page-viewer, cr-zone-sheet { height: 62dvh; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.image = "";
    this.ratio = 11 / 8.5;
    /** @type {Zone[]} */
    this.zones = [];
    this.active = -1;
    this.name = "";
    this.formId = "";
    this.type = "";
    /** @type {{code:string, display:string}[]} */
    this.types = [];
    /** The template as kept; null for a new one. @type {any} */
    this.kept = null;
    this.changed = false;
    this.tab = "mark";
    /** @type {any[]} */
    this.documents = [];
    this.against = "";
    /** What a draft took from a document. @type {any} */
    this.trial = null;
    /** The document it was tried on. @type {any} */
    this.tried = null;
    this.boxes = new Map();
    this.busy = false;
    this.key = newKey();
    new Keys(this, "Form", [
      { key: "n", label: "New zone", run: () => this.#add() },
      { key: "Ctrl+Enter", label: "Keep the form", typing: true, run: () => this.#keep() },
      { key: "t", label: "Try it on a document", run: () => this.#show("try") },
      { key: "m", label: "Mark up", run: () => this.#show("mark") },
    ]);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("params")) this.#load(); }

  async #load() {
    const id = this.params.template;
    try {
      this.types = (await get("/document-types")).items;
      if (id === "new") {
        const document = this.query.get("document"), at = Number(this.query.get("page") ?? "1");
        if (!document) { go("/admin/forms", { replace: true }); return; }
        const doc = await get(`/documents/${document}`), shown = doc.pagesDetail.find((/** @type {any} */ p) => p.page === at);
        this.image = shown?.image ?? "";
        this.ratio = shown?.heightPx && shown?.widthPx ? (shown.heightPx / (shown.yDpi || 1)) / (shown.widthPx / (shown.xDpi || 1)) : this.ratio;
        this.against = document;
      } else {
        const { body } = await call("GET", `/forms/templates/${id}`);
        this.#took(body);
      }
      this.failure = null;
      this.documents = (await get("/documents?limit=100")).items.filter((/** @type {any} */ d) => d.pages > 0 && d.thumbnail);
      if (!this.against) this.against = this.documents[0]?.id ?? "";
    } catch (problem) { this.failure = problem; }
  }

  /** @param {any} kept */
  #took(kept) {
    this.kept = kept;
    this.image = kept.image ?? "";
    this.ratio = kept.heightInches / kept.widthInches;
    this.zones = kept.zones;
    this.name = kept.name;
    this.formId = kept.formId;
    this.type = kept.type?.code ?? "";
    this.changed = false;
  }

  /** @param {string} tab */
  #show(tab) { this.tab = tab; }

  #add() {
    this.tab = "mark";
    this.#zones([...this.zones, { name: "", kind: "TEXT", field: "OTHER", x: 0.3, y: 0.4, width: 0.3, height: 0.03 }], true);
  }

  /** @param {Zone[]} zones @param {boolean} drawn */
  async #zones(zones, drawn) {
    const fewer = zones.length < this.zones.length;
    this.zones = zones;
    this.changed = true;
    if (drawn) this.active = zones.length - 1;
    else if (fewer) this.active = Math.min(this.active, zones.length - 1);
    if (!drawn && !fewer) return;
    await this.updateComplete;
    if (drawn) /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("#zonename"))?.focus();
    else if (this.active >= 0) /** @type {any} */ (this.renderRoot.querySelector("cr-zone-sheet")).focusZone(this.active);
  }

  /** @param {Partial<Zone>} to */
  #zone(to) {
    const moved = ["x", "y", "width", "height", "kind"].some((key) => key in to);
    this.zones = this.zones.map((z, i) => (i === this.active ? { ...z, ...to, ...(moved ? { options: [] } : {}) } : z));
    this.changed = true;
  }

  /** @param {string} field */
  #field(field) {
    const kind = USUAL[field] ?? (this.zones[this.active].kind === "SIGNATURE" ? "TEXT" : this.zones[this.active].kind);
    this.#zone({ field, kind, ...(this.zones[this.active].name ? {} : { name: FIELDS[field] }) });
  }

  /** @param {string} kind */
  #kind(kind) {
    const z = this.zones[this.active];
    this.#zone({ kind, field: kind === "SIGNATURE" ? "SIGNATURE" : z.field === "SIGNATURE" ? "OTHER" : z.field });
  }

  #draft(retired = this.kept?.retired ?? false) {
    const reference = this.kept ? {} : { reference: { documentId: this.query.get("document"), page: Number(this.query.get("page") ?? "1") } };
    return { name: this.name.trim(), formId: this.formId.trim(), type: this.types.find((t) => t.code === this.type) ?? null, zones: this.zones, retired, ...reference };
  }

  /** @param {boolean} [retired] */
  async #keep(retired) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      if (this.kept) {
        const { body } = await call("PUT", `/forms/templates/${this.kept.id}`, { body: this.#draft(retired), version: this.kept.version });
        this.#took(body);
      } else {
        const made = await post("/forms/templates", this.#draft(), { key: this.key });
        this.#took(made);
        go(`/admin/forms/${made.id}`, { replace: true });
      }
      say({ text: this.kept.retired ? `“${this.kept.name}” is retired: no page is read by it any more.` : `“${this.kept.name}” is kept as version ${this.kept.version}.`, tone: "done" });
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  async #try(/** @type {Event} */ e) {
    e.preventDefault();
    this.problem = null;
    this.busy = true;
    try {
      const draft = { ...this.#draft(false), name: this.name.trim() || "Draft" };
      const trial = await post("/forms/templates/trial", { draft, ...(this.kept ? { templateId: this.kept.id } : {}), documentId: this.against });
      this.tried = await get(`/documents/${this.against}`);
      this.trial = trial;
      this.#lit(null, 0);
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  /** Lights the place of a value; of none, those of all. @param {any} value @param {number} at */
  #lit(value, at) {
    const boxes = new Map();
    for (const p of this.trial?.pages ?? []) {
      boxes.set(p.page, p.values.filter((/** @type {any} */ v) => !value || v !== value || p.page !== at).map((/** @type {any} */ v) => ({ ...v.place, kind: "id", text: `${v.zone}: ${v.value || "nothing"}` })));
    }
    if (value) boxes.set(at, [...(boxes.get(at) ?? []), { ...value.place, kind: "hit", text: value.zone }]);
    this.boxes = boxes;
  }

  #zoneFields() {
    const z = this.zones[this.active];
    if (!z) return html`<p class="soft">Draw a zone on the page with the mouse, or add one with <kbd>N</kbd> and move it with the arrow keys.</p>`;
    const place = (/** @type {"x"|"y"|"width"|"height"} */ key, /** @type {string} */ word) => html`<div class="field"><label class="label" for=${key}>${word}, %</label><input id=${key} type="number" min="0" max="100" step="0.1" .value=${String(Math.round(z[key] * 1000) / 10)} @change=${(/** @type {Event} */ e) => this.#zone({ [key]: Math.max(0, Math.min(1, Number(/** @type {HTMLInputElement} */ (e.target).value) / 100)) })}></div>`;
    return html`<fieldset><legend>Zone ${this.active + 1} of ${this.zones.length}</legend>
      <div class="field"><label class="label" for="zonename">Name of the zone</label><input id="zonename" autocomplete="off" maxlength="80" .value=${z.name} @input=${(/** @type {Event} */ e) => this.#zone({ name: /** @type {HTMLInputElement} */ (e.target).value })}></div>
      <div class="field"><label class="label" for="field">Fills the field</label><select id="field" @change=${(/** @type {Event} */ e) => this.#field(/** @type {HTMLSelectElement} */ (e.target).value)}>${Object.entries(FIELDS).map(([code, word]) => html`<option value=${code} ?selected=${code === z.field}>${word}</option>`)}</select></div>
      <div class="field"><label class="label" for="kind">Kind</label><select id="kind" @change=${(/** @type {Event} */ e) => this.#kind(/** @type {HTMLSelectElement} */ (e.target).value)}>${Object.entries(KINDS).map(([code, word]) => html`<option value=${code} ?selected=${code === z.kind}>${word}</option>`)}</select></div>
      <div class="four">${place("x", "Left")}${place("y", "Top")}${place("width", "Width")}${place("height", "Height")}</div>
      ${z.options?.length ? html`<p class="small">Boxes: ${z.options.map((/** @type {any} */ o) => o.label).join(", ")}</p>` : nothing}
      <button type="button" class="stop" @click=${() => this.#zones(this.zones.filter((_, i) => i !== this.active), false)}>Take this zone away</button></fieldset>`;
  }

  #markSide() {
    return html`<div class="stack">
      <div class="field"><label class="label" for="formname">Name of the form</label><input id="formname" required autocomplete="off" maxlength="80" .value=${this.name} @input=${(/** @type {Event} */ e) => { this.name = /** @type {HTMLInputElement} */ (e.target).value; this.changed = true; }}></div>
      <div class="field"><label class="label" for="formid">Form id printed on it (may be left open)</label><input id="formid" autocomplete="off" maxlength="80" .value=${this.formId} @input=${(/** @type {Event} */ e) => { this.formId = /** @type {HTMLInputElement} */ (e.target).value; this.changed = true; }}></div>
      <div class="field"><label class="label" for="doctype">Document type</label><select id="doctype" @change=${(/** @type {Event} */ e) => { this.type = /** @type {HTMLSelectElement} */ (e.target).value; this.changed = true; }}><option value="">Differs</option>${this.types.map((t) => html`<option value=${t.code} ?selected=${t.code === this.type}>${t.display}</option>`)}</select></div>
      <h2>Zones</h2><button type="button" @click=${() => this.#add()}>${icon("plus")} New zone <kbd class="desk" aria-hidden="true">N</kbd></button>
      ${this.zones.length ? html`<div class="zones" role="group" aria-label="Zones">${this.zones.map((z, i) => html`<button type="button" aria-pressed=${i === this.active} @click=${() => { this.active = i; /** @type {any} */ (this.renderRoot.querySelector("cr-zone-sheet"))?.focusZone(i); }}><span><b>${z.name || "Without a name"}</b> <span class="soft small">${KINDS[z.kind]}${z.field === "OTHER" ? "" : `, ${FIELDS[z.field].toLowerCase()}`}</span></span></button>`)}</div>` : nothing}
      ${this.#zoneFields()}
      ${this.kept?.versions?.length > 1 ? html`<details><summary>${counted(this.kept.versions.length, "version")}</summary><ul>${this.kept.versions.map((/** @type {any} */ v) => html`<li class="small num">${v.version}: ${moment(v.changedAt)}, ${counted(v.zones, "zone")}${v.retired ? ", retired" : ""}</li>`)}</ul></details>` : nothing}</div>`;
  }

  #trySide() {
    return html`<form class="stack" @submit=${this.#try}>
      <p class="soft">Nothing is kept by trying. The form is tried as it is drawn now.</p>
      <div class="field"><label class="label" for="against">Document to try it on</label><select id="against" @change=${(/** @type {Event} */ e) => { this.against = /** @type {HTMLSelectElement} */ (e.target).value; }}>${this.documents.map((d) => html`<option value=${d.id} ?selected=${d.id === this.against}>${d.title || d.id} · ${counted(d.pages, "page")} · ${moment(d.createdAt)}</option>`)}</select></div>
      <button class="main" ?disabled=${this.busy || !this.against}>${this.busy ? "Trying…" : "Try it"}</button>
      ${!this.trial ? nothing : this.trial.pages.length ? this.trial.pages.map((/** @type {any} */ p) => html`<section class="stack" aria-label="Page ${p.page}"><h2>Page ${p.page} <span class="soft small num">fits ${percent(p.quality)}</span></h2><p class="small">${p.detail}</p>
        <div class="values">${p.values.map((/** @type {any} */ v) => html`<button type="button" @focus=${() => this.#lit(v, p.page)} @click=${() => this.#lit(v, p.page)}><span class="soft">${v.zone}</span><b>${v.value || "–"}</b><span class="small num">${percent(v.confidence)}</span>${v.doubts.length ? html`<span class="doubt small">${v.doubts.join("; ")}</span>` : nothing}</button>`)}</div></section>`)
        : html`<p role="status">No page of this document is this form.</p>`}</form>`;
  }

  render() {
    const tab = (/** @type {string} */ key, /** @type {string} */ word) => html`<button role="tab" id="tab-${key}" aria-selected=${this.tab === key} aria-controls="sheet" tabindex=${this.tab === key ? "0" : "-1"} @click=${() => this.#show(key)} @keydown=${(/** @type {KeyboardEvent} */ e) => { if (e.key === "ArrowRight" || e.key === "ArrowLeft") { const to = key === "mark" ? "try" : "mark"; this.#show(to); this.updateComplete.then(() => /** @type {HTMLElement} */ (this.renderRoot.querySelector(`#tab-${to}`)).focus()); } }}>${word}</button>`;
    if (this.failure) return html`<div class="head"><h1>Form</h1></div><div class="body"><cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem></div>`;
    return html`<div class="head"><a class="button bare icon" href="/admin/forms" aria-label="Back to the forms">${icon("back")}</a><h1 class="clip">${this.kept ? this.kept.name : "New form"}</h1>
        ${this.kept ? html`<cr-chip tone=${this.kept.retired ? "plain" : "done"}>${this.kept.retired ? "Retired" : `Version ${this.kept.version}`}</cr-chip><button @click=${() => this.#keep(!this.kept.retired)} ?disabled=${this.busy}>${this.kept.retired ? "Use it again" : "Retire"}</button>` : nothing}
        <button class="main" ?disabled=${this.busy} @click=${() => this.#keep()}>${this.changed || !this.kept ? "Keep the form" : "Kept"}</button></div>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <div class="work"><div class="left"><div class="tabs" role="tablist" aria-label="What is shown">${tab("mark", "Mark up")}${tab("try", "Try it")}</div>
        ${this.tab === "try" && this.tried ? html`<cr-page-viewer id="sheet" role="tabpanel" label="Pages it was tried on" .pages=${this.tried.pagesDetail} .boxes=${this.boxes}></cr-page-viewer>`
          : html`<cr-zone-sheet id="sheet" role="tabpanel" aria-label="Reference page" .image=${this.image} .ratio=${this.ratio} .zones=${this.zones} .active=${this.active} @zones=${(/** @type {CustomEvent} */ e) => this.#zones(e.detail.zones, e.detail.drawn)} @pick=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.at; }}></cr-zone-sheet>`}</div>
        <aside class="side" aria-label=${this.tab === "try" ? "What is taken" : "The form and its zones"}>${this.tab === "try" ? this.#trySide() : this.#markSide()}</aside></div>`;
  }
}
customElements.define("cr-page-form", CrPageForm);
