import { LitElement, css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { length } from "../shell/words.js";
import { place, soundingAt } from "./spoken-words.js";

/** Peaks a second. */
const RATE = 100;
/** Seconds in the close-up. */
const CLOSE = 20;
/** Words under this confidence are drawn as doubtful. */
const DOUBT = 0.6;
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/**
 * Sound and words together: the waveform whole and close, the text to edit with the word at the playhead lit, doubtful words underlined.
 * Properties: `src` (audio address), `peaks` (Int8Array, pairs of lowest and highest, 100 pairs a second), `seconds`, `words`, `edits`, `text` (starting text), `readonly`, `asSpoken` (shows the words as said).
 * Fires `change` ({text}) as the text is edited, and `heard` ({from, to}, ms) for each stretch that was played, at least every five seconds. Methods `toggle()`, `skip(s)`, `speedUp(steps)`, `nextDoubt()`, `value`.
 */
export class CrAudioEditor extends LitElement {
  static properties = {
    src: {}, peaks: { attribute: false }, seconds: { type: Number }, words: { attribute: false }, edits: { attribute: false }, text: {}, readonly: { type: Boolean },
    asSpoken: { type: Boolean, attribute: "as-spoken" }, playing: { state: true }, at: { state: true }, speed: { state: true }, failed: { state: true }, draft: { state: true },
    marks: { attribute: false },
  };

  static styles = [base, css`
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; background: var(--surface); }
    .sound { border-bottom: 1px solid var(--line); padding: var(--s2) var(--s4); display: grid; gap: 6px; }
    canvas { display: block; width: 100%; border-radius: 4px; background: var(--sunken); cursor: pointer; }
    canvas.close { height: 64px; } canvas.whole { height: 26px; }
    .bar { display: flex; align-items: center; gap: var(--s2); flex-wrap: wrap; }
    .bar .time { min-width: 104px; }
    .play { border-radius: 50%; width: 38px; min-height: 38px !important; padding: 0; }
    .play svg { fill: currentColor; }
    .tip { margin-left: auto; color: var(--ink-soft); font-size: var(--text-small); display: flex; gap: var(--s3); }
    .words { flex: 1; overflow: auto; min-height: 0; position: relative; }
    .stack { position: relative; display: block; max-width: 86ch; margin: 0 auto; padding: 0; }
    .mirror, textarea { font: 16px / 1.7 var(--font) !important; padding: var(--s4) var(--s5) 40vh !important; white-space: pre-wrap; overflow-wrap: break-word; border: 0 !important; width: 100%; margin: 0; letter-spacing: normal; display: block; }
    .mirror { color: transparent; pointer-events: none; user-select: none; }
    textarea { position: absolute; inset: 0; height: 100%; resize: none; background: transparent !important; overflow: hidden; color: var(--ink); outline-offset: -2px; border-radius: 0 !important; }
    textarea:focus-visible { outline: none; box-shadow: inset 2px 0 0 var(--accent); }
    .mirror .now { background: var(--mark); border-radius: 3px; box-shadow: 0 0 0 2px var(--mark); }
    .mirror .doubt { text-decoration: underline wavy var(--warn); text-decoration-thickness: 1.5px; text-underline-offset: 4px; }
    .spoken { font: 16px / 1.7 var(--font); padding: var(--s4) var(--s5); max-width: 86ch; margin: 0 auto; }
    .spoken button { all: unset; cursor: pointer; border-radius: 3px; padding: 0 2px; } .spoken button:focus-visible { outline: 2px solid var(--accent); }
    .spoken .now { background: var(--mark); color: var(--on-mark); } .spoken .doubt { text-decoration: underline wavy var(--warn); text-underline-offset: 4px; }
    .spoken p.cap { font-size: var(--text-small); color: var(--ink-soft); }
    @media (max-width: 760px) { .tip { display: none; } .sound { padding: var(--s2); } canvas.close { height: 48px; } .mirror, textarea, .spoken { padding: var(--s3) var(--s4) 30vh !important; } }
    @media print { .sound { display: none; } .mirror { color: #000; } textarea { display: none; } .words { overflow: visible; } }
  `];

  constructor() {
    super();
    this.src = "";
    /** @type {Int8Array} */
    this.peaks = new Int8Array(0);
    this.seconds = 0;
    /** @type {import("./spoken-words.js").Spoken[]} */
    this.words = [];
    /** @type {import("./spoken-words.js").Edit[]} */
    this.edits = [];
    this.text = "";
    this.draft = "";
    this.readonly = false;
    this.asSpoken = false;
    this.playing = false;
    this.at = 0;
    this.speed = Number(localStorage.getItem("chartroom.speed") ?? 1);
    this.failed = "";
    /** @type {import("./spoken-words.js").Placed[]} */
    this.placed = [];
    /** Times of search hits in seconds. @type {{start:number,end:number}[]} */
    this.marks = [];
    this.lit = -1;
    /** The stretch that is being played, ms; empty when nothing is. @type {{from:number,to:number}|null} */
    this.stretch = null;
    this.sizes = new ResizeObserver(() => this.#draw());
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.placing = undefined;
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.#draw();
  }

  get value() { return this.draft; }

  /** @returns {HTMLAudioElement|null} */
  get audio() { return this.renderRoot?.querySelector("audio") ?? null; }

  connectedCallback() {
    super.connectedCallback();
    this.scheme.addEventListener("change", this.redraw);
    if (this.hasUpdated) for (const c of this.renderRoot.querySelectorAll("canvas")) this.sizes.observe(c);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.redraw);
    this.sizes.disconnect();
    this.audio?.pause();
  }

  firstUpdated() { for (const c of this.renderRoot.querySelectorAll("canvas")) this.sizes.observe(c); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("text") && this.text !== changed.get("text")) this.draft = this.text ?? "";
    if (changed.has("text") || changed.has("words") || changed.has("edits")) this.#place();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has("peaks") || changed.has("at") || changed.has("seconds") || changed.has("marks")) this.#draw();
    if (changed.has("at") && this.playing) this.#follow();
  }

  #place() { this.placed = place(this.draft, this.words, this.edits); }

  /** The length: what the audio itself says, else what was handed in. */
  get total() {
    const own = this.audio?.duration;
    return own && Number.isFinite(own) ? own : this.seconds || this.peaks.length / 2 / RATE;
  }

  toggle() {
    const audio = this.audio;
    if (!audio) return;
    if (!audio.paused) { audio.pause(); return; }
    if (audio.ended) audio.currentTime = 0;
    audio.playbackRate = this.speed;
    audio.play().catch(() => { this.failed = "This recording could not be played in this browser. Its text is not affected; the original can be downloaded."; });
  }

  /** @param {number} s */
  skip(s) { this.seek((this.audio?.currentTime ?? 0) + s); }

  /** @param {number} s */
  seek(s) {
    const to = Math.max(0, Math.min(s, this.total || s));
    if (this.audio) this.audio.currentTime = to;
    this.at = to;
  }

  /** @param {number} steps */
  speedUp(steps) {
    const i = SPEEDS.indexOf(this.speed);
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, (i < 0 ? 2 : i) + steps))];
    localStorage.setItem("chartroom.speed", String(this.speed));
    if (this.audio) this.audio.playbackRate = this.speed;
  }

  /** Selects the next doubtful word after the caret and goes to its sound. */
  nextDoubt() {
    const field = this.renderRoot.querySelector("textarea");
    const from = field?.selectionEnd ?? 0;
    const doubts = this.placed.filter((p) => p.confidence < DOUBT);
    const next = doubts.find((p) => p.at >= from) ?? doubts[0];
    if (!next || !field) return false;
    field.focus();
    field.setSelectionRange(next.at, next.at + next.length);
    this.seek(next.start - 0.3);
    return true;
  }

  get doubts() { return this.placed.filter((p) => p.confidence < DOUBT).length; }

  #tick = () => {
    if (!this.playing) return;
    this.at = this.audio?.currentTime ?? 0;
    requestAnimationFrame(this.#tick);
  };

  /** Takes down what has been played up to now. */
  #listened() {
    const audio = this.audio;
    if (!audio || audio.seeking) return;
    const now = Math.round(audio.currentTime * 1000);
    if (this.stretch && now >= this.stretch.to) this.stretch.to = now;
    else this.stretch = { from: now, to: now };
    if (this.stretch.to - this.stretch.from >= 5000) { this.#told(); this.stretch = { from: now, to: now }; }
  }

  #told() {
    const stretch = this.stretch;
    this.stretch = null;
    if (stretch && stretch.to > stretch.from) this.dispatchEvent(new CustomEvent("heard", { detail: stretch }));
  }

  #follow() {
    const now = this.renderRoot.querySelector(".now");
    const frame = this.renderRoot.querySelector(".words");
    if (!now || !frame) return;
    const a = now.getBoundingClientRect(), b = frame.getBoundingClientRect();
    if (a.bottom > b.bottom - 60 || a.top < b.top) frame.scrollBy({ top: a.top - b.top - b.height / 3 });
  }

  #typed(/** @type {InputEvent} */ e) {
    this.draft = /** @type {HTMLTextAreaElement} */ (e.target).value;
    clearTimeout(this.placing);
    this.placing = setTimeout(() => { this.#place(); this.requestUpdate(); }, 250);
    this.placed = [];
    this.dispatchEvent(new CustomEvent("change", { detail: { text: this.draft } }));
  }

  #clicked(/** @type {MouseEvent} */ e) {
    const field = /** @type {HTMLTextAreaElement} */ (e.target);
    if (field.selectionStart !== field.selectionEnd) return;
    const at = field.selectionStart;
    const word = this.placed.find((p) => at >= p.at && at <= p.at + p.length);
    if (word) this.seek(word.start);
  }

  /** The text in runs: plain, doubtful, sounding. */
  #mirror() {
    const now = soundingAt(this.placed, this.at);
    const out = [];
    let done = 0;
    this.placed.forEach((p, i) => {
      const doubt = p.confidence < DOUBT;
      if (i !== now && !doubt) return;
      out.push(this.draft.slice(done, p.at));
      out.push(html`<span class="${i === now ? "now" : ""} ${doubt ? "doubt" : ""}">${this.draft.slice(p.at, p.at + p.length)}</span>`);
      done = p.at + p.length;
    });
    out.push(this.draft.slice(done) + "\n");
    return out;
  }

  #spoken() {
    return html`<div class="spoken"><p class="cap">As spoken, before formatting</p>${this.words.map((w) => html`<button tabindex="-1" class="${this.at >= w.start && this.at < w.end ? "now" : ""} ${w.confidence < DOUBT ? "doubt" : ""}" @click=${() => this.seek(w.start)}>${w.word}</button> `)}</div>`;
  }

  /** @param {HTMLCanvasElement} canvas @param {number} from @param {number} to seconds */
  #wave(canvas, from, to) {
    const scale = devicePixelRatio || 1;
    const w = Math.round(canvas.clientWidth * scale), h = Math.round(canvas.clientHeight * scale);
    if (!w || !h) return;
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const g = canvas.getContext("2d");
    if (!g) return;
    const colour = getComputedStyle(this);
    /** `light-dark()` is resolved through the colour of an element. @param {string} name */
    const resolved = (name) => { this.style.setProperty("outline-color", `var(${name})`); return colour.outlineColor; };
    const quiet = resolved("--line-strong"), played = resolved("--accent"), mark = resolved("--mark");
    this.style.removeProperty("outline-color");
    g.clearRect(0, 0, w, h);
    const span = to - from;
    const x = (/** @type {number} */ s) => ((s - from) / span) * w;
    g.fillStyle = mark;
    for (const m of this.marks) g.fillRect(x(m.start), 0, Math.max(2 * scale, x(m.end) - x(m.start)), h);
    const pairs = this.peaks.length / 2;
    for (let px = 0; px < w; px++) {
      const a = Math.floor((from + (px / w) * span) * RATE), b = Math.max(a + 1, Math.floor((from + ((px + 1) / w) * span) * RATE));
      let low = 0, high = 0;
      for (let i = Math.max(0, a); i < Math.min(b, pairs); i++) { low = Math.min(low, this.peaks[2 * i]); high = Math.max(high, this.peaks[2 * i + 1]); }
      g.fillStyle = from + (px / w) * span <= this.at ? played : quiet;
      const top = (0.5 - high / 256) * h, bottom = (0.5 - low / 256) * h;
      g.fillRect(px, top, 1, Math.max(scale, bottom - top));
    }
    g.fillStyle = played;
    g.fillRect(x(this.at) - scale, 0, 2 * scale, h);
  }

  get #window() {
    const total = this.total || CLOSE;
    const from = Math.max(0, Math.min(this.at - CLOSE * 0.35, total - CLOSE));
    return { from, to: from + Math.min(CLOSE, Math.max(total, 1)) };
  }

  #draw() {
    const [close, whole] = /** @type {HTMLCanvasElement[]} */ ([...(this.renderRoot?.querySelectorAll("canvas") ?? [])]);
    if (!close || !whole) return;
    const { from, to } = this.#window;
    this.#wave(close, from, to);
    this.#wave(whole, 0, this.total || 1);
  }

  /** @param {PointerEvent} e @param {boolean} near */
  #pointed(e, near) {
    if (e.type === "pointermove" && !e.buttons) return;
    const canvas = /** @type {HTMLCanvasElement} */ (e.currentTarget);
    const share = e.offsetX / canvas.clientWidth;
    const { from, to } = near ? this.#window : { from: 0, to: this.total };
    this.seek(from + share * (to - from));
  }

  #slider(/** @type {KeyboardEvent} */ e) {
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: -2, ArrowRight: 2, ArrowDown: -2, ArrowUp: 2, PageDown: -15, PageUp: 15 };
    if (e.key in steps) this.skip(steps[e.key]);
    else if (e.key === "Home") this.seek(0);
    else if (e.key === "End") this.seek(this.total);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  render() {
    const total = this.total;
    return html`
      <audio preload="metadata" src=${this.src || nothing}
        @play=${() => { this.playing = true; this.#listened(); this.#tick(); }} @pause=${() => { this.playing = false; this.#listened(); this.#told(); }} @ended=${() => { this.playing = false; this.#listened(); this.#told(); }} @seeking=${() => this.#told()}
        @timeupdate=${() => { if (this.playing) this.#listened(); else this.at = this.audio?.currentTime ?? 0; }} @loadedmetadata=${() => this.requestUpdate("seconds")}
        @error=${() => { if (this.src) this.failed = "The recording could not be loaded. The text is kept; try again in a moment."; }}></audio>
      <div class="sound">
        <canvas class="close" aria-hidden="true" @pointerdown=${(/** @type {PointerEvent} */ e) => this.#pointed(e, true)}></canvas>
        <canvas class="whole" role="slider" tabindex="0" aria-label="Position in the recording" aria-valuemin="0" aria-valuemax=${Math.round(total)} aria-valuenow=${Math.round(this.at)} aria-valuetext="${length(this.at)} of ${length(total)}"
          @pointerdown=${(/** @type {PointerEvent} */ e) => this.#pointed(e, false)} @pointermove=${(/** @type {PointerEvent} */ e) => this.#pointed(e, false)} @keydown=${this.#slider}></canvas>
        <div class="bar">
          <button class="bare icon" aria-label="Back 2 seconds" @click=${() => this.skip(-2)}>${icon("undo")}</button>
          <button class="main play" aria-label=${this.playing ? "Pause" : "Play"} @click=${() => this.toggle()}>${icon(this.playing ? "pause" : "play")}</button>
          <span class="time num">${length(this.at)} <span class="soft">of ${length(total)}</span></span>
          <button class="bare" aria-label="Slower, now ${this.speed} times" @click=${() => this.speedUp(-1)}>${icon("minus")}</button>
          <span class="num">${this.speed}×</span>
          <button class="bare" aria-label="Faster, now ${this.speed} times" @click=${() => this.speedUp(1)}>${icon("plus")}</button>
          <span class="tip desk"><span><kbd>Esc</kbd> play, pause</span><span><kbd>F1</kbd> back</span><span><kbd>F7</kbd> doubtful word</span><span>hold <kbd>F8</kbd> as spoken</span></span>
        </div>
        ${this.failed ? html`<p role="alert" class="row">${icon("warn")} ${this.failed}</p>` : nothing}
      </div>
      <div class="words">
        ${this.asSpoken ? this.#spoken() : nothing}
        <div class="stack" ?hidden=${this.asSpoken}><div class="mirror" aria-hidden="true">${this.#mirror()}</div>
          <textarea aria-label="Text of the dictation" spellcheck="true" .value=${live(this.draft)} ?readonly=${this.readonly} @input=${this.#typed} @click=${this.#clicked}></textarea></div>
        <slot></slot>
      </div>`;
  }
}
customElements.define("cr-audio-editor", CrAudioEditor);
