import { LitElement, css, html, nothing } from "lit";
import { icon } from "../../shell/icons.js";
import { base } from "../../shell/styles.js";
import { counted, reason } from "../../shell/words.js";
import "../../components/cr-progress.js";
import { languageWord, percent } from "./edit-words.js";

/**
 * @typedef {{layout:string, clearing:string, languages:string[]}} Way how pages are to be read
 * @typedef {{page:number, before:number, after:number|null}} Compared confidence of a page before and after; null while it is read
 */

/** @type {[string, string, string][]} */
const LAYOUTS = [["automatic", "As it looks", "The layout is found out"], ["form", "As a form, table or bill", "One block whose rows stay together"], ["scattered", "As a card or label", "A few words here and there"]];
/** @type {[string, string, string][]} */
const CLEARINGS = [["cleared", "Cleared", "Edges, lines, specks and shading are taken off before reading"], ["as_it_is", "As it is", "Where clearing takes faint or broken print away"]];

/**
 * In which way pages are read again, how far that is, and what came of it.
 * Properties: `way` (Way), `usual` and `installed` (names of OCR data), `state` ("asking", "reading", "done"), `compared` (Compared[]), `done`, `of`, `why` (why nothing was changed).
 * Fires `way` ({way}) when another one is chosen and `send` when the form is sent.
 */
export class CrReadAgain extends LitElement {
  static properties = { way: { attribute: false }, usual: { attribute: false }, installed: { attribute: false }, state: {}, compared: { attribute: false }, done: { type: Number }, of: { type: Number }, why: {} };

  static styles = [base, css`
    :host { display: block; } form { display: grid; gap: var(--s4); }
    fieldset { display: grid; gap: var(--s1); } legend { padding: 0; }
    .choice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 var(--s2); align-items: center; min-height: var(--control); padding: var(--s1) 0; }
    .choice span { font-size: var(--text); font-weight: 400; color: var(--ink); } .choice small { grid-column: 2; color: var(--ink-soft); font-size: var(--text-small); font-weight: 400; }
    table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: var(--s1) var(--s2); border-bottom: 1px solid var(--line); font-weight: 400; } th { color: var(--ink-soft); font-size: var(--text-small); } .n { text-align: right; }
    .up { color: var(--done); } .down { color: var(--warn); } td svg { width: 13px; height: 13px; vertical-align: -1px; }
  `];

  constructor() {
    super();
    /** @type {Way} */
    this.way = { layout: "automatic", clearing: "cleared", languages: [] };
    /** @type {string[]} */
    this.usual = [];
    /** @type {string[]} */
    this.installed = [];
    this.state = "asking";
    /** @type {Compared[]} */
    this.compared = [];
    this.done = 0;
    this.of = 0;
    this.why = "";
  }

  /** Puts the focus on the first choice, as soon as it is there. */
  focus() { this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("input:checked"))?.focus()); }

  /** @param {Partial<Way>} other */
  #choose(other) { this.dispatchEvent(new CustomEvent("way", { detail: { way: { ...this.way, ...other } } })); }

  /** @param {"layout"|"clearing"} part @param {string} legend @param {[string, string, string][]} choices */
  #choices(part, legend, choices) {
    return html`<fieldset><legend class="label">${legend}</legend>${choices.map(([value, word, more]) => html`<label class="choice"><input type="radio" name=${part} value=${value} .checked=${this.way[part] === value} @change=${() => this.#choose({ [part]: value })}><span>${word}</span><small>${more}</small></label>`)}</fieldset>`;
  }

  #asking() {
    const several = new Set([...this.usual, ...this.installed]).size > 1;
    const chosen = this.way.languages.join("+");
    const sets = [this.usual, ...this.installed.map((name) => [name])].filter((set, i, all) => all.findIndex((other) => other.join() === set.join()) === i);
    return html`<form @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.dispatchEvent(new CustomEvent("send")); }}>
      ${this.#choices("layout", "How the text lies", LAYOUTS)}
      ${this.#choices("clearing", "The page", CLEARINGS)}
      ${several ? html`<div class="field"><label class="label" for="language">Language</label><select id="language" @change=${(/** @type {Event} */ e) => this.#choose({ languages: /** @type {HTMLSelectElement} */ (e.target).value.split("+") })}>${sets.map((set, i) => html`<option value=${set.join("+")} ?selected=${set.join("+") === chosen}>${set.map(languageWord).join(" and ")}${i === 0 ? " (usual here)" : ""}</option>`)}</select></div>` : nothing}
      <p class="soft small">A page is read as it stands now: turn it first if it lies wrongly. The other pages keep their text, and an undo brings the former reading back.</p><button hidden></button></form>`;
  }

  #result() {
    const known = this.compared.filter((c) => c.after !== null);
    const surer = known.filter((c) => /** @type {number} */ (c.after) > c.before).length;
    return html`<p role="status">${this.why ? html`Nothing was changed. ${reason(this.why)}.` : `${counted(surer, "page")} of ${known.length} read more surely than before.`}</p>
      ${this.why ? nothing : html`<table><thead><tr><th scope="col">Page</th><th scope="col" class="n">Sure before</th><th scope="col" class="n">Sure now</th></tr></thead><tbody>${known.map((c) => { const by = /** @type {number} */ (c.after) - c.before; return html`<tr><th scope="row" class="num">${c.page}</th><td class="n num">${percent(c.before)}</td><td class="n num ${by > 0 ? "up" : by < 0 ? "down" : ""}">${by > 0 ? icon("up") : by < 0 ? icon("down") : nothing} ${percent(/** @type {number} */ (c.after))}</td></tr>`; })}</tbody></table>
      <p class="soft small">How sure the reader is says much, but not all: look at the text before you keep it.</p>`}`;
  }

  render() {
    switch (this.state) {
      case "reading": return html`<div class="stack"><p role="status">The pages are being read. You can close this and go on; what comes of it is shown then.</p><cr-progress label="Reading again" done=${this.done} of=${this.of} what="pages read"></cr-progress></div>`;
      case "done": return html`<div class="stack">${this.#result()}</div>`;
      default: return this.#asking();
    }
  }
}
customElements.define("cr-read-again", CrReadAgain);
