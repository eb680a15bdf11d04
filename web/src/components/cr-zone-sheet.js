import { LitElement, css, html, nothing } from "lit";
import { picture } from "../shell/api.js";
import { base } from "../shell/styles.js";
import { placed } from "./placed.js";

/**
 * @typedef {{name:string, kind:string, field:string, x:number, y:number, width:number, height:number, options?:any[]}} Zone in parts of the page, 0 to 1
 */

/** One press of an arrow key, in parts of the page; with Alt ten of them. */
const STEP = 0.002;

/** No zone is smaller, in parts of the page. */
const SMALLEST = 0.004;

/** @param {number} n @param {number} low @param {number} high */
const within = (n, low, high) => Math.round(Math.max(low, Math.min(high, n)) * 10000) / 10000;

/**
 * A page on which zones are drawn. Dragging on the page draws one, dragging a zone moves it, dragging its corner makes it larger.
 * By keyboard: Tab goes from zone to zone, arrows move it, Shift with arrows makes it larger or smaller, Alt makes the steps long,
 * Delete takes it away.
 * Attributes: `thing` (what is drawn: `zone`, or `box` for what is painted over), `sheet` (what the page is called).
 * Properties: `image`, `ratio` (height through width), `zones`, `active` (number of the chosen one, -1 for none).
 * Fires `zones` ({zones, drawn}) when one changed, and `pick` ({at}) when another is chosen.
 */
export class CrZoneSheet extends LitElement {
  static properties = { thing: {}, sheet: {}, image: {}, ratio: { type: Number }, zones: { attribute: false }, active: { type: Number }, draft: { state: true } };

  static styles = [base, css`
    :host { display: block; background: var(--sunken); overflow: auto; padding: var(--s3); }
    .sheet { position: relative; width: 100%; max-width: 1100px; margin: 0 auto; background: var(--paper); box-shadow: 0 1px 3px rgb(0 0 0 / 25%); cursor: crosshair; user-select: none; }
    .sheet img { display: block; width: 100%; height: 100%; pointer-events: none; }
    .zone { position: absolute; min-height: 0; padding: 0; border: 2px solid #0b6070; border-radius: 2px; background: rgb(11 96 112 / 12%); cursor: move; touch-action: none; overflow: visible; }
    .zone:hover:not(:disabled) { background: rgb(11 96 112 / 20%); }
    .zone.on { border-color: #8a5a00; background: rgb(255 216 77 / 40%); }
    .zone:focus-visible { outline: 3px solid #8a5a00; outline-offset: 1px; }
    .zone .n { position: absolute; left: -2px; bottom: 100%; font: 600 11px / 1.3 var(--font); padding: 0 4px; background: #0b6070; color: #fff; white-space: nowrap; border-radius: 2px 2px 0 0; max-width: 220px; overflow: hidden; text-overflow: ellipsis; }
    .zone.on .n { background: #8a5a00; }
    .zone i { position: absolute; right: -6px; bottom: -6px; width: 12px; height: 12px; background: #8a5a00; border: 1px solid #fff; cursor: nwse-resize; display: none; }
    .zone.on i { display: block; }
    .zone.box { background: rgb(10 14 16 / 72%); border-color: #0a0e10; } .zone.box:hover:not(:disabled) { background: rgb(10 14 16 / 60%); } .zone.box .n { background: #0a0e10; }
    .zone.box.on { background: rgb(10 14 16 / 62%); border-color: #ffd84d; } .zone.box.on .n { background: #8a5a00; }
    @media (max-width: 760px) { .zone:not(.on, :focus-visible) .n { display: none; } }
    .draft { position: absolute; border: 2px dashed #8a5a00; pointer-events: none; }
  `];

  constructor() {
    super();
    this.thing = "zone";
    this.sheet = "Reference page";
    this.image = "";
    this.ratio = 11 / 8.5;
    /** @type {Zone[]} */
    this.zones = [];
    this.active = -1;
    /** @type {{x:number,y:number,width:number,height:number}|null} */
    this.draft = null;
  }

  /** Puts the focus on a zone. @param {number} at */
  async focusZone(at) {
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(`[data-zone="${at}"]`))?.focus();
  }

  /** @param {PointerEvent} e */
  #at(e) {
    const box = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".sheet")).getBoundingClientRect();
    return { x: (e.clientX - box.left) / box.width, y: (e.clientY - box.top) / box.height };
  }

  /** @param {number} at @param {Partial<Zone>} to */
  #change(at, to) {
    const zone = { ...this.zones[at], ...to };
    zone.width = within(zone.width, SMALLEST, 1);
    zone.height = within(zone.height, SMALLEST, 1);
    zone.x = within(zone.x, 0, 1 - zone.width);
    zone.y = within(zone.y, 0, 1 - zone.height);
    zone.options = [];
    this.#tell(this.zones.map((z, i) => (i === at ? zone : z)), false);
  }

  /** @param {Zone[]} zones @param {boolean} drawn */
  #tell(zones, drawn) { this.dispatchEvent(new CustomEvent("zones", { detail: { zones, drawn } })); }

  /** @param {number} at */
  #pick(at) { if (at !== this.active) this.dispatchEvent(new CustomEvent("pick", { detail: { at } })); }

  #draw(/** @type {PointerEvent} */ e) {
    if (e.button !== 0 || e.pointerType === "touch") return;
    e.preventDefault();
    const sheet = /** @type {HTMLElement} */ (e.currentTarget), from = this.#at(e);
    sheet.setPointerCapture(e.pointerId);
    const move = (/** @type {PointerEvent} */ m) => {
      const to = this.#at(m), x = Math.max(0, Math.min(from.x, to.x)), y = Math.max(0, Math.min(from.y, to.y));
      this.draft = { x, y, width: Math.min(1, Math.max(from.x, to.x)) - x, height: Math.min(1, Math.max(from.y, to.y)) - y };
    };
    const end = () => {
      sheet.removeEventListener("pointermove", move);
      const d = this.draft;
      this.draft = null;
      if (d && d.width > 0.01 && d.height > SMALLEST) this.#tell([...this.zones, { name: "", kind: "TEXT", field: "OTHER", ...round(d) }], true);
    };
    sheet.addEventListener("pointermove", move);
    sheet.addEventListener("pointerup", end, { once: true });
    sheet.addEventListener("pointercancel", end, { once: true });
  }

  #drag(/** @type {PointerEvent} */ e, /** @type {number} */ at) {
    if (e.button !== 0) return;
    e.stopPropagation();
    this.#pick(at);
    const from = this.#at(e), was = this.zones[at], target = /** @type {HTMLElement} */ (e.currentTarget), larger = e.composedPath()[0] instanceof HTMLElement && /** @type {HTMLElement} */ (e.composedPath()[0]).tagName === "I";
    target.setPointerCapture(e.pointerId);
    const move = (/** @type {PointerEvent} */ m) => {
      const to = this.#at(m);
      this.#change(at, larger ? { width: was.width + to.x - from.x, height: was.height + to.y - from.y } : { x: was.x + to.x - from.x, y: was.y + to.y - from.y });
    };
    const end = () => target.removeEventListener("pointermove", move);
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end, { once: true });
    target.addEventListener("pointercancel", end, { once: true });
  }

  #key(/** @type {KeyboardEvent} */ e, /** @type {number} */ at) {
    if (e.key === "Delete" || e.key === "Backspace") {
      e.preventDefault();
      e.stopPropagation();
      this.#tell(this.zones.filter((_, i) => i !== at), false);
      return;
    }
    const way = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] })[e.key];
    if (!way || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    e.stopPropagation();
    const step = STEP * (e.altKey ? 10 : 1), z = this.zones[at];
    this.#change(at, e.shiftKey ? { width: z.width + way[0] * step, height: z.height + way[1] * step } : { x: z.x + way[0] * step, y: z.y + way[1] * step });
  }

  render() {
    const place = (/** @type {{x:number,y:number,width:number,height:number}} */ z) => placed({ left: `${z.x * 100}%`, top: `${z.y * 100}%`, width: `${z.width * 100}%`, height: `${z.height * 100}%` });
    return html`<div class="sheet" ${placed({ aspectRatio: `1 / ${this.ratio}` })} role="group" tabindex="0" aria-label="${this.sheet} with ${this.zones.length} ${this.thing === "zone" ? "zones" : "boxes"}" @pointerdown=${this.#draw}>
      ${this.image ? html`<img src=${picture(this.image)} alt=${this.sheet}>` : nothing}
      ${this.zones.map((z, i) => html`<button class="zone ${i === this.active ? "on" : ""} ${this.thing}" data-zone=${i} ${place(z)} aria-label="${this.thing === "zone" ? "Zone" : "Box"} ${z.name || "without a name"}, left ${percent(z.x)}, top ${percent(z.y)}, ${percent(z.width)} wide, ${percent(z.height)} high"
        @focus=${() => this.#pick(i)} @pointerdown=${(/** @type {PointerEvent} */ e) => this.#drag(e, i)} @keydown=${(/** @type {KeyboardEvent} */ e) => this.#key(e, i)}><span class="n" aria-hidden="true">${z.name || "?"}</span><i aria-hidden="true"></i></button>`)}
      ${this.draft ? html`<div class="draft" ${place(this.draft)}></div>` : nothing}</div>`;
  }
}
customElements.define("cr-zone-sheet", CrZoneSheet);

/** @param {{x:number,y:number,width:number,height:number}} d */
function round(d) { return { x: within(d.x, 0, 1), y: within(d.y, 0, 1), width: within(d.width, SMALLEST, 1 - within(d.x, 0, 1)), height: within(d.height, SMALLEST, 1 - within(d.y, 0, 1)) }; }

/** @param {number} part */
function percent(part) { return `${Math.round(part * 1000) / 10} %`; }
