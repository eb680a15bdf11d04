import { LitElement, css, html, nothing } from "lit";
import { base } from "../../shell/styles.js";
import { icon } from "../../shell/icons.js";
import { length } from "../../shell/words.js";

/** What browsers can record, best first. */
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4", "audio/webm"];

/**
 * Records speech in the browser: record, pause, hear it, take it again. Nothing leaves the browser before it is sent.
 * Property `recording` (Blob|null). Fires `recorded` ({blob, seconds}) when a recording is complete and `started`.
 */
export class CrRecorder extends LitElement {
  static properties = { state: { state: true }, seconds: { state: true }, level: { state: true }, problem: { state: true }, url: { state: true } };

  static styles = [base, css`
    .box { display: grid; gap: var(--s3); justify-items: center; padding: var(--s4); border: 1px solid var(--line); border-radius: 10px; background: var(--bg); }
    .rec { width: 72px; min-height: 72px !important; border-radius: 50%; background: var(--stop); border-color: var(--stop); color: light-dark(#fff, #2b0906); padding: 0; }
    .rec:hover:not(:disabled) { background: color-mix(in oklab, var(--stop) 85%, var(--ink)) !important; } .rec svg { width: 28px; height: 28px; }
    .time { font-size: 28px; font-weight: 600; } meter { width: 200px; height: 8px; } audio { width: 100%; }
    .live { display: inline-flex; gap: 6px; align-items: center; color: var(--stop); font-weight: 600; }
  `];

  constructor() {
    super();
    /** @type {"idle"|"recording"|"paused"|"done"} */
    this.state = "idle";
    this.seconds = 0;
    this.level = 0;
    this.problem = "";
    this.url = "";
    /** @type {MediaRecorder|null} */
    this.recorder = null;
    /** @type {Blob[]} */
    this.parts = [];
    /** @type {AudioContext|null} */
    this.context = null;
  }

  disconnectedCallback() { super.disconnectedCallback(); this.#quiet(); if (this.url) URL.revokeObjectURL(this.url); }

  /** Puts the focus on the record button. */
  async focus() {
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("button"))?.focus();
  }

  #quiet() {
    clearInterval(this.timer);
    for (const t of this.recorder?.stream.getTracks() ?? []) t.stop();
    this.context?.close();
    this.context = null;
  }

  async toggle() {
    if (this.state === "recording") { this.recorder?.pause(); this.state = "paused"; return; }
    if (this.state === "paused") { this.recorder?.resume(); this.state = "recording"; return; }
    await this.#start();
  }

  async #start() {
    this.problem = "";
    if (!navigator.mediaDevices || typeof MediaRecorder === "undefined") {
      this.problem = "This browser offers no microphone here. Chartroom must be opened over https or on this computer itself; or upload a recording.";
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: false } });
      const type = TYPES.find((t) => MediaRecorder.isTypeSupported(t));
      this.parts = [];
      this.seconds = 0;
      const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48_000 });
      this.recorder = recorder;
      recorder.ondataavailable = (e) => { if (e.data.size) this.parts.push(e.data); };
      recorder.onstop = () => this.#finished();
      recorder.start(1000);
      this.state = "recording";
      this.dispatchEvent(new CustomEvent("started"));
      this.#listen(stream);
    } catch (failure) {
      this.problem = /** @type {any} */ (failure).name === "NotAllowedError" ? "The browser may not use the microphone. Allow it in the address bar and press record again." : "No microphone could be opened. Check that one is connected and not used by another program.";
    }
  }

  /** Shows how loud it is, so that a dead microphone is noticed at once. @param {MediaStream} stream */
  #listen(stream) {
    this.context = new AudioContext();
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      if (this.state !== "recording") return;
      this.seconds += 0.1;
      analyser.getFloatTimeDomainData(samples);
      this.level = Math.min(1, Math.sqrt(samples.reduce((s, v) => s + v * v, 0) / samples.length) * 6);
    }, 100);
  }

  stop() { if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop(); }

  #finished() {
    this.#quiet();
    const blob = new Blob(this.parts, { type: this.recorder?.mimeType.split(";")[0] || "audio/webm" });
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(blob);
    this.state = "done";
    this.dispatchEvent(new CustomEvent("recorded", { detail: { blob, seconds: this.seconds } }));
  }

  #anew() { this.state = "idle"; this.seconds = 0; this.parts = []; this.dispatchEvent(new CustomEvent("recorded", { detail: { blob: null, seconds: 0 } })); }

  render() {
    const on = this.state === "recording";
    return html`<div class="box">
      ${this.state === "done" ? html`<audio controls src=${this.url} aria-label="What you recorded"></audio><div class="row"><span class="num">${length(this.seconds)} recorded</span><button type="button" @click=${() => this.#anew()}>${icon("undo")} Record again</button></div>`
        : html`<button type="button" class="rec" aria-label=${on ? "Pause recording" : this.state === "paused" ? "Go on recording" : "Record"} @click=${() => this.toggle()}>${icon(on ? "pause" : "dictations")}</button>
        <span class="time num">${length(this.seconds)}</span>
        ${on ? html`<span class="live">${icon("record")} Recording</span><meter min="0" max="1" low="0.05" value=${this.level} aria-label="Loudness"></meter>` : html`<span class="soft">${this.state === "paused" ? "Paused" : "Press to record"}</span>`}
        ${this.state !== "idle" ? html`<button type="button" class="main" @click=${() => this.stop()}>${icon("done")} Finish</button>` : nothing}`}
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}</div>`;
  }
}
customElements.define("cr-recorder", CrRecorder);
