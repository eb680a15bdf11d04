import { LitElement, css, html, nothing } from "lit";
import { get, query } from "../../shell/api.js";
import { gathered } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { aloud, say, sayProblem } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import { fieldsIn, nextField, select, takeDefaults, typeInto } from "./fields.js";

/** A macro that was just typed: a dot, its name, and a space or line end. */
const TYPED = /(^|[\s(])\.([\p{L}\p{N}_-]{1,40})([ \n])$/u;
const MOST = 8;

/**
 * What helps while writing: templates and macros put in at the caret, fields walked through, diagnoses looked up with their codes.
 * Properties: `dictation`, `transcript`; attribute `editable`. Works on the text area of the `cr-audio-editor` beside it.
 */
export class CrWritingAids extends LitElement {
  static properties = { dictation: { attribute: false }, transcript: { attribute: false }, editable: { type: Boolean }, aids: { state: true }, q: { state: true }, terms: { state: true }, whole: { state: true }, note: { state: true }, at: { state: true }, left: { state: true }, declined: { state: true } };

  static styles = [base, css`
    :host { display: grid; gap: var(--s2); }
    .found { display: grid; gap: 1px; max-height: 300px; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    .found li { padding: 4px var(--s2); cursor: pointer; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--s2); } .found li:hover { background: var(--hover); }
    .found li[aria-selected="true"] { background: var(--accent-soft); box-shadow: inset 3px 0 0 var(--accent); }
    .found .t { overflow-wrap: anywhere; } .found .c { font-size: var(--text-small); color: var(--ink-soft); white-space: nowrap; } .found .s { grid-column: 1 / -1; font-size: var(--text-small); color: var(--ink-soft); }
    .more { display: grid; gap: var(--s1); } .more button { justify-content: flex-start; white-space: normal; text-align: left; min-height: 28px; }
    .offer { display: grid; gap: var(--s2); background: var(--accent-soft); border-left: 4px solid var(--accent); padding: var(--s2) var(--s3); border-radius: var(--radius); }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.dictation = null;
    /** @type {any} */
    this.transcript = null;
    this.editable = false;
    /** @type {any[]} */
    this.aids = [];
    this.q = "";
    /** @type {any[]} */
    this.terms = [];
    this.whole = true;
    this.note = "";
    this.at = 0;
    /** How many fields of the text are not filled. */
    this.left = 0;
    this.declined = false;
    /** Whose texts are here. */
    this.author = "";
    this.look = gathered(() => this.#look(), 180);
    this.typed = (/** @type {Event} */ e) => this.#typed(e);
    new Keys(this, "Writing aids", [
      { key: "F9", label: "Next field; with Shift: take the defaults", typing: true, when: () => this.editable, run: (e) => (e.shiftKey ? this.#defaults() : this.#next()) },
      { key: "Alt+i", label: "Put in a template, macro or diagnosis", typing: true, when: () => this.editable, run: () => this.renderRoot.querySelector("input")?.focus() },
    ]);
  }

  /** The text that is written. @returns {HTMLTextAreaElement|null} */
  get #area() { return /** @type {any} */ (this.getRootNode()).querySelector("cr-audio-editor")?.renderRoot?.querySelector("textarea") ?? null; }

  connectedCallback() {
    super.connectedCallback();
    this.root = this.getRootNode();
    this.root.addEventListener("input", this.typed);
  }

  disconnectedCallback() { super.disconnectedCallback(); this.root?.removeEventListener("input", this.typed); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const author = this.dictation?.author?.id ?? "";
    if (this.editable && (author !== this.author || !this.aids.length) && (changed.has("dictation") || changed.has("editable"))) { this.author = author; this.#load(); }
    if (changed.has("dictation")) this.declined = sessionStorage.getItem(this.#kept) !== null;
    if (changed.has("transcript")) this.left = fieldsIn(this.transcript?.text ?? "").length;
  }

  get #kept() { return `chartroom.start.${this.dictation?.id}`; }

  async #load() {
    try { this.aids = (await get("/writing-aids" + query({ author: this.author }))).items; } catch (problem) { sayProblem(problem); }
  }

  async #look() {
    const q = this.q.trim();
    if (q.length < 2) { this.terms = []; return; }
    try {
      const found = await get("/terms" + query({ q, limit: MOST }));
      if (q !== this.q.trim()) return;
      this.terms = found.items;
      this.whole = found.whole;
      this.note = found.note;
      aloud(`${this.#choices.length} found`);
    } catch (problem) { sayProblem(problem); }
  }

  /** What can be put in, templates and macros first. @returns {{aid?:any, term?:any}[]} */
  get #choices() {
    const q = this.q.trim().toLowerCase().replace(/^\./, "");
    const kind = String(this.dictation?.workType ?? "").toLowerCase();
    const fits = (/** @type {any} */ a) => !q || a.name.toLowerCase().includes(q) || a.spoken.includes(q) || a.workType.toLowerCase().includes(q);
    const first = (/** @type {any} */ a) => (a.workType && a.workType.toLowerCase() === kind ? 0 : a.workType ? 2 : 1);
    const aids = this.aids.filter(fits).sort((a, b) => first(a) - first(b)).slice(0, MOST);
    return [...aids.map((aid) => ({ aid })), ...this.terms.map((term) => ({ term }))];
  }

  /** The template that a new note of this kind is offered. */
  get #start() {
    const kind = String(this.dictation?.workType ?? "").toLowerCase();
    if (!this.editable || this.declined || !kind || this.transcript?.number !== 1) return null;
    return this.aids.find((a) => a.kind === "TEMPLATE" && a.starts && a.workType.toLowerCase() === kind) ?? null;
  }

  #typed(/** @type {Event} */ e) {
    const area = this.#area;
    if (!area || e.composedPath()[0] !== area) return;
    const caret = area.selectionEnd;
    const typed = area.value.slice(0, caret).match(TYPED);
    const macro = typed && this.aids.find((a) => a.kind === "MACRO" && a.name.toLowerCase() === typed[2].toLowerCase());
    if (typed && macro) {
      const from = caret - typed[2].length - typed[3].length - 1;
      typeInto(area, from, caret, macro.text + typed[3]);
      this.#first(area, from, macro.text);
    }
    this.left = fieldsIn(area.value).length;
  }

  /** Goes to the first field of what was just put in. @param {HTMLTextAreaElement} area @param {number} from @param {string} text */
  #first(area, from, text) {
    const field = fieldsIn(text)[0];
    if (field) select(area, from + field.start, from + field.end);
  }

  /** @param {{aid?:any, term?:any}|undefined} choice */
  #put(choice) {
    const area = this.#area;
    if (!choice || !area) return;
    const text = choice.aid ? choice.aid.text : coded(choice.term);
    const from = area.selectionStart, before = area.value.slice(0, from);
    const apart = before && !/[\s(]$/.test(before) ? (choice.aid?.kind === "TEMPLATE" ? "\n\n" : " ") : "";
    typeInto(area, from, area.selectionEnd, apart + text);
    this.#first(area, from + apart.length, text);
    this.q = "";
    this.terms = [];
    this.at = 0;
    aloud(`${choice.aid ? choice.aid.name : text} was put in`);
  }

  #startWith(/** @type {any} */ template) {
    const area = this.#area;
    if (!area) return;
    typeInto(area, 0, 0, template.text + (area.value ? "\n\n" : ""));
    this.#no();
    select(area, 0, 0);
    nextField(area);
  }

  #no() { sessionStorage.setItem(this.#kept, "1"); this.declined = true; }

  #next() {
    const area = this.#area;
    if (area && !nextField(area)) say({ text: "No fields are left.", tone: "done" });
  }

  #defaults() {
    const area = this.#area;
    if (!area) return;
    const count = takeDefaults(area);
    say({ text: count ? `${count} ${count === 1 ? "field was" : "fields were"} filled with what they usually are. Read them.` : "No field has a default.", tone: count ? "done" : "info" });
    if (!fieldsIn(area.value).length) return;
    area.setSelectionRange(0, 0);
    nextField(area);
  }

  #key(/** @type {KeyboardEvent} */ e) {
    const choices = this.#choices;
    if (e.key === "ArrowDown") this.at = Math.min(choices.length - 1, this.at + 1);
    else if (e.key === "ArrowUp") this.at = Math.max(0, this.at - 1);
    else if (e.key === "Enter") this.#put(choices[this.at]);
    else if (e.key === "Escape") { this.q = ""; this.terms = []; this.#area?.focus(); } else return;
    e.preventDefault();
    e.stopPropagation();
    this.updateComplete.then(() => this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }));
  }

  /** @param {any} term */
  #more(term) {
    return html`<div class="more">${term.meaning ? html`<p class="small"><b>${term.code}</b> ${term.meaning}</p>` : nothing}
      ${term.near.length ? html`<p class="small soft">Near it:</p>${term.near.map((/** @type {any} */ n) => html`<button class="bare small" @click=${() => this.#put({ term: n })}>${n.title} (${n.code})</button>`)}` : nothing}
      <p class="small soft">${this.note}${this.whole ? "" : " Only common diagnoses are here: an administrator can fetch all of ICD-10-CM."}</p></div>`;
  }

  render() {
    if (!this.editable) return nothing;
    const choices = this.q.trim() ? this.#choices : [], start = this.#start, chosen = choices[this.at];
    return html`<h2>Put in</h2>
      ${start ? html`<div class="offer"><span>Start this ${this.dictation.workType.toLowerCase()} with the template <b>${start.name}</b>? It goes above what was dictated.</span><div class="row wrap"><button class="main" @click=${() => this.#startWith(start)}>Start with it</button><button @click=${() => this.#no()}>Not now</button></div></div>` : nothing}
      <div class="field"><label class="label" for="q">Template, macro or diagnosis <kbd class="desk">Alt I</kbd></label>
        <input id="q" type="search" autocomplete="off" role="combobox" aria-expanded=${choices.length > 0} aria-controls="found" aria-autocomplete="list" aria-activedescendant=${chosen ? `o${this.at}` : nothing} .value=${this.q}
          @input=${(/** @type {Event} */ e) => { e.stopPropagation(); this.q = /** @type {HTMLInputElement} */ (e.target).value; this.at = 0; this.look(); }} @keydown=${this.#key}></div>
      <ul class="found" id="found" role="listbox" aria-label="What can be put in" ?hidden=${!choices.length}>${choices.map((c, i) => html`<li role="option" id="o${i}" aria-selected=${i === this.at} @mousedown=${(/** @type {Event} */ e) => e.preventDefault()} @click=${() => this.#put(c)}>
        ${c.aid ? html`<span class="t">${c.aid.kind === "MACRO" ? "." : ""}${c.aid.name}</span><span class="c">${c.aid.kind === "MACRO" ? "macro" : "template"}</span><span class="s clip">${c.aid.text.slice(0, 80)}</span>`
          : html`<span class="t">${c.term.title}</span><span class="c num">${c.term.code}</span>${c.term.meant ? html`<span class="s">for ${c.term.meant}</span>` : c.term.billable ? nothing : html`<span class="s">needs a more specific code</span>`}`}</li>`)}</ul>
      ${this.q.trim().length > 1 && !choices.length ? html`<p class="small soft" role="status">Nothing of that name.</p>` : nothing}
      ${chosen?.term ? this.#more(chosen.term) : nothing}
      <div class="row wrap"><button ?disabled=${!this.left} @click=${() => this.#next()}>Next field <kbd class="desk">F9</kbd></button><button ?disabled=${!this.left} @click=${() => this.#defaults()}>Take defaults</button>${this.left ? html`<span class="small soft num">${this.left} to fill</span>` : nothing}</div>
      <a class="small" href="/dictations/texts">${icon("table")} Templates, macros, vocabulary</a>`;
  }
}
customElements.define("cr-writing-aids", CrWritingAids);

/** A diagnosis as it is written in an assessment; square brackets would be a field. @param {any} term */
export function coded(term) { return `${term.title.replace(/\[/g, "(").replace(/\]/g, ")")} (${term.code})`; }
