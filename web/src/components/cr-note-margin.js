import { LitElement, css, html, nothing } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/** @type {Record<string,{icon:string, word:string, tone:string}>} */
const LOOK = {
  DANGER: { icon: "stop", word: "Danger", tone: "stop" }, WARNING: { icon: "warn", word: "Warning", tone: "warn" }, NOTICE: { icon: "info", word: "Notice", tone: "info" },
  CHART: { icon: "patients", word: "Other than the chart", tone: "stop" }, BLANK: { icon: "minus", word: "Blank", tone: "warn" }, TWO_READINGS: { icon: "split", word: "Two readings", tone: "warn" }, SPELLING: { icon: "search", word: "Unknown word", tone: "info" },
};

/** How a finding is called and shown. @param {{kind:string, severity:string}} finding */
export function looksOf(finding) {
  return { ...(LOOK[finding.kind] ?? LOOK[finding.severity] ?? LOOK.NOTICE), tone: (LOOK[finding.severity] ?? LOOK.NOTICE).tone };
}

/**
 * What was found in a note, each beside its line. Properties: `findings`, `current` (a finding, a doubtful word or a rewrite), `readonly`, `beside` (whether cards are placed by `tops`, else they follow one another), `tops` (px of each finding's line).
 * Fires `visit` ({item}), `put` ({start, end, text}) and `hear` ({item}).
 */
export class CrNoteMargin extends LitElement {
  static properties = { findings: { attribute: false }, current: { attribute: false }, readonly: { type: Boolean }, beside: { type: Boolean, reflect: true }, tops: { attribute: false } };

  static styles = [base, css`
    :host { display: block; position: relative; min-width: 0; }
    ul { display: grid; gap: 6px; } :host([beside]) li { position: absolute; left: 0; right: var(--s3); transition: top .12s; }
    li { border: 1px solid var(--line); border-left: 4px solid var(--line-strong); border-radius: var(--radius); background: var(--raised); font-size: var(--text-small); }
    li.stop { border-left-color: var(--stop); } li.warn { border-left-color: var(--warn); } li.info { border-left-color: var(--info, var(--accent)); } li.open { box-shadow: var(--shadow); z-index: 2; outline: 1px solid var(--accent); }
    .name { width: 100%; justify-content: flex-start; gap: 6px; border: 0; background: none; min-height: 28px; padding: 2px var(--s2); font-weight: 400; font-size: var(--text-small); text-align: left; }
    .name b { white-space: nowrap; } .stop .name svg { color: var(--stop); } .warn .name svg { color: var(--warn); }
    .more { padding: 0 var(--s2) var(--s2); display: grid; gap: 6px; } .acts { display: flex; flex-wrap: wrap; gap: 4px; } .acts button { min-height: 28px; padding: 0 var(--s2); font-size: var(--text-small); white-space: normal; }
  `];

  constructor() {
    super();
    /** @type {import("./note-marks.js").Finding[]} */
    this.findings = [];
    /** @type {any} */
    this.current = null;
    this.readonly = false;
    this.beside = false;
    /** @type {Map<any, number>} */
    this.tops = new Map();
  }

  /** Gives the focus to the first thing that can be done about the current one. @returns {boolean} */
  enter() {
    const first = /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("li.open .acts button"));
    first?.focus();
    return Boolean(first);
  }

  updated() {
    if (!this.beside) { for (const li of this.renderRoot.querySelectorAll("li")) li.style.top = ""; return; }
    let free = 0;
    for (const li of /** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll("li"))) {
      const top = Math.max(free, Number(li.dataset.top) || 0);
      li.style.top = `${top}px`;
      free = top + li.offsetHeight + 4;
    }
  }

  /** @param {any} detail @param {string} name */
  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  /** @param {any} item */
  #acts(item) {
    const put = (/** @type {string} */ text) => this.#tell("put", { start: item.start, end: item.end, text });
    const choices = item.suggestions ?? [];
    return html`<div class="acts">${this.readonly ? nothing : html`
        ${item.change ? html`<button @click=${() => this.#tell("put", item.change)}>${item.stands ? html`As spoken: “${item.spoken}”` : html`Write ${item.written.trim() ? `“${item.written.trim()}”` : "it as a command"}`} <kbd class="desk">F10</kbd></button>` : nothing}
        ${choices.map((/** @type {string} */ text, /** @type {number} */ i) => html`<button @click=${() => put(text)}>${text}${i === 0 ? html` <kbd class="desk">Alt Enter</kbd>` : nothing}</button>`)}`}
      ${item.seconds === null || item.seconds === undefined ? nothing : html`<button @click=${() => this.#tell("hear", { item })}>${icon("play")} Hear it <kbd class="desk">F6</kbd></button>`}</div>`;
  }

  /** @param {any} item */
  #card(item) {
    const open = item === this.current;
    const look = item.kind ? looksOf(item) : item.change ? { icon: "rows", word: item.stands ? "Formatted" : "As spoken", tone: "info" } : { icon: "audio", word: "Doubtful word", tone: item.risk >= 40 ? "warn" : "info" };
    const text = item.found ?? item.word ?? (item.stands ? item.written.trim() : item.spoken);
    return html`<li class="${look.tone} ${open ? "open" : ""}" data-top=${this.tops.get(item) ?? 0}>
      <button class="name" aria-expanded=${open} @click=${() => this.#tell("visit", { item })}>${icon(look.icon)}<b>${look.word}</b><span class="clip">${text}</span></button>
      ${open ? html`<div class="more"><p>${item.reason ?? `Written by the rule ${item.rule}.`}</p>${item.source ? html`<p class="soft">${item.source}</p>` : nothing}${this.#acts(item)}</div>` : nothing}</li>`;
  }

  render() {
    const listed = /** @type {any[]} */ (this.findings);
    const all = this.current && !listed.includes(this.current) ? [...listed, this.current].sort((a, b) => a.start - b.start) : listed;
    return all.length ? html`<ul aria-label="To look at in the text">${all.map((each) => this.#card(each))}</ul>` : nothing;
  }
}
customElements.define("cr-note-margin", CrNoteMargin);
