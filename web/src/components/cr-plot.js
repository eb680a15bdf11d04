import { LitElement, css, html, nothing, svg } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/**
 * @typedef {{name:string, tone?:"accent"|"info"|"wait"|"warn"|"stop"|"done", values:(number|null)[]}} Series
 */

/**
 * A small plot: line, bar or histogram, as SVG, with the numbers as a table one click away.
 * Properties: `labels` (x, one a value), `series`, `format(value)`; attributes `kind` (line, bar), `heading`, `unit`, `height` px, `pick` (bars can be chosen: fires `pick` with {index, label}).
 */
export class CrPlot extends LitElement {
  static properties = {
    kind: {}, heading: {}, unit: {}, height: { type: Number }, labels: { attribute: false }, series: { attribute: false }, format: { attribute: false },
    pick: { type: Boolean }, picked: { attribute: false }, width: { state: true }, at: { state: true }, asTable: { state: true },
  };

  static styles = [base, css`
    :host { display: block; min-width: 0; }
    figure { display: grid; gap: var(--s1); }
    figcaption { display: flex; align-items: center; gap: 0 var(--s3); font-weight: 600; min-height: 28px; flex-wrap: wrap; }
    figcaption .key { order: 2; width: 100%; display: flex; gap: var(--s3); font-weight: 400; font-size: var(--text-small); color: var(--ink-soft); flex-wrap: wrap; }
    .key i { display: inline-block; width: 14px; height: 3px; border-radius: 2px; vertical-align: middle; margin-right: 4px; background: var(--c); }
    .key i.dash { background: repeating-linear-gradient(90deg, var(--c) 0 5px, transparent 5px 8px); }
    figcaption button { margin-left: auto; min-height: 26px; width: 28px; }
    .accent { --c: var(--accent); } .info { --c: var(--info); } .wait { --c: var(--wait); } .warn { --c: var(--warn); } .stop { --c: var(--stop); } .done { --c: var(--done); }
    svg.plot { display: block; width: 100%; overflow: visible; touch-action: pan-y; }
    .grid { stroke: var(--line); } text { fill: var(--ink-soft); font-size: 11px; font-family: var(--font); }
    .line { fill: none; stroke: var(--c); stroke-width: 1.8; stroke-linejoin: round; } .line.dash { stroke-dasharray: 5 3; }
    .area { fill: var(--c); opacity: .1; } .bar { fill: var(--c); } .bar.off { opacity: .35; } .cross { stroke: var(--ink-soft); stroke-dasharray: 2 3; }
    .dot { fill: var(--surface); stroke: var(--c); stroke-width: 2; }
    .hot { fill: transparent; } .hot.can { cursor: pointer; } .hot.can:hover { fill: var(--hover); opacity: .6; }
    .read { min-height: 20px; font-size: var(--text-small); color: var(--ink-soft); }
    .scroll { max-height: 220px; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
    td, th { padding: 3px var(--s3); }
  `];

  constructor() {
    super();
    this.kind = "line";
    this.heading = "";
    this.unit = "";
    this.height = 120;
    /** @type {string[]} */
    this.labels = [];
    /** @type {Series[]} */
    this.series = [];
    /** @type {(v:number)=>string} */
    this.format = (v) => v.toLocaleString("en-GB", { maximumFractionDigits: v < 10 ? 1 : 0 });
    this.pick = false;
    /** Chosen labels of a bar plot. @type {string[]} */
    this.picked = [];
    this.width = 420;
    this.at = -1;
    this.asTable = false;
    this.sizes = new ResizeObserver(([entry]) => { this.width = Math.max(160, Math.round(entry.contentRect.width)); });
  }

  connectedCallback() { super.connectedCallback(); this.sizes.observe(this); }
  disconnectedCallback() { super.disconnectedCallback(); this.sizes.disconnect(); }

  /** A round top of the scale at or above `max`. @param {number} max */
  static top(max) {
    if (max <= 0) return 1;
    const p = 10 ** Math.floor(Math.log10(max));
    for (const m of [1, 2, 2.5, 5, 10]) if (m * p >= max) return m * p;
    return 10 * p;
  }

  #move(/** @type {PointerEvent} */ e) {
    const box = /** @type {Element} */ (e.currentTarget).getBoundingClientRect();
    const left = 40;
    const share = (e.clientX - box.left - left) / (box.width - left - 6);
    this.at = Math.max(0, Math.min(this.labels.length - 1, this.kind === "bar" ? Math.floor(share * this.labels.length) : Math.round(share * (this.labels.length - 1))));
  }

  #key(/** @type {KeyboardEvent} */ e) {
    if (e.key === "ArrowRight") this.at = Math.min(this.labels.length - 1, this.at + 1);
    else if (e.key === "ArrowLeft") this.at = Math.max(0, this.at < 0 ? this.labels.length - 1 : this.at - 1);
    else if ((e.key === "Enter" || e.key === " ") && this.pick && this.at >= 0) this.#pick(this.at);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** @param {number} index */
  #pick(index) { this.dispatchEvent(new CustomEvent("pick", { detail: { index, label: this.labels[index] } })); }

  #table() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${this.heading} as a table"><table><thead><tr><th></th>${this.series.map((s) => html`<th class="n">${s.name}${this.unit ? ` (${this.unit})` : ""}</th>`)}</tr></thead>
      <tbody>${this.labels.map((label, i) => html`<tr><th scope="row">${label}</th>${this.series.map((s) => html`<td class="n">${s.values[i] === null || s.values[i] === undefined ? "–" : this.format(/** @type {number} */ (s.values[i]))}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  #plot() {
    const h = this.height, left = 40, right = 6, topPad = 8, bottom = 18;
    const w = this.width;
    const all = this.series.flatMap((s) => s.values.filter((v) => v !== null && v !== undefined));
    const top = CrPlot.top(Math.max(0, .../** @type {number[]} */ (all)));
    const n = this.labels.length;
    const x = (/** @type {number} */ i) => left + (this.kind === "bar" ? (i + 0.5) / n : n > 1 ? i / (n - 1) : 0.5) * (w - left - right);
    const y = (/** @type {number} */ v) => topPad + (1 - v / top) * (h - topPad - bottom);
    const latest = this.series.map((s) => `${s.name} ${s.values.at(-1) ?? "unknown"}`).join(", ");
    const every = Math.max(1, Math.ceil(n / Math.max(2, Math.floor(w / 74))));
    return svg`<svg class="plot" viewBox="0 0 ${w} ${h}" height=${h} role="img" tabindex="0" aria-label="${this.heading}: latest ${latest}. Arrow keys read values; the table button shows all."
        @pointermove=${this.#move} @pointerleave=${() => { this.at = -1; }} @keydown=${this.#key} @blur=${() => { this.at = -1; }}>
      ${[0, 0.5, 1].map((f) => svg`<line class="grid" x1=${left} x2=${w - right} y1=${y(top * f)} y2=${y(top * f)}></line><text x=${left - 6} y=${y(top * f) + 4} text-anchor="end">${this.format(top * f)}</text>`)}
      ${this.labels.map((label, i) => (i % every === 0 ? svg`<text x=${x(i)} y=${h - 3} text-anchor=${this.kind === "bar" ? "middle" : i === 0 ? "start" : i > n - 1 - every / 2 ? "end" : "middle"}>${label}</text>` : nothing))}
      ${this.kind === "bar" ? this.#bars(x, y, w - left - right) : this.series.map((s, k) => this.#line(s, k, x, y, h - bottom))}
      ${this.at >= 0 && this.kind !== "bar" ? svg`<line class="cross" x1=${x(this.at)} x2=${x(this.at)} y1=${topPad} y2=${h - bottom}></line>${this.series.map((s) => (s.values[this.at] === null || s.values[this.at] === undefined ? nothing : svg`<circle class="dot ${s.tone ?? "accent"}" r="3.500" cx=${x(this.at)} cy=${y(/** @type {number} */ (s.values[this.at]))}></circle>`))}` : nothing}
    </svg>`;
  }

  /** @param {(i:number)=>number} x @param {(v:number)=>number} y @param {number} room */
  #bars(x, y, room) {
    const n = this.labels.length, k = this.series.length;
    const slot = room / Math.max(1, n), wide = Math.max(1, Math.min(28, (slot * 0.72) / k));
    return this.labels.map((label, i) => svg`${this.series.map((s, j) => svg`<rect class="bar ${s.tone ?? "accent"} ${this.picked.length && !this.picked.includes(label) ? "off" : ""}" x=${x(i) - (wide * k) / 2 + j * wide} y=${y(s.values[i] ?? 0)} width=${Math.max(1, wide - 1)} height=${Math.max(0, y(0) - y(s.values[i] ?? 0))} rx="1.500"></rect>`)}
      <rect class="hot ${this.pick ? "can" : ""}" x=${x(i) - slot / 2} y="0" width=${slot} height=${y(0)} @click=${this.pick ? () => this.#pick(i) : nothing}></rect>`);
  }

  /** @param {Series} s @param {number} k @param {(i:number)=>number} x @param {(v:number)=>number} y @param {number} ground */
  #line(s, k, x, y, ground) {
    let path = "", area = "", started = false, first = 0, last = 0;
    s.values.forEach((v, i) => {
      if (v === null || v === undefined) { started = false; return; }
      if (!started) first = i;
      path += `${started ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      started = true;
      last = i;
    });
    if (k === 0 && path && !path.slice(1).includes("M")) area = `${path}L${x(last).toFixed(1)} ${ground}L${x(first).toFixed(1)} ${ground}Z`;
    return svg`<g class=${s.tone ?? "accent"}>${area ? svg`<path class="area" d=${area}></path>` : nothing}<path class="line ${k ? "dash" : ""}" d=${path}></path></g>`;
  }

  render() {
    const read = this.at >= 0 ? `${this.labels[this.at]}: ${this.series.map((s) => { const v = s.values[this.at]; return `${s.name} ${v === null || v === undefined ? "no value" : this.format(v) + (this.unit ? " " + this.unit : "")}`; }).join(" · ")}` : "";
    return html`<figure>
      <figcaption><span>${this.heading}${this.unit ? html` <span class="soft small">${this.unit}</span>` : nothing}</span>
        ${this.series.length > 1 ? html`<span class="key">${this.series.map((s, k) => html`<span class=${s.tone ?? "accent"}><i class=${k && this.kind === "line" ? "dash" : ""}></i>${s.name}</span>`)}</span>` : nothing}
        <button class="bare icon" aria-pressed=${this.asTable} aria-label="${this.heading} as a table" @click=${() => { this.asTable = !this.asTable; }}>${icon(this.asTable ? "chart" : "table")}</button></figcaption>
      ${this.asTable ? this.#table() : html`${this.#plot()}<div class="read num" aria-live="polite">${read}</div>`}
    </figure>`;
  }
}
customElements.define("cr-plot", CrPlot);
