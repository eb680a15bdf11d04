import { LitElement, css, html, nothing } from "lit";
import { base } from "../../shell/styles.js";
import { icon } from "../../shell/icons.js";
import { NAMES, WHATS, composed, rowsOf } from "./query-words.js";

/** Rows that a new question begins with. */
const FIRST = () => [{ what: "words", not: false, value: "" }];

/**
 * A form that writes the query language: what it says stands in the search box, and what is typed there stands in its rows.
 * Properties: `q` (the query as it stands in the box), `facets` (offers names of patients, authors and types). Fires `change` ({q}) and `done`.
 */
export class CrQueryBuilder extends LitElement {
  static properties = { q: { attribute: false }, facets: { attribute: false }, rows: { state: true } };

  static styles = [base, css`
    :host { display: block; padding: var(--s3) var(--s5); border-top: 1px solid var(--line); background: var(--bg); }
    form { display: grid; gap: var(--s2); max-width: 860px; }
    .r { display: grid; grid-template-columns: 178px 112px minmax(0, 1fr) var(--control); gap: var(--s2); align-items: center; }
    .span { display: grid; grid-template-columns: 1fr auto 1fr; gap: var(--s2); align-items: center; }
    .end { display: flex; gap: var(--s2); align-items: center; flex-wrap: wrap; } .end code { font: 13px var(--mono); overflow-wrap: anywhere; color: var(--ink-soft); }
    @media (max-width: 760px) { :host { padding: var(--s3) var(--s4); } .r { grid-template-columns: minmax(0, 1fr) 128px var(--control); } .r > .v { grid-column: 1 / -1; grid-row: 2; } .r + .r { border-top: 1px solid var(--line); padding-top: var(--s2); } }
  `];

  constructor() {
    super();
    this.q = "";
    /** @type {Record<string, any[]>} */
    this.facets = {};
    /** @type {import("./query-words.js").Row[]} */
    this.rows = FIRST();
    /** What the rows said last: another text in the box was typed there. @type {string|null} */
    this.said = null;
    /** What they said before it and may stand in the box for a moment still. @type {Set<string>} */
    this.earlier = new Set();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const q = this.q.trim();
    if (!changed.has("q") || this.earlier.has(q)) return;
    this.earlier.clear();
    if (q === this.said) return;
    const rows = rowsOf(this.q);
    this.rows = rows.length ? rows : FIRST();
    this.said = q;
  }

  /** The field of the last row, or of the first. @param {boolean} [last] */
  async focusRow(last) {
    await this.updateComplete;
    const rows = this.renderRoot.querySelectorAll(".r");
    /** @type {HTMLElement|null|undefined} */ ((last ? rows[rows.length - 1] : rows[0])?.querySelector(last ? "select" : ".v input, .v select"))?.focus();
  }

  /** @param {number} i @param {Partial<import("./query-words.js").Row>} part */
  #set(i, part) {
    this.rows = this.rows.map((row, at) => (at === i ? { ...row, ...part } : row));
    this.#say();
  }

  #say() {
    const q = composed(this.rows);
    if (q === this.said) return;
    if (this.said !== null) this.earlier.add(this.said);
    this.earlier.delete(q);
    this.said = q;
    this.dispatchEvent(new CustomEvent("change", { detail: { q } }));
  }

  /** @param {number} i @param {string} what */
  #what(i, what) {
    const was = WHATS[this.rows[i].what].form, is = WHATS[what].form;
    this.#set(i, { what, ...(was === is && is === "text" ? {} : { value: is === "names" ? NAMES[what][0][0] : "", to: undefined }) });
  }

  #add() { this.rows = [...this.rows, { what: "words", not: false, value: "" }]; this.focusRow(true); }

  /** @param {number} i */
  async #remove(i) {
    this.rows = this.rows.length > 1 ? this.rows.filter((_, at) => at !== i) : FIRST();
    this.#say();
    await this.updateComplete;
    const removers = this.renderRoot.querySelectorAll(".r > button");
    /** @type {HTMLElement} */ (removers[Math.min(i, removers.length - 1)]).focus();
  }

  #key(/** @type {KeyboardEvent} */ e) {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    this.dispatchEvent(new CustomEvent("done"));
  }

  /** @param {import("./query-words.js").Row} row @param {number} i */
  #value(row, i) {
    const { form, title } = WHATS[row.what], n = `${title}, row ${i + 1}`;
    const field = (/** @type {"value"|"to"} */ key, /** @type {string} */ label, /** @type {string} */ hint, /** @type {string|typeof nothing} */ list = nothing) => html`<input aria-label=${label} placeholder=${hint} list=${list} autocomplete="off" spellcheck="false" .value=${row[key] ?? ""} @input=${(/** @type {Event} */ e) => this.#set(i, { [key]: /** @type {HTMLInputElement} */ (e.target).value })}>`;
    if (form === "names") return html`<select aria-label=${n} @change=${(/** @type {Event} */ e) => this.#set(i, { value: /** @type {HTMLSelectElement} */ (e.target).value })}>${NAMES[row.what].map(([code, word]) => html`<option value=${code} ?selected=${row.value === code}>${word}</option>`)}</select>`;
    if (form === "dates") return html`<div class="span">${field("value", `${title}, from, row ${i + 1}`, "2024, 2024-03 or 2024-03-05")}<span class="soft">to</span>${field("to", `${title}, to, row ${i + 1}`, "empty: any later")}</div>`;
    return field("value", n, row.what === "mrn" ? "number" : row.what === "typed" ? "in the query language" : row.what === "patient" || row.what === "author" ? "name or a part of it" : "words", ["patient", "author", "type"].includes(row.what) ? row.what : nothing);
  }

  /** @param {string} key */
  #offers(key) { return html`<datalist id=${key}>${(this.facets?.[key] ?? []).slice(0, 20).map((f) => html`<option value=${f.label || f.value}></option>`)}</datalist>`; }

  render() {
    const q = composed(this.rows);
    return html`<form role="group" aria-label="Build the search" @keydown=${this.#key} @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.dispatchEvent(new CustomEvent("done")); }}>
      ${this.rows.map((row, i) => html`<div class="r">
        <select aria-label="What, row ${i + 1}" @change=${(/** @type {Event} */ e) => this.#what(i, /** @type {HTMLSelectElement} */ (e.target).value)}>${Object.entries(WHATS).map(([what, w]) => html`<option value=${what} ?selected=${row.what === what}>${w.title}</option>`)}</select>
        <select aria-label="Must or must not, row ${i + 1}" ?disabled=${row.what === "typed"} @change=${(/** @type {Event} */ e) => this.#set(i, { not: /** @type {HTMLSelectElement} */ (e.target).value === "not" })}><option value="" ?selected=${!row.not}>must</option><option value="not" ?selected=${row.not}>must not</option></select>
        <div class="v">${this.#value(row, i)}</div>
        <button type="button" class="bare icon" aria-label="Remove row ${i + 1}" @click=${() => this.#remove(i)}>${icon("close")}</button></div>`)}
      <div class="end"><button type="button" @click=${() => this.#add()}>${icon("plus")} Add a row</button><button class="main">To the results</button>${q ? html`<code aria-label="The search as it is typed">${q}</code>` : nothing}</div>
      ${this.#offers("patient")}${this.#offers("author")}${this.#offers("type")}</form>`;
  }
}
customElements.define("cr-query-builder", CrQueryBuilder);
