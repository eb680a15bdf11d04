/**
 * Rows that exist only while they can be seen: ten thousand of them scroll like ten.
 * @module
 */
import { LitElement, adoptStyles } from "lit";

/**
 * Base of cr-table and cr-queue: one scroller, rows of one height, one active row that the keyboard moves.
 * Subclasses render `visible()` rows absolutely at `top(index)` inside a spacer of `total()` px, in a scroller with id `scroller`.
 * Fires `active` ({index, item, by}) when the active row changes by a person, `open` ({index, item}) on Enter or double click, `more` near the end.
 */
export class VirtualRows extends LitElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    items: { attribute: false }, keyOf: { attribute: false }, active: { attribute: false }, rowHeight: { type: Number, attribute: "row-height" },
    from: { state: true }, to: { state: true }, label: {}, look: { attribute: false },
  };

  constructor() {
    super();
    /** @type {any[]} */
    this.items = [];
    /** @type {(item:any)=>string} */
    this.keyOf = (item) => item.id;
    /** Key of the active row. @type {string|null} */
    this.active = null;
    /** Height of a row in px. */
    this.rowHeight = 40;
    this.label = "";
    /** Styles of what the caller draws in a row: they have to live in this shadow root. @type {import("lit").CSSResult|null} */
    this.look = null;
    this.from = 0;
    this.to = 30;
    this.sizes = new ResizeObserver(() => this.measure());
    /** Rows that came in above the ones in view, to be scrolled past once they are drawn. */
    this.pushed = 0;
  }

  /** @returns {HTMLElement|null} */
  get scroller() { return this.renderRoot?.querySelector("#scroller") ?? null; }

  firstUpdated() {
    const scroller = this.scroller;
    if (!scroller) return;
    this.sizes.observe(scroller);
    scroller.addEventListener("scroll", () => this.measure(), { passive: true });
    this.measure();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.scroller) this.sizes.observe(this.scroller);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  measure() {
    const s = this.scroller;
    if (!s) return;
    const over = 6;
    this.from = Math.max(0, Math.floor(s.scrollTop / this.rowHeight) - over);
    this.to = Math.min(this.items.length, Math.ceil((s.scrollTop + s.clientHeight) / this.rowHeight) + over);
    if (this.items.length && s.scrollTop + s.clientHeight > this.total() - 4 * this.rowHeight) this.dispatchEvent(new CustomEvent("more"));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("look") && this.look) {
      const own = /** @type {typeof LitElement} */ (this.constructor).elementStyles;
      adoptStyles(/** @type {ShadowRoot} */ (this.renderRoot), [...own, this.look]);
    }
    if (changed.has("items")) {
      this.pushed = this.#pushed(/** @type {any[]|undefined} */ (changed.get("items")));
      const seen = Math.ceil((this.scroller?.clientHeight ?? 800) / this.rowHeight) + 12;
      this.to = Math.min(this.items.length, Math.max(this.to, this.from + seen));
      this.from = Math.max(0, Math.min(this.from, this.items.length - 1));
    }
  }

  /** How many rows the first row in view moved down by; what a person reads stays where it is. @param {any[]|undefined} before */
  #pushed(before) {
    const s = this.scroller;
    if (!s || !before?.length || s.scrollTop < this.rowHeight / 2) return 0;
    const at = Math.floor(s.scrollTop / this.rowHeight);
    const key = before[at] === undefined ? null : this.keyOf(before[at]);
    const now = key === null ? -1 : this.items.findIndex((i) => this.keyOf(i) === key);
    return now < 0 ? 0 : now - at;
  }

  updated() {
    const s = this.scroller;
    if (!s || !this.pushed) return;
    s.scrollTop += this.pushed * this.rowHeight;
    this.pushed = 0;
  }

  total() { return this.items.length * this.rowHeight; }

  get index() { return this.active === null ? -1 : this.items.findIndex((i) => this.keyOf(i) === this.active); }

  visible() { return this.items.slice(this.from, this.to).map((item, i) => ({ item, index: this.from + i })); }

  /** @param {number} index @param {"key"|"pointer"|"page"} by */
  choose(index, by) {
    if (!this.items.length) return;
    const at = Math.max(0, Math.min(index, this.items.length - 1));
    const item = this.items[at];
    this.active = this.keyOf(item);
    this.reveal(at);
    this.dispatchEvent(new CustomEvent("active", { detail: { index: at, item, by } }));
  }

  /** @param {number} at */
  reveal(at) {
    const s = this.scroller;
    if (!s) return;
    const head = this.headHeight();
    const y = at * this.rowHeight;
    if (y < s.scrollTop) s.scrollTop = y;
    else if (y + this.rowHeight + head > s.scrollTop + s.clientHeight) s.scrollTop = y + this.rowHeight + head - s.clientHeight;
  }

  headHeight() { return 0; }

  /** @param {number} index */
  open(index) {
    const item = this.items[index];
    if (item) this.dispatchEvent(new CustomEvent("open", { detail: { index, item } }));
  }

  /** @param {KeyboardEvent} e */
  onKey(e) {
    const page = Math.max(1, Math.floor((this.scroller?.clientHeight ?? 400) / this.rowHeight) - 1);
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key in steps) this.choose(this.index < 0 ? 0 : this.index + steps[e.key], "key");
    else if (e.key === "Home") this.choose(0, "key");
    else if (e.key === "End") this.choose(this.items.length - 1, "key");
    else if (e.key === "Enter" && this.index >= 0) this.open(this.index);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Puts the focus on the rows. */
  focus() { this.scroller?.focus({ preventScroll: true }); }
}
