import { LitElement, css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";
import { length } from "../shell/words.js";
import { place, soundingAt } from "./spoken-words.js";
import { NOTHING, byRisk, moved, rewriteAt, runs } from "./note-marks.js";
import { connectPedal, mediaKeys, offersPedal } from "./foot-pedal.js";
import { looksOf } from "./cr-note-margin.js";

/** Peaks a second. */
const RATE = 100;
/** Seconds in the close-up. */
const CLOSE = 20;
/** Words under this confidence are drawn as doubtful. */
const DOUBT = 0.6;
/** Seconds to go back when the sound is stopped. */
const REWINDS = [0, 0.5, 1, 2, 3, 5];
/** Narrower than this, what was found stands above the text instead of beside it; px. */
const ROOM = 720;
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/**
 * Sound and words together: the waveform whole and close, the text to edit with the word at the playhead lit, doubtful words underlined.
 * Properties: `src` (audio address), `peaks` (Int8Array, pairs of lowest and highest, 100 pairs a second), `seconds`, `words`, `edits`, `text` (starting text), `readonly`, `asSpoken` (shows the words as said), `check` (what there is to look at in `text`, as the server says it).
 * Tab in the text walks what there is to look at, riskiest first, and leaves the text after the last; Escape, then Tab, leaves it at once.
 * Fires `change` ({text}) as the text is edited, and `heard` ({from, to}, ms) for each stretch that was played, at least every five seconds. Methods `toggle()`, `skip(s)`, `speedUp(steps)`, `walk(steps)`, `put(change)`, `fix()`, `choose()`, `undoRewrite()`, `hear()`, `visit(item)`, `value`.
 */
export class CrAudioEditor extends LitElement {
  static properties = {
    src: {}, peaks: { attribute: false }, seconds: { type: Number }, words: { attribute: false }, edits: { attribute: false }, text: {}, readonly: { type: Boolean },
    asSpoken: { type: Boolean, attribute: "as-spoken" }, playing: { state: true }, at: { state: true }, speed: { state: true }, failed: { state: true }, draft: { state: true },
    marks: { attribute: false }, check: { attribute: false }, current: { state: true }, wide: { state: true }, rewind: { state: true }, pedal: { state: true }, noted: { state: true },
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
    .sheet { display: grid; grid-template-columns: minmax(0, 1fr); } .sheet.wide { grid-template-columns: minmax(0, 86ch) minmax(200px, 270px); justify-content: center; }
    .found { position: sticky; top: 0; z-index: 3; background: var(--surface); padding: var(--s2) var(--s4); border-bottom: 1px solid var(--line); } .found summary { cursor: pointer; font-weight: 650; } .found cr-note-margin { max-height: 30dvh; overflow: auto; margin-top: var(--s2); }
    .mirror .danger { background: var(--stop-soft); box-shadow: 0 2px 0 var(--stop); } .mirror .warning { background: var(--warn-soft); box-shadow: 0 1.5px 0 var(--warn); } .mirror .notice { text-decoration: underline dotted var(--ink-soft); text-decoration-thickness: 2px; text-underline-offset: 4px; }
    .mirror .made { text-decoration: underline dotted var(--line-strong); text-underline-offset: 4px; } .mirror .here { outline: 2px solid var(--accent); border-radius: 3px; }
    .set { display: inline-flex; align-items: center; gap: 4px; font-size: var(--text-small); color: var(--ink-soft); white-space: nowrap; } .set select { width: auto; min-height: 28px; }
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
    /** What the server found in the text it was handed in with. @type {import("./note-marks.js").Check} */
    this.check = NOTHING;
    /** The same, moved along with what was typed since. @type {import("./note-marks.js").Check} */
    this.noted = NOTHING;
    /** What is looked at: a finding, a doubtful word, or a rewrite. @type {any} */
    this.current = null;
    this.wide = true;
    this.rewind = Number(localStorage.getItem("chartroom.rewind") ?? 1);
    this.pedal = false;
    /** Set by Escape: the next Tab leaves the text. */
    this.leaving = false;
    /** Where playing a single word ends, seconds; 0 for never. */
    this.until = 0;
    /** @type {{start:number,end:number,names:string[]}[]} */
    this.runs = [];
    /** @type {(()=>void)[]} */
    this.endings = [];
    this.room = new ResizeObserver(([e]) => { this.wide = e.contentRect.width >= ROOM; });
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
    this.endings.push(mediaKeys(this));
    connectPedal(this, false).then((end) => { if (end) { this.pedal = true; this.endings.push(end); } }, () => {});
    if (this.hasUpdated) this.room.observe(/** @type {Element} */ (this.renderRoot.querySelector(".words")));
    if (this.hasUpdated) for (const c of this.renderRoot.querySelectorAll("canvas")) this.sizes.observe(c);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.redraw);
    this.sizes.disconnect();
    this.room.disconnect();
    for (const end of this.endings.splice(0)) end();
    this.audio?.pause();
  }

  firstUpdated() {
    this.room.observe(/** @type {Element} */ (this.renderRoot.querySelector(".words")));
    for (const c of this.renderRoot.querySelectorAll("canvas")) this.sizes.observe(c); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("text") && this.text !== changed.get("text")) this.draft = this.text ?? "";
    if (changed.has("text") || changed.has("words") || changed.has("edits")) this.#place();
    if (changed.has("check")) this.noted = this.check ?? NOTHING;
    if (changed.has("check") || changed.has("noted")) this.current = this.#again(this.current);
    if (changed.has("check") || changed.has("noted") || changed.has("text") || changed.has("current")) this.#lay();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (["check", "noted", "text", "current", "wide", "asSpoken"].some((each) => changed.has(each))) this.#align();
    if (changed.has("peaks") || changed.has("at") || changed.has("seconds") || changed.has("marks")) this.#draw();
    if (changed.has("at") && this.playing) this.#follow();
  }

  #place() { this.placed = place(this.draft, this.words, this.edits); }

  /** The same thing in a newer check. @param {any} item */
  #again(item) {
    if (!item) return null;
    const all = [...this.noted.findings, ...this.noted.words, ...this.noted.rewrites];
    return all.find((each) => each === item) ?? all.find((each) => each.start === item.start && each.end === item.end && Boolean(/** @type {any} */ (each).change) === Boolean(item.change)) ?? null;
  }

  /** Which characters are marked how. */
  #lay() {
    const spans = this.noted.findings.map((f) => ({ start: f.start, end: f.end, name: f.severity.toLowerCase() }));
    for (const w of this.noted.words) spans.push({ start: w.start, end: w.end, name: "doubt" });
    for (const r of this.noted.rewrites) if (!/^(case|sentence|punctuation)\./.test(r.rule) && r.stands) spans.push({ start: r.start, end: r.end, name: "made" });
    if (this.current) spans.push({ start: this.current.start, end: this.current.end, name: "here" });
    this.runs = runs(spans.filter((each) => each.end <= this.draft.length), this.draft.length);
  }

  /** Puts the cards beside their lines. */
  #align() {
    const margin = /** @type {any} */ (this.renderRoot.querySelector("cr-note-margin"));
    if (!margin) return;
    const tops = new Map();
    for (const item of [...this.noted.findings, this.current].filter(Boolean)) {
      const span = /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(`.mirror [data-at="${item.start}"]`));
      if (span) tops.set(item, span.offsetTop);
    }
    margin.tops = tops;
  }

  /** What there is to look at, riskiest first. */
  get steps() { return byRisk(this.noted); }

  /** Goes to the next thing to look at. @param {number} steps 1 or -1 @param {boolean} [round] whether the first follows the last @returns {boolean} whether there was one */
  walk(steps, round = true) {
    const all = this.steps;
    const at = all.indexOf(this.current);
    const to = at < 0 ? (steps > 0 ? 0 : all.length - 1) : at + steps;
    const next = round ? all[(to + all.length) % all.length] : all[to];
    if (!next) { this.current = null; return false; }
    this.visit(next);
    return true;
  }

  /** Selects it in the text and goes to its sound. @param {any} item */
  async visit(item) {
    this.current = item;
    const field = this.#field;
    field?.focus();
    field?.setSelectionRange(item.start, item.end);
    if (item.seconds !== null && item.seconds !== undefined && !this.playing) this.seek(item.seconds - 0.3);
    await this.updateComplete;
    this.#follow(".here");
  }

  /** @returns {HTMLTextAreaElement|null} */
  get #field() { return this.renderRoot.querySelector("textarea"); }

  /** Replaces characters as if typed: the browser's own undo takes it back. @param {import("./note-marks.js").Change} change */
  put(change) {
    const field = this.#field;
    if (!field || this.readonly) return;
    field.focus();
    field.setSelectionRange(change.start, change.end);
    const typed = document.execCommand(change.text ? "insertText" : "delete", false, change.text);
    if (!typed) {
      field.setRangeText(change.text, change.start, change.end, "end");
      field.dispatchEvent(new InputEvent("input"));
    }
  }

  /** Writes what the current finding can only mean, or its first suggestion. @returns {boolean} */
  fix() {
    const item = this.current, text = item?.fix ?? item?.suggestions?.[0];
    if (!text) return false;
    this.put({ start: item.start, end: item.end, text });
    return true;
  }

  /** Puts the focus on what can be done about the current one. @returns {boolean} */
  choose() { return Boolean(/** @type {any} */ (this.renderRoot.querySelector("cr-note-margin"))?.enter()); }

  /** Undoes the rewrite at the caret, or does it again. @returns {boolean} */
  undoRewrite() {
    const at = this.#field?.selectionStart ?? 0;
    const rewrite = this.current?.change ? this.current : rewriteAt(this.noted, at);
    if (!rewrite) return false;
    this.put(rewrite.change);
    return true;
  }

  /** Plays what is said at the caret, or for an item, and stops. @param {any} [item] @returns {boolean} */
  hear(item) {
    const at = item?.start ?? this.#field?.selectionStart ?? 0, to = Math.max(at + 1, item?.end ?? this.#field?.selectionEnd ?? at);
    const here = this.placed.filter((p) => p.at < to && p.at + p.length > at);
    const from = here[0]?.start ?? item?.seconds, end = here.at(-1)?.end ?? (from ?? 0) + 1;
    if (from === undefined || from === null || !this.audio) return false;
    this.seek(Math.max(0, from - 0.2));
    this.until = end + 0.3;
    this.play();
    return true;
  }

  /** The length: what the audio itself says, else what was handed in. */
  get total() {
    const own = this.audio?.duration;
    return own && Number.isFinite(own) ? own : this.seconds || this.peaks.length / 2 / RATE;
  }

  toggle() {
    const audio = this.audio;
    if (!audio) return;
    if (audio.paused) { this.until = 0; this.play(); } else this.pause();
  }

  /** Stops, and goes back a little, so that the next start is understood. */
  pause() {
    const audio = this.audio;
    if (!audio || audio.paused) return;
    audio.pause();
    if (this.rewind && !audio.ended) this.skip(-this.rewind);
  }

  play() {
    const audio = this.audio;
    if (!audio || !audio.paused) return;
    if (audio.ended) audio.currentTime = 0;
    audio.preservesPitch = true;
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

  get doubts() { return this.noted.words.length; }

  #tick = () => {
    if (!this.playing) return;
    this.at = this.audio?.currentTime ?? 0;
    if (this.until && this.at >= this.until) { this.until = 0; this.audio?.pause(); return; }
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

  #follow(which = ".now") {
    const now = this.renderRoot.querySelector(which);
    const frame = this.renderRoot.querySelector(".words");
    if (!now || !frame) return;
    const a = now.getBoundingClientRect(), b = frame.getBoundingClientRect();
    if (a.bottom > b.bottom - 60 || a.top < b.top) frame.scrollBy({ top: a.top - b.top - b.height / 3 });
  }

  #typed(/** @type {InputEvent} */ e) {
    const before = this.draft;
    this.draft = /** @type {HTMLTextAreaElement} */ (e.target).value;
    this.noted = moved(this.noted, before, this.draft);
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
    if (word) { if (this.playing) this.seek(word.start); else this.hear({ start: word.at, end: word.at + word.length }); }
    this.#here();
    if (e.altKey && this.current?.change) this.undoRewrite();
  }

  /** What the caret is in becomes the current one. */
  #here() {
    const field = this.#field;
    if (!field || field.selectionStart !== field.selectionEnd) return;
    const at = field.selectionStart;
    const inside = (/** @type {{start:number,end:number}} */ each) => at >= each.start && at <= each.end && each.end > each.start;
    this.current = this.noted.findings.find(inside) ?? rewriteAt(this.noted, at) ?? this.noted.words.find(inside) ?? null;
  }

  /** @param {KeyboardEvent} e */
  #pressed(e) {
    if (e.key === "Escape") { this.leaving = true; return; }
    const leaves = this.leaving;
    if (e.key !== "Shift") this.leaving = false;
    if (e.key !== "Tab" || e.shiftKey || e.ctrlKey || e.altKey || e.metaKey || leaves) return;
    if (this.walk(1, false)) { e.preventDefault(); e.stopPropagation(); }
  }

  /** The text in runs: plain, doubtful, sounding. */
  #mirror() {
    const now = this.placed[soundingAt(this.placed, this.at)];
    const lit = now ? runs([...this.runs.flatMap((r) => r.names.map((name) => ({ start: r.start, end: r.end, name }))).filter((r) => r.start < now.at + now.length && r.end > now.at), { start: now.at, end: now.at + now.length, name: "now" }], this.draft.length) : [];
    const first = lit[0]?.start ?? 0, last = lit.at(-1)?.end ?? 0;
    const all = lit.length ? [...this.runs.filter((r) => r.end <= first), ...lit, ...this.runs.filter((r) => r.start >= last)] : this.runs;
    const out = [];
    let done = 0;
    for (const r of all) {
      out.push(this.draft.slice(done, r.start));
      out.push(html`<span class=${r.names.join(" ")} data-at=${r.start}>${this.draft.slice(r.start, r.end)}</span>`);
      done = r.end;
    }
    out.push(this.draft.slice(done) + "\n");
    return out;
  }

  #margin() {
    const margin = html`<cr-note-margin .findings=${this.wide || !this.current ? this.noted.findings : []} .current=${this.current} ?readonly=${this.readonly} ?beside=${this.wide}
      @visit=${(/** @type {CustomEvent} */ e) => this.visit(e.detail.item)} @put=${(/** @type {CustomEvent} */ e) => this.put(e.detail)} @hear=${(/** @type {CustomEvent} */ e) => this.hear(e.detail.item)} @keydown=${(/** @type {KeyboardEvent} */ e) => { if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); this.#field?.focus(); } }}></cr-note-margin>`;
    const n = this.noted.findings.length;
    if (this.wide || (!n && !this.current)) return margin;
    return html`<details class="found" ?open=${Boolean(this.current)}><summary>${n === 1 ? "One finding" : `${n} findings`}</summary>${margin}</details>`;
  }

  /** What is looked at, for those who hear the page. */
  get #said() {
    const c = this.current;
    return !c ? "" : c.kind ? `${looksOf(c).word}: ${c.found}. ${c.reason}` : c.change ? "" : `Doubtful word: ${c.word}. ${c.reason}`;
  }

  async #connect() {
    try {
      const end = await connectPedal(this, true);
      this.pedal = Boolean(end);
      if (end) this.endings.push(end);
    } catch { this.failed = "The pedal could not be opened: another program may hold it. The keys F1, F2 and Escape do the same."; }
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
          <label class="set">On stop back <select aria-label="Seconds to go back when stopped" .value=${String(this.rewind)} @change=${(/** @type {Event} */ e) => { this.rewind = Number(/** @type {HTMLSelectElement} */ (e.target).value); localStorage.setItem("chartroom.rewind", String(this.rewind)); }}>${REWINDS.map((s) => html`<option value=${s} ?selected=${s === this.rewind}>${s} s</option>`)}</select></label>
          ${offersPedal ? html`<button class="bare desk" aria-pressed=${this.pedal} @click=${() => this.#connect()}>Foot pedal</button>` : nothing}
          <span class="tip desk"><span><kbd>Esc</kbd> play, pause</span><span><kbd>Tab</kbd> next to look at</span><span><kbd>Esc</kbd> <kbd>Tab</kbd> leave the text</span><span>hold <kbd>F8</kbd> as spoken</span></span>
        </div>
        ${this.failed ? html`<p role="alert" class="row">${icon("warn")} ${this.failed}</p>` : nothing}
      </div>
      <div class="words">
        ${this.asSpoken ? this.#spoken() : nothing}
        ${this.wide || this.asSpoken ? nothing : this.#margin()}
        <div class="sheet ${this.wide ? "wide" : ""}" ?hidden=${this.asSpoken}><div class="stack"><div class="mirror" aria-hidden="true">${this.#mirror()}</div>
          <textarea aria-label="Text of the dictation" aria-describedby="how" spellcheck=${this.check?.spelling?.dictionaries.length ? "false" : "true"} .value=${live(this.draft)} ?readonly=${this.readonly} @input=${this.#typed} @click=${this.#clicked} @keydown=${this.#pressed} @keyup=${(/** @type {KeyboardEvent} */ e) => { if (/^(Arrow|Home|End|Page)/.test(e.key)) this.#here(); }}></textarea></div>
          ${this.wide && !this.asSpoken ? this.#margin() : nothing}</div>
        <p id="how" class="sr">Tab goes to what there is to look at, the riskiest first, and leaves the text after the last. Escape, then Tab, leaves the text at once.</p>
        <p class="sr" role="status">${this.#said}</p>
        <slot></slot>
      </div>`;
  }
}
customElements.define("cr-audio-editor", CrAudioEditor);
