import { LitElement, css, html, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { picture } from "../shell/api.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { reason } from "../shell/words.js";

/**
 * @typedef {{page:number, image:string|null, thumbnail?:string|null, widthPx:number, heightPx:number, problem?:string|null, doubt?:string|null}} PageImage
 * @typedef {{x:number, y:number, width:number, height:number, kind?:"hit"|"doubt"|"id"|"id sure", text?:string}} Box in px of the page image
 * @typedef {{text:string, x:number, y:number, width:number, height:number, confidence:number}} Word
 */

/**
 * Page images as on a light table: zoom, turn, thumbnails, boxes and hits on the page, words that can be selected.
 * Properties: `pages` (PageImage[]), `boxes` (Map page → Box[]), `words` (Map page → Word[]), `page` (the one in view, 1-based), `strip` (thumbnails shown).
 * Pages exist as frames of the right size; an image is fetched when its frame comes near.
 * Fires `page` ({page}) as another page comes into view and `near` ({page}) when a page's words may be wanted.
 */
export class CrPageViewer extends LitElement {
  static properties = {
    pages: { attribute: false }, boxes: { attribute: false }, words: { attribute: false }, page: { type: Number }, strip: { type: Boolean },
    zoom: { state: true }, turned: { state: true }, near: { state: true }, room: { state: true }, hit: { state: true }, label: {},
  };

  static styles = [base, css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) / auto minmax(0, 1fr); grid-template-areas: "tools tools" "strip table"; height: 100%; min-height: 0; min-width: 0; background: var(--sunken); }
    .tools { grid-area: tools; display: flex; align-items: center; gap: 2px; padding: var(--s1) var(--s2); background: var(--surface); border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .tools button { min-height: 32px; } .tools button.icon { width: 32px; }
    .tools .pg { padding: 0 var(--s2); white-space: nowrap; } .tools .sep { width: 1px; height: 20px; background: var(--line); margin: 0 var(--s1); }
    .hits { display: flex; align-items: center; gap: 2px; margin-left: auto; }
    .strip { grid-area: strip; width: 104px; overflow: auto; padding: var(--s2); background: var(--surface); border-right: 1px solid var(--line); display: grid; gap: var(--s2); align-content: start; grid-auto-rows: max-content; }
    .strip button { display: grid; gap: 2px; padding: var(--s1); height: auto; border-color: transparent; background: none; font-size: var(--text-small); position: relative; }
    .strip button[aria-current] { border-color: var(--accent); background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .strip img { width: 72px; height: 92px; object-fit: contain; background: var(--paper); border: 1px solid var(--line); justify-self: center; }
    .strip .n { position: absolute; right: 4px; top: 4px; background: var(--hit); color: #221a00; border-radius: 8px; padding: 0 6px; font-weight: 700; font-size: 11px; line-height: 16px; text-align: center; }
    .strip .noimg { width: 72px; height: 92px; border: 1px dashed var(--line-strong); display: grid; place-items: center; justify-self: center; }
    .table { grid-area: table; overflow: auto; padding: var(--s3); outline-offset: -2px; }
    .sheets { display: grid; gap: var(--s3); width: max-content; min-width: 100%; justify-items: center; }
    .sheet { display: grid; background: var(--paper); box-shadow: 0 1px 3px rgb(0 0 0 / 25%); position: relative; }
    .sheet svg.p { display: block; }
    .sheet .why { position: absolute; inset: auto var(--s2) var(--s2); background: var(--warn-soft); color: var(--warn); border: 1px solid currentColor; border-radius: var(--radius); padding: var(--s1) var(--s2); font-size: var(--text-small); display: flex; gap: 6px; align-items: center; }
    .hit { fill: var(--hit); fill-opacity: .42; stroke: var(--hit-line); stroke-width: 1.5; vector-effect: non-scaling-stroke; mix-blend-mode: multiply; }
    .hit.on { fill-opacity: .75; stroke-width: 3; }
    .doubt { fill: none; stroke: #b35c00; stroke-width: 1.5; stroke-dasharray: 4 2; vector-effect: non-scaling-stroke; }
    .id { fill: #0b6070; fill-opacity: .12; stroke: #0b6070; stroke-width: 1.5; vector-effect: non-scaling-stroke; mix-blend-mode: multiply; }
    .id.sure { stroke-dasharray: 5 3; fill-opacity: .07; }
    text.w { fill: transparent; cursor: text; user-select: text; white-space: pre; }
    text.w::selection { background: rgb(80 150 255 / 40%); fill: transparent; }
    @media (max-width: 760px) { .strip { display: none; } .table { padding: var(--s2); } .hits { margin-left: 0; } }
    @media print { .tools, .strip { display: none; } :host { display: block; height: auto; background: none; } .table { overflow: visible; } }
  `];

  constructor() {
    super();
    /** @type {PageImage[]} */
    this.pages = [];
    /** @type {Map<number, Box[]>} */
    this.boxes = new Map();
    /** @type {Map<number, Word[]>} */
    this.words = new Map();
    this.page = 1;
    this.strip = true;
    /** Zoom against the width of the frame. */
    this.zoom = 1;
    /** Quarter turns for this look only. */
    this.turned = 0;
    /** @type {Set<number>} */
    this.near = new Set();
    this.room = 600;
    this.hit = -1;
    this.label = "Pages";
    this.follow = true;
    this.sizes = new ResizeObserver(([entry]) => { this.room = Math.max(180, Math.floor(entry.contentRect.width)); });
    /** @type {IntersectionObserver|null} */
    this.sight = null;
  }

  firstUpdated() {
    const table = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".table"));
    this.sizes.observe(table);
    this.sight = new IntersectionObserver((entries) => {
      let changed = false;
      for (const e of entries) {
        const n = Number(/** @type {HTMLElement} */ (e.target).dataset.page);
        if (e.isIntersecting && !this.near.has(n)) { this.near.add(n); changed = true; this.dispatchEvent(new CustomEvent("near", { detail: { page: n } })); }
      }
      if (changed) this.requestUpdate();
    }, { root: table, rootMargin: "900px 0px" });
    table.addEventListener("scroll", () => this.#inView(), { passive: true });
    table.addEventListener("wheel", (e) => {
      if (!e.ctrlKey) return;
      e.preventDefault();
      this.setZoom(this.zoom * (e.deltaY < 0 ? 1.1 : 1 / 1.1));
    }, { passive: false });
  }

  connectedCallback() { super.connectedCallback(); const t = this.renderRoot?.querySelector(".table"); if (t) this.sizes.observe(t); }
  disconnectedCallback() { super.disconnectedCallback(); this.sizes.disconnect(); this.sight?.disconnect(); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const were = /** @type {PageImage[]|undefined} */ (changed.get("pages"));
    if (were && (were.length !== this.pages.length || were.some((p, i) => p.image !== this.pages[i].image))) this.near = new Set();
    if (changed.has("boxes")) this.hit = -1;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has("pages")) {
      this.sight?.disconnect();
      for (const sheet of this.renderRoot.querySelectorAll(".sheet")) this.sight?.observe(sheet);
    }
    if (changed.has("boxes") && this.hits.length) this.showHit(0);
  }

  #inView() {
    const table = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".table"));
    const middle = table.getBoundingClientRect().top + table.clientHeight / 3;
    for (const sheet of /** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll(".sheet"))) {
      if (sheet.getBoundingClientRect().bottom > middle) {
        const n = Number(sheet.dataset.page);
        if (n !== this.page) {
          this.page = n;
          this.renderRoot.querySelector(".strip [aria-current]")?.scrollIntoView({ block: "nearest" });
          this.dispatchEvent(new CustomEvent("page", { detail: { page: n } }));
        }
        return;
      }
    }
  }

  /** Brings a page into view. @param {number} n */
  show(n) {
    const to = Math.max(1, Math.min(this.pages.length, n));
    this.page = to;
    this.renderRoot.querySelector(`.sheet[data-page="${to}"]`)?.scrollIntoView({ block: "start" });
    this.dispatchEvent(new CustomEvent("page", { detail: { page: to } }));
  }

  /** All hits in reading order. */
  get hits() {
    return this.pages.flatMap((p) => (this.boxes.get(p.page) ?? []).filter((b) => (b.kind ?? "hit") === "hit").map((box) => ({ page: p.page, box })));
  }

  /** Brings a hit into view. @param {number} at */
  async showHit(at) {
    const hits = this.hits;
    if (!hits.length) return;
    this.hit = (at + hits.length) % hits.length;
    await this.updateComplete;
    const rect = this.renderRoot.querySelector(".hit.on");
    rect?.scrollIntoView({ block: "center", inline: "center" });
    this.page = hits[this.hit].page;
  }

  /** @param {number} z */
  setZoom(z) { this.zoom = Math.max(0.25, Math.min(6, z)); }

  turn() { this.turned = (this.turned + 1) % 4; }

  #key(/** @type {KeyboardEvent} */ e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    /** @type {Record<string, ()=>void>} */
    const keys = {
      "+": () => this.setZoom(this.zoom * 1.25), "=": () => this.setZoom(this.zoom * 1.25), "-": () => this.setZoom(this.zoom / 1.25), "0": () => this.setZoom(1),
      r: () => this.turn(), PageDown: () => this.show(this.page + 1), PageUp: () => this.show(this.page - 1), Home: () => this.show(1), End: () => this.show(this.pages.length),
    };
    if (!keys[e.key]) return;
    e.preventDefault();
    e.stopPropagation();
    keys[e.key]();
  }

  /** @param {PageImage} p @param {boolean} on */
  #sheet(p, on) {
    const w = p.widthPx || 1700, h = p.heightPx || 2200;
    const flat = this.turned % 2 === 1;
    const across = flat ? h : w, down = flat ? w : h;
    const width = Math.round(this.room * this.zoom), height = Math.round((width * down) / across);
    const turn = ["", `translate(${h} 0) rotate(90)`, `translate(${w} ${h}) rotate(180)`, `translate(0 ${w}) rotate(270)`][this.turned];
    const hits = this.hits;
    const boxes = this.boxes.get(p.page) ?? [];
    // So much of the page is three and a half points on the screen: a frame stands beside the letters, however small they are shown.
    const pad = (3.5 * across) / width;
    const words = this.words.get(p.page) ?? [];
    return html`<div class="sheet" data-page=${p.page}>
      <svg class="p" width=${width} height=${height} viewBox="0 0 ${across} ${down}" role="img" aria-label="Page ${p.page} of ${this.pages.length}${boxes.length ? `, ${boxes.length} places marked` : ""}${p.problem ? `, ${reason(p.problem)}` : ""}">
        ${svg`<g transform=${turn || nothing}>
          ${p.image && (on || this.near.has(p.page)) ? svg`<image href=${picture(p.image)} width=${w} height=${h}></image>` : nothing}
          ${words.map((t) => svg`<text class="w" x=${t.x} y=${t.y + t.height * 0.82} font-size=${t.height * 0.9} textLength=${t.width} lengthAdjust="spacingAndGlyphs">${t.text} </text>`)}
          ${boxes.map((b) => { const at = hits.findIndex((x) => x.box === b); return svg`<rect class="${b.kind ?? "hit"} ${at >= 0 && at === this.hit ? "on" : ""}" x=${b.x - pad} y=${b.y - pad} width=${b.width + 2 * pad} height=${b.height + 2 * pad} rx=${pad}>${b.text ? svg`<title>${b.text}</title>` : nothing}</rect>`; })}
        </g>`}
      </svg>
      ${p.problem ? html`<div class="why">${icon("warn")}<span>${reason(p.problem)}${p.doubt ? ` · ${p.doubt}` : ""}</span></div>` : nothing}
    </div>`;
  }

  render() {
    const many = this.pages.length > 1;
    const hits = this.hits;
    return html`
      <div class="tools" role="toolbar" aria-label="Page tools">
        ${many ? html`<button class="bare icon" aria-label="Previous page" ?disabled=${this.page <= 1} @click=${() => this.show(this.page - 1)}>${icon("up")}</button>
          <button class="bare icon" aria-label="Next page" ?disabled=${this.page >= this.pages.length} @click=${() => this.show(this.page + 1)}>${icon("down")}</button>` : nothing}
        <span class="pg num">Page ${Math.min(this.page, this.pages.length)} of ${this.pages.length}</span><span class="sep"></span>
        <button class="bare icon" aria-label="Zoom out" @click=${() => this.setZoom(this.zoom / 1.25)}>${icon("minus")}</button>
        <button class="bare num" aria-label="Fit to width, now ${Math.round(this.zoom * 100)} %" @click=${() => this.setZoom(1)}>${Math.round(this.zoom * 100)} %</button>
        <button class="bare icon" aria-label="Zoom in" @click=${() => this.setZoom(this.zoom * 1.25)}>${icon("plus")}</button>
        <button class="bare icon" aria-label="Turn right, for this look only" @click=${() => this.turn()}>${icon("rotate")}</button>
        ${hits.length ? html`<span class="hits"><button class="bare icon" aria-label="Previous hit" @click=${() => this.showHit(this.hit - 1)}>${icon("back")}</button>
          <span class="num">Hit ${this.hit + 1} of ${hits.length}</span><button class="bare icon" aria-label="Next hit" @click=${() => this.showHit(this.hit + 1)}>${icon("next")}</button></span>` : nothing}
        <slot name="tools"></slot>
      </div>
      ${many && this.strip ? html`<div class="strip" role="group" aria-label="Thumbnails">${repeat(this.pages, (p) => p.page, (p) => html`<button aria-current=${p.page === this.page ? "true" : nothing} @click=${() => this.show(p.page)}>
          ${p.thumbnail || p.image ? html`<img loading="lazy" alt="" src=${picture(p.thumbnail ?? p.image)}>` : html`<span class="noimg">${icon("page")}</span>`}
          ${(this.boxes.get(p.page) ?? []).length ? html`<span class="n">${(this.boxes.get(p.page) ?? []).length}<span class="sr"> marked on</span></span>` : nothing}<span class="num"><span class="sr">page </span>${p.page}</span></button>`)}</div>` : nothing}
      <div class="table" tabindex="0" role="region" aria-label=${this.label} @keydown=${this.#key}><div class="sheets">${repeat(this.pages, (p) => p.page, (p) => this.#sheet(p, false))}</div></div>`;
  }
}
customElements.define("cr-page-viewer", CrPageViewer);
