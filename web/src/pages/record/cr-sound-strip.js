import { LitElement, css, html } from "lit";
import { base } from "../../shell/styles.js";
import { length } from "../../shell/words.js";

/** Seconds in the close-up. */
const CLOSE = 20;

/**
 * The waveform of a dictation in progress with a cursor: close up, and whole. Properties: `peaks` (loudest of each `per`
 * samples as recorded, 0..255), `spans` (which of them stand, in order), `at` (cursor, samples), `rate`, `recording`.
 * Fires `seek` ({at}).
 */
export class CrSoundStrip extends LitElement {
  static properties = { peaks: { attribute: false }, spans: { attribute: false }, at: { type: Number }, rate: { type: Number }, per: { type: Number }, recording: { type: Boolean } };

  static styles = [base, css`
    :host { display: grid; gap: 4px; } canvas { display: block; width: 100%; border-radius: 4px; background: var(--sunken); cursor: pointer; touch-action: none; }
    .close { height: 72px; } .whole { height: 30px; }
  `];

  constructor() {
    super();
    this.peaks = new Uint8Array(0);
    /** @type {import("./takes.js").Span[]} */
    this.spans = [];
    this.at = 0;
    this.rate = 16_000;
    this.per = 160;
    this.recording = false;
    this.sizes = new ResizeObserver(() => this.#draw());
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.#draw();
  }

  connectedCallback() { super.connectedCallback(); this.scheme.addEventListener("change", this.redraw); }
  disconnectedCallback() { super.disconnectedCallback(); this.scheme.removeEventListener("change", this.redraw); this.sizes.disconnect(); }
  firstUpdated() { for (const c of this.renderRoot.querySelectorAll("canvas")) this.sizes.observe(c); }
  updated() { this.#draw(); }

  get total() { return this.spans.reduce((n, s) => n + s.to - s.from, 0); }

  get #window() {
    const size = CLOSE * this.rate, from = Math.max(0, Math.min(this.at - size * 0.6, this.total - size));
    return { from, to: from + size };
  }

  #draw() {
    const [close, whole] = /** @type {HTMLCanvasElement[]} */ ([...this.renderRoot.querySelectorAll("canvas")]);
    if (!close || !whole) return;
    const { from, to } = this.#window;
    this.#wave(close, from, to);
    this.#wave(whole, 0, Math.max(this.total, CLOSE * this.rate));
  }

  /** Loudest between two places of the dictation. @param {number} from @param {number} to @param {{span:number, start:number}} hint where the last look ended */
  #loudest(from, to, hint) {
    let loud = 0;
    while (hint.span < this.spans.length) {
      const s = this.spans[hint.span], end = hint.start + s.to - s.from;
      if (from < end) {
        const a = s.from + from - hint.start, b = s.from + Math.min(to, end) - hint.start;
        for (let i = Math.floor(a / this.per); i <= Math.floor((b - 1) / this.per); i++) loud = Math.max(loud, this.peaks[i] ?? 0);
        return loud;
      }
      hint.start = end;
      hint.span++;
    }
    return 0;
  }

  /** @param {HTMLCanvasElement} canvas @param {number} from @param {number} to samples of the dictation */
  #wave(canvas, from, to) {
    const scale = devicePixelRatio || 1;
    const w = Math.round(canvas.clientWidth * scale), h = Math.round(canvas.clientHeight * scale), g = canvas.getContext("2d");
    if (!w || !h || !g) return;
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const colour = getComputedStyle(this);
    /** `light-dark()` is resolved through the colour of an element. @param {string} name */
    const resolved = (name) => { this.style.setProperty("outline-color", `var(${name})`); return colour.outlineColor; };
    const quiet = resolved("--line-strong"), said = resolved("--accent"), cursor = resolved(this.recording ? "--stop" : "--accent"), seam = resolved("--warn");
    this.style.removeProperty("outline-color");
    g.clearRect(0, 0, w, h);
    const hint = { span: 0, start: 0 }, step = (to - from) / w;
    for (let x = 0; x < w; x++) {
      const a = from + x * step;
      if (a >= this.total) break;
      const half = Math.max(scale / 2, (Math.sqrt(this.#loudest(a, a + step, hint) / 255) * h) / 2);
      g.fillStyle = a <= this.at ? said : quiet;
      g.fillRect(x, h / 2 - half, 1, half * 2);
    }
    let start = 0;
    g.fillStyle = seam;
    for (const s of this.spans.slice(0, -1)) { start += s.to - s.from; if (start >= from && start < to) g.fillRect(((start - from) / (to - from)) * w, 0, scale, h); }
    g.fillStyle = cursor;
    g.fillRect(((this.at - from) / (to - from)) * w - scale, 0, 2 * scale, h);
  }

  /** @param {number} at */
  #seek(at) { this.dispatchEvent(new CustomEvent("seek", { detail: { at: Math.max(0, Math.min(this.total, at)) } })); }

  /** @param {PointerEvent} e @param {boolean} near */
  #pointed(e, near) {
    if (e.type === "pointermove" && !e.buttons) return;
    const canvas = /** @type {HTMLCanvasElement} */ (e.currentTarget), { from, to } = near ? this.#window : { from: 0, to: Math.max(this.total, CLOSE * this.rate) };
    this.#seek(from + (e.offsetX / canvas.clientWidth) * (to - from));
  }

  #slid(/** @type {KeyboardEvent} */ e) {
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: -0.5, ArrowRight: 0.5, ArrowDown: -0.5, ArrowUp: 0.5, PageDown: -10, PageUp: 10 };
    if (e.key in steps) this.#seek(this.at + steps[e.key] * this.rate);
    else if (e.key === "Home") this.#seek(0);
    else if (e.key === "End") this.#seek(this.total);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  render() {
    const s = this.rate;
    return html`<canvas class="close" aria-hidden="true" @pointerdown=${(/** @type {PointerEvent} */ e) => this.#pointed(e, true)}></canvas>
      <canvas class="whole" role="slider" tabindex="0" aria-label="Cursor in the dictation" aria-valuemin="0" aria-valuemax=${Math.round(this.total / s)} aria-valuenow=${Math.round(this.at / s)} aria-valuetext="${length(this.at / s)} of ${length(this.total / s)}"
        @pointerdown=${(/** @type {PointerEvent} */ e) => this.#pointed(e, false)} @pointermove=${(/** @type {PointerEvent} */ e) => this.#pointed(e, false)} @keydown=${this.#slid}></canvas>`;
  }
}
customElements.define("cr-sound-strip", CrSoundStrip);
