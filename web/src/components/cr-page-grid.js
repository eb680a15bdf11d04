import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { picture } from "../shell/api.js";
import { icon } from "../shell/icons.js";
import { base } from "../shell/styles.js";
import { keyOf } from "./page-of-file.js";
import { placed } from "./placed.js";
import { reason } from "../shell/words.js";

/**
 * @typedef {{page:number, source:string, sourcePage:number, rotation:number, thumbnail?:string|null, image?:string|null, doubt?:string, problem?:string|null, shownTurn?:number}} Leaf
 *   `shownTurn`: degrees the picture is to be turned until the server has turned it
 */

/**
 * Indices of the pages an action is about, in order: those chosen, else the one with the cursor.
 * @param {Leaf[]} pages @param {Set<string>} chosen @param {number} cursor
 */
export function targets(pages, chosen, cursor) {
  const held = pages.flatMap((p, i) => (chosen.has(keyOf(p)) ? [i] : []));
  return held.length ? held : pages.length ? [Math.min(cursor, pages.length - 1)] : [];
}

/**
 * Pages laid out on a table. One page has the cursor; the chosen pages are what an action is about, and the one with the
 * cursor where none is chosen. Pictures are fetched as they come near, so hundreds of pages are no burden.
 * Properties: `pages` (Leaf[]), `chosen` (Set of keys), `cursor` (index), `label`.
 * Fires `choose` ({chosen, cursor}), `look` ({index}) and `drop-pages` ({before}: index before which the dragged pages shall lie).
 */
export class CrPageGrid extends LitElement {
  static properties = { pages: { attribute: false }, chosen: { attribute: false }, cursor: { type: Number }, label: {}, over: { state: true }, dragging: { state: true } };

  static styles = [base, css`
    :host { display: block; }
    .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(var(--leaf, 150px), 1fr)); gap: var(--s3); outline: none; padding: var(--s2) 0; }
    .leaf { position: relative; display: grid; align-content: start; gap: var(--s1); padding: var(--s2); border: 2px solid transparent; border-radius: 8px; cursor: default; user-select: none; -webkit-touch-callout: none;
      content-visibility: auto; contain-intrinsic-size: auto calc(var(--leaf, 150px) * 1.5); scroll-margin: var(--s8); }
    .leaf:hover { background: var(--hover); }
    .leaf[aria-selected="true"] { background: var(--accent-soft); border-color: var(--accent); }
    .grid:focus-visible .leaf.at { outline: 2px solid var(--ink); outline-offset: 1px; }
    .leaf.at { border-style: solid; } .leaf.at[aria-selected="false"] { border-color: var(--line-strong); }
    .sheet { display: grid; place-items: center; aspect-ratio: 1 / 1.2; overflow: hidden; min-width: 0; min-height: 0; container-type: size; }
    .sheet img { max-width: 100%; max-height: 100%; background: var(--paper); border: 1px solid var(--line); } .sheet img.turning { transition: rotate var(--motion); }
    .sheet img.across { max-width: 100cqh; max-height: 100cqw; }
    .none { width: 70%; height: 90%; border: 1px dashed var(--line-strong); display: grid; place-items: center; color: var(--ink-soft); }
    .line { display: flex; align-items: baseline; gap: var(--s2); font-size: var(--text-small); min-width: 0; color: var(--ink-soft); flex-wrap: wrap; }
    .line b { font-size: var(--text); color: var(--ink); }
    .doubt { color: var(--warn); display: flex; gap: 4px; align-items: center; min-width: 0; width: 100%; } .doubt svg { width: 13px; height: 13px; }
    .tick { position: absolute; right: 6px; top: 6px; width: 22px; height: 22px; border-radius: 50%; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; z-index: 1; } .tick svg { width: 14px; height: 14px; }
    .leaf.moving { opacity: .5; }
    .leaf.before::before, .leaf.after::before { content: ""; position: absolute; top: 4px; bottom: 4px; width: 4px; border-radius: 2px; background: var(--accent); left: -9px; } .leaf.after::before { left: auto; right: -9px; }
    .leaf.before, .leaf.after { content-visibility: visible; }
    @media (max-width: 760px) { .grid { gap: var(--s2); } .leaf { padding: var(--s1); } }
  `];

  constructor() {
    super();
    /** @type {Leaf[]} */
    this.pages = [];
    /** @type {Set<string>} */
    this.chosen = new Set();
    this.cursor = 0;
    this.label = "Pages";
    /** Where dragged pages would go: index before which. @type {number|null} */
    this.over = null;
    this.dragging = false;
    this.anchor = 0;
    /** Pages were chosen one by one, so the cursor moves without letting go of them. */
    this.gathering = false;
  }

  focus() { /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(".grid"))?.focus({ preventScroll: true }); }

  /** Pages in one row, as they are laid out now. */
  get across() {
    const leaves = /** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll(".leaf"));
    let n = 0;
    while (n < leaves.length && leaves[n].offsetTop === leaves[0].offsetTop) n++;
    return Math.max(1, n);
  }

  /** Moves the cursor; with `range` everything from the anchor to it is chosen. @param {number} to @param {boolean} range */
  go(to, range) {
    const at = Math.max(0, Math.min(this.pages.length - 1, to));
    let chosen = this.chosen;
    if (range) {
      if (!this.chosen.size) this.anchor = this.cursor;
      const [a, b] = [Math.min(this.anchor, at), Math.max(this.anchor, at)];
      chosen = new Set(this.pages.slice(a, b + 1).map(keyOf));
    } else {
      this.anchor = at;
      if (!this.gathering) chosen = new Set();
    }
    this.#tell(chosen, at);
    this.focus();
    this.updateComplete.then(() => this.renderRoot.querySelector(".at")?.scrollIntoView({ block: "nearest" }));
  }

  /** Chooses a page, or lets go of it. @param {number} at */
  toggle(at) {
    const page = this.pages[at];
    if (!page) return;
    const chosen = new Set(this.chosen), key = keyOf(page);
    if (!chosen.delete(key)) chosen.add(key);
    this.gathering = chosen.size > 0;
    this.anchor = at;
    this.#tell(chosen, at);
  }

  all() { this.gathering = true; this.#tell(new Set(this.pages.map(keyOf)), this.cursor); }

  clear() { this.gathering = false; this.#tell(new Set(), this.cursor); }

  /** @param {Set<string>} chosen @param {number} cursor */
  #tell(chosen, cursor) {
    this.chosen = chosen;
    this.cursor = cursor;
    this.dispatchEvent(new CustomEvent("choose", { detail: { chosen, cursor } }));
  }

  /** @param {PointerEvent|MouseEvent} e @param {number} i */
  #click(e, i) {
    if (e.shiftKey) { this.go(i, true); return; }
    if (e.ctrlKey || e.metaKey || /** @type {PointerEvent} */ (e).pointerType === "touch") { this.toggle(i); this.focus(); return; }
    this.gathering = false;
    this.go(i, false);
  }

  /** @param {DragEvent} e @param {number} i */
  #start(e, i) {
    if (!this.chosen.has(keyOf(this.pages[i]))) { this.gathering = false; this.go(i, false); }
    this.dragging = true;
    if (e.dataTransfer) { e.dataTransfer.effectAllowed = "move"; e.dataTransfer.setData("text/plain", `page ${i + 1}`); }
  }

  /** @param {DragEvent} e @param {number} i */
  #over(e, i) {
    if (!this.dragging) return;
    e.preventDefault();
    const box = /** @type {HTMLElement} */ (e.currentTarget).getBoundingClientRect();
    this.over = e.clientX < box.left + box.width / 2 ? i : i + 1;
  }

  /** @param {DragEvent} e */
  #drop(e) {
    if (!this.dragging || this.over === null) return;
    e.preventDefault();
    // The window takes dropped files in; pages that are laid elsewhere are none.
    e.stopPropagation();
    this.dispatchEvent(new CustomEvent("drop-pages", { detail: { before: this.over } }));
    this.#end();
  }

  #end() { this.dragging = false; this.over = null; }

  /** @param {Leaf} p @param {number} i @param {Set<number>} about */
  #leaf(p, i, about) {
    const on = about.has(i), held = this.chosen.has(keyOf(p));
    const says = [`Page ${i + 1}`, p.rotation ? `turned ${p.rotation} degrees` : "", p.sourcePage !== i + 1 ? `sheet ${p.sourcePage} of its file` : "", p.problem ? reason(p.problem) : "", p.doubt ?? ""].filter(Boolean).join(", ");
    const turn = p.shownTurn ?? 0;
    const src = picture(p.thumbnail ?? p.image);
    return html`<div class="leaf ${i === this.cursor ? "at" : ""} ${this.dragging && on ? "moving" : ""} ${this.over === i ? "before" : this.over === i + 1 && i === this.pages.length - 1 ? "after" : ""}" role="option" id="leaf${i}" aria-selected=${on} aria-label=${says} draggable="true"
      @click=${(/** @type {MouseEvent} */ e) => this.#click(e, i)} @dblclick=${() => this.dispatchEvent(new CustomEvent("look", { detail: { index: i } }))}
      @dragstart=${(/** @type {DragEvent} */ e) => this.#start(e, i)} @dragover=${(/** @type {DragEvent} */ e) => this.#over(e, i)} @dragend=${() => this.#end()}>
      ${held ? html`<span class="tick">${icon("done")}</span>` : nothing}
      <div class="sheet">${src ? html`<img class="${turn ? "turning" : ""} ${turn % 180 ? "across" : ""}" loading="lazy" draggable="false" alt="" src=${src} ${placed({ rotate: turn ? `${turn}deg` : "" })}>` : html`<span class="none">${icon("page")}</span>`}</div>
      <div class="line"><b class="num">${i + 1}</b>${p.rotation ? html`<span class="num">turned ${p.rotation}°</span>` : nothing}${p.sourcePage !== i + 1 ? html`<span class="num">sheet ${p.sourcePage}</span>` : nothing}
        ${p.problem || p.doubt ? html`<span class="doubt" title=${[p.problem && reason(p.problem), p.doubt].filter(Boolean).join(" · ")}>${icon("warn")}<span class="clip">${p.problem ? reason(p.problem) : p.doubt}</span></span>` : nothing}</div></div>`;
  }

  render() {
    const about = new Set(targets(this.pages, this.chosen, this.cursor));
    return html`<div class="grid" role="listbox" aria-multiselectable="true" tabindex="0" aria-label=${this.label} @drop=${this.#drop} @dragover=${(/** @type {DragEvent} */ e) => { if (this.dragging && this.over !== null) e.preventDefault(); }} aria-activedescendant=${this.pages.length ? `leaf${Math.min(this.cursor, this.pages.length - 1)}` : nothing}>
      ${repeat(this.pages, keyOf, (p, i) => this.#leaf(p, i, about))}</div>`;
  }
}
customElements.define("cr-page-grid", CrPageGrid);
