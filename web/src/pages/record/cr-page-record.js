import { LitElement, css, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { events } from "../../shell/events.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { go, note } from "../../shell/router.js";
import { aloud, say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { length } from "../../shell/words.js";
import "../../components/cr-dialog.js";
import "../../components/cr-patient-picker.js";
import "../../components/cr-progress.js";
import "../../shell/cr-problem.js";
import "./cr-sound-strip.js";
import { RecordingKeeper } from "./recording-keeper.js";
import { RATE, lastTake, lengthOf, standing } from "./takes.js";
import { WORK_TYPES } from "./work-types.js";

/** Samples a peak stands for: 10 ms. */
const PEAK = 160;
/** Samples of a piece: 1 s, so that a crash costs little more. */
const PIECE = RATE;
/** Loudness below which speech is too quiet to be heard well, and samples that are as loud as they can be. */
const QUIET_DB = -42;
const CLIPPED = 32_000;
/** So long a worker may take to begin to listen, ms, before the page says that none does. */
const NOBODY_MS = 8_000;

/** Dictating: speak, pause, go back and record over or insert, see the words come, hand in. */
export class CrPageRecord extends LitElement {
  static properties = {
    params: { attribute: false }, query: { attribute: false }, state: { state: true }, cursor: { state: true }, over: { state: true }, level: { state: true }, loudness: { state: true }, samples: { state: true },
    problem: { state: true }, failure: { state: true }, text: { state: true }, listening: { state: true }, heard: { state: true }, patient: { state: true }, about: { state: true }, sending: { state: true }, asking: { state: true }, playing: { state: true }, kept: { state: true },
  };

  static styles = [base, page, css`
    .work { flex: 1; min-height: 0; overflow: auto; display: grid; grid-template-columns: minmax(0, 1fr) 320px; border-top: 1px solid var(--line); }
    .desk-side { padding: var(--s4) var(--s5); display: grid; gap: var(--s4); align-content: start; }
    .side { border-left: 1px solid var(--line); background: var(--bg); padding: var(--s4); display: grid; gap: var(--s3); align-content: start; }
    .controls { display: flex; align-items: center; gap: var(--s4); flex-wrap: wrap; }
    .rec { width: 72px; min-height: 72px; border-radius: 50%; background: var(--stop); border-color: var(--stop); color: light-dark(#fff, #2b0906); padding: 0; }
    .rec:hover:not(:disabled) { background: color-mix(in oklab, var(--stop) 85%, var(--ink)); } .rec svg { width: 28px; height: 28px; }
    .time { font-size: 28px; font-weight: 600; } .time small { font-size: var(--text); font-weight: 400; color: var(--ink-soft); }
    .live { color: var(--stop); font-weight: 650; display: inline-flex; gap: 4px; align-items: center; }
    .meter { display: grid; gap: 2px; min-width: 180px; } meter { width: 100%; height: 10px; } .loud { font-size: var(--text-small); min-height: 1.5em; display: flex; gap: 4px; align-items: center; }
    .bad { color: var(--warn); font-weight: 600; } .good { color: var(--ink-soft); }
    .modes { display: flex; gap: var(--s4); flex-wrap: wrap; align-items: center; } .modes label { display: flex; gap: 6px; align-items: center; min-height: var(--control); color: var(--ink); }
    .text { min-height: 160px; padding: var(--s4); border: 1px solid var(--line); border-radius: 8px; background: var(--surface); white-space: pre-wrap; line-height: 1.65; font-size: 16px; }
    .text.none { color: var(--ink-soft); font-size: var(--text); }
    .kept { display: flex; gap: 6px; align-items: center; font-size: var(--text-small); color: var(--ink-soft); } .kept.wait { color: var(--warn); font-weight: 600; }
    .kinds { display: flex; gap: var(--s4); } .kinds label { display: flex; gap: 6px; align-items: center; min-height: var(--control); }
    .acts { display: flex; gap: var(--s2); flex-wrap: wrap; } audio { display: none; }
    @media (max-width: 900px) { .work { grid-template-columns: minmax(0, 1fr); } .side { border-left: 0; border-top: 1px solid var(--line); } }
    @media (max-width: 760px) { .desk-side { padding: var(--s3) var(--s4); } .acts button, .modes label { min-height: 44px; } .controls { gap: var(--s3); } .meter { flex: 1; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {"idle"|"recording"|"paused"} */
    this.state = "idle";
    /** Place in the dictation, samples. */
    this.cursor = 0;
    this.over = true;
    this.level = 0;
    this.loudness = "";
    /** Recorded so far, sent or not. */
    this.samples = 0;
    this.kept = 0;
    /** @type {import("./takes.js").Take[]} */
    this.takes = [];
    /** Loudest of each 10 ms as recorded, 0..255. */
    this.peaks = new Uint8Array(0);
    /** @type {RecordingKeeper|null} */
    this.keeper = null;
    this.problem = "";
    this.failure = /** @type {any} */ (null);
    this.text = "";
    this.listening = false;
    this.heard = 0;
    /** @type {any} */
    this.patient = null;
    this.about = { workType: WORK_TYPES[0], priority: "routine", due: "" };
    this.sending = false;
    this.asking = false;
    this.playing = false;
    /** Sound that is no piece yet. @type {Int16Array[]} */
    this.loose = [];
    /** Levels of the last seconds, dB. @type {number[]} */
    this.levels = [];
    this.spokenSince = 0;
    /** @type {AudioContext|null} */
    this.context = null;
    /** @type {MediaStream|null} */
    this.stream = null;
    this.told = (/** @type {Event} */ e) => { if (/** @type {CustomEvent} */ (e).detail?.id === this.keeper?.id || e.type === "resync") this.#words(); };
    this.leave = (/** @type {BeforeUnloadEvent} */ e) => { if (this.state === "recording" || (this.keeper && this.samples && !this.keeper.even)) e.preventDefault(); };
    new Keys(this, "Recording", [
      { key: "r", label: "Record, pause, go on", run: () => this.toggle() },
      { key: "F6", label: "Record, pause, go on (foot pedal, also while typing)", typing: true, run: () => this.toggle() },
      { key: " ", label: "Hear it from the cursor, or pause it", run: () => this.#play() },
      { key: "Escape", label: "Hear it, or pause it, while typing", typing: true, run: () => this.#play() },
      { key: "F1", label: "Back 2 seconds", typing: true, run: () => this.#seek(this.cursor - 2 * RATE) },
      { key: "F2", label: "Forward 2 seconds", typing: true, run: () => this.#seek(this.cursor + 2 * RATE) },
      { key: "ArrowLeft", label: "Back half a second", run: () => this.#seek(this.cursor - RATE / 2) },
      { key: "ArrowRight", label: "Forward half a second", run: () => this.#seek(this.cursor + RATE / 2) },
      { key: "Home", label: "To the start", run: () => this.#seek(0) },
      { key: "End", label: "To the end", run: () => this.#seek(this.total) },
      { key: "i", label: "Record over, or insert, from the cursor on", run: () => this.#mode(!this.over) },
      { key: "Ctrl+z", label: "Take back the last take", run: () => this.#undo() },
      { key: "Ctrl+Enter", label: "Hand in", typing: true, run: () => this.#handIn() },
    ]);
  }

  get spans() { return standing(this.takes, this.samples); }
  get total() { return lengthOf(this.spans); }

  connectedCallback() {
    super.connectedCallback();
    events.addEventListener("recording", this.told);
    events.addEventListener("resync", this.told);
    addEventListener("beforeunload", this.leave);
    this.asks = setInterval(() => { if (this.state === "recording") this.#words(); }, 4_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    events.removeEventListener("recording", this.told);
    events.removeEventListener("resync", this.told);
    removeEventListener("beforeunload", this.leave);
    clearInterval(this.asks);
    this.#stop();
    if (this.keeper) {
      if (this.samples) say({ text: "The recording is kept. Dictations offers to go on with it or to hand it in.", tone: "info" });
      this.keeper.leave();
    }
  }

  firstUpdated() {
    if (!this.params.recording) this.#focus();
  }

  async #focus() { await this.updateComplete; /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(".rec"))?.focus(); }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params") && this.params.recording && this.params.recording !== this.keeper?.id) this.#goOn(this.params.recording);
  }

  // ---------------------------------------------------------------- what there is already

  /** @param {string} id */
  async #goOn(id) {
    try {
      const there = await get(`/recordings/${id}`);
      if (there.dictationId) { go(`/dictations/${there.dictationId}`, { replace: true }); return; }
      const keeper = await RecordingKeeper.goOn(String(session.user?.id), there);
      if (!keeper) { this.problem = "This recording is open in another window. Go on there, or close it first."; return; }
      this.#with(keeper);
      this.takes = there.takes.length ? there.takes : there.samples ? [{ from: 0, at: 0, over: true, undone: false }] : [];
      this.samples = there.samples;
      this.about = { workType: there.workType || WORK_TYPES[0], priority: String(there.priority).toLowerCase(), due: "" };
      this.state = this.samples ? "paused" : "idle";
      this.cursor = this.total;
      if (there.patientId) this.patient = await get(`/patients/${there.patientId}`).catch(() => null);
      if (this.samples) await this.#outline(id);
      this.#words();
      this.#focus();
    } catch (failure) { this.failure = failure; }
  }

  /** The waveform of what was recorded before. @param {string} id */
  async #outline(id) {
    const answer = await fetch(`/api/v1/recordings/${id}/audio`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const samples = new Int16Array((await answer.arrayBuffer()).slice(44));
    this.#room(this.samples);
    let at = 0;
    for (const span of this.spans) for (let s = span.from; s < span.to; s++, at++) {
      const i = Math.floor(s / PEAK), loud = Math.min(255, Math.abs(samples[at]) >> 7);
      if (loud > this.peaks[i]) this.peaks[i] = loud;
    }
    this.requestUpdate();
  }

  /** @param {RecordingKeeper} keeper */
  #with(keeper) {
    this.keeper = keeper;
    keeper.addEventListener("change", () => {
      this.kept = keeper.samples - keeper.waiting;
      if (keeper.refused) { this.problem = keeper.refused.message; if (this.state === "recording") this.#pause(); }
      if (keeper.id && !this.params.recording && this.isConnected) { this.params = { recording: keeper.id }; note(`/dictations/record/${keeper.id}`); }
      this.requestUpdate();
    });
  }

  // ---------------------------------------------------------------- the microphone

  async toggle() {
    if (this.sending) return;
    if (this.state === "recording") { this.#pause(); return; }
    this.problem = "";
    this.#quiet();
    if (!this.context && !(await this.#listen())) return;
    await this.context?.resume();
    this.#record();
  }

  /** Opens the microphone. @returns {Promise<boolean>} */
  async #listen() {
    if (!navigator.mediaDevices || typeof AudioWorkletNode === "undefined") {
      this.problem = "This browser offers no microphone here. Chartroom must be opened over https or on this computer itself; or upload a recording.";
      return false;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: false } });
      const context = new AudioContext();
      this.context = context;
      await context.audioWorklet.addModule(new URL("./pcm-worklet.js", import.meta.url).href);
      const pcm = new AudioWorkletNode(context, "pcm", { numberOfOutputs: 0 });
      pcm.port.onmessage = (e) => this.#came(e.data);
      context.createMediaStreamSource(this.stream).connect(pcm);
      for (const track of this.stream.getTracks()) track.onended = () => { this.#stop(); this.problem = "The microphone was taken away. What you said is kept; connect it and press record to go on."; };
      return true;
    } catch (failure) {
      this.#stop();
      this.problem = /** @type {any} */ (failure).name === "NotAllowedError" ? "The browser may not use the microphone. Allow it in the address bar and press record again." : "No microphone could be opened. Check that one is connected and not used by another program.";
      return false;
    }
  }

  #stop() {
    if (this.state === "recording") this.#pause();
    for (const t of this.stream?.getTracks() ?? []) { t.onended = null; t.stop(); }
    this.context?.close();
    this.context = null;
    this.stream = null;
  }

  async #record() {
    if (!this.keeper) this.#with(await RecordingKeeper.begin(String(session.user?.id), this.#said()));
    const over = this.over || this.cursor >= this.total;
    this.takes = [...this.takes, { from: this.samples, at: this.cursor, over, undone: false }];
    this.keeper?.setTakes(this.takes);
    this.state = "recording";
    this.spokenSince = Date.now();
    this.levels = [];
    aloud("Recording");
  }

  #pause() {
    this.state = "paused";
    this.#flush();
    this.level = 0;
    this.loudness = "";
    aloud(`Paused at ${length(this.cursor / RATE)}`);
  }

  /** A tenth of a second came. @param {Int16Array} samples */
  #came(samples) {
    let sum = 0, peak = 0;
    for (const s of samples) { sum += s * s; if (Math.abs(s) > peak) peak = Math.abs(s); }
    const rms = Math.sqrt(sum / samples.length) / 32_768;
    this.level = Math.min(1, rms * 6);
    if (this.state !== "recording") return;
    this.#loud(20 * Math.log10(rms + 1e-6), peak);
    this.#room(this.samples + samples.length);
    for (let i = 0; i < samples.length; i++) {
      const at = Math.floor((this.samples + i) / PEAK), loud = Math.min(255, Math.abs(samples[i]) >> 7);
      if (loud > this.peaks[at]) this.peaks[at] = loud;
    }
    this.samples += samples.length;
    this.cursor += samples.length;
    this.loose.push(samples);
    if (this.loose.reduce((n, each) => n + each.length, 0) >= PIECE) this.#flush();
  }

  /** @param {number} samples */
  #room(samples) {
    const need = Math.ceil(samples / PEAK);
    if (need <= this.peaks.length) return;
    const more = new Uint8Array(Math.max(need, this.peaks.length * 2, 6_000));
    more.set(this.peaks);
    this.peaks = more;
  }

  /** Says when the microphone hears too little or too much. @param {number} db @param {number} peak */
  #loud(db, peak) {
    this.levels.push(peak >= CLIPPED ? Infinity : db);
    if (this.levels.length > 30) this.levels.shift();
    const finite = this.levels.filter(Number.isFinite).sort((a, b) => a - b);
    if (this.levels.slice(-15).filter((l) => l === Infinity).length >= 2) this.loudness = "loud";
    else if (this.levels.length >= 30 && finite.length === 30 && finite[27] < QUIET_DB) this.loudness = "quiet";
    else if (this.levels.length >= 10) this.loudness = "good";
  }

  #flush() {
    if (!this.loose.length) return;
    const piece = new Int16Array(this.loose.reduce((n, each) => n + each.length, 0));
    let at = 0;
    for (const each of this.loose) { piece.set(each, at); at += each.length; }
    this.loose = [];
    this.keeper?.add(piece);
  }

  // ---------------------------------------------------------------- going back

  /** @param {number} to samples */
  #seek(to) {
    if (this.state === "recording") this.#pause();
    this.cursor = Math.max(0, Math.min(this.total, Math.round(to / PEAK) * PEAK));
    const audio = this.#audio;
    if (audio && this.playing) audio.currentTime = this.cursor / RATE;
  }

  /** @param {boolean} over */
  #mode(over) { this.over = over; aloud(over ? "Records over what is there" : "Inserts"); }

  #undo() {
    if (this.state === "recording") this.#pause();
    const last = lastTake(this.takes, this.samples);
    if (last < 0) { say({ text: "There is no take to take back.", tone: "info" }); return; }
    const before = this.takes;
    this.#retake(before.map((t, i) => (i === last ? { ...t, undone: true } : t)), before[last].at);
    say({ text: "The last take is taken back.", tone: "done", undoLabel: "Bring it back", undo: () => this.#retake(before, this.total) });
  }

  /** @param {import("./takes.js").Take[]} takes @param {number} cursor */
  #retake(takes, cursor) {
    this.#quiet();
    this.takes = takes;
    this.keeper?.setTakes(takes);
    this.cursor = Math.min(cursor, this.total);
    setTimeout(() => this.#words(), 500);
  }

  /** @returns {HTMLAudioElement|null} */
  get #audio() { return this.renderRoot?.querySelector("audio") ?? null; }

  #quiet() { this.#audio?.pause(); this.playing = false; }

  async #play() {
    const audio = this.#audio;
    if (!audio || !this.total) return;
    if (this.playing) { this.#quiet(); return; }
    if (this.state === "recording") this.#pause();
    if (!this.keeper?.even) { say({ text: "It can be heard as soon as all of it is on the server.", tone: "wait" }); return; }
    audio.src = `/api/v1/recordings/${this.keeper.id}/audio?of=${this.samples}.${this.takes.length}.${this.takes.filter((t) => t.undone).length}`;
    audio.currentTime = this.cursor >= this.total ? 0 : this.cursor / RATE;
    try { await audio.play(); this.playing = true; } catch { this.problem = "It could not be played in this browser. The recording is not affected."; }
  }

  // ---------------------------------------------------------------- words

  async #words() {
    const id = this.keeper?.id;
    if (!id || this.sending) return;
    try {
      const told = await get(`/recordings/${id}/text`);
      this.text = told.text;
      this.listening = told.listening;
      this.heard = told.heardSeconds;
    } catch { /* The words come with the next event; the recording does not depend on them. */ }
  }

  // ---------------------------------------------------------------- handing in

  #said() { return { patientId: this.patient?.id ?? null, workType: this.about.workType, priority: this.about.priority, due: this.about.due ? new Date(this.about.due).toISOString() : null }; }

  /** @param {Partial<{workType:string, priority:string, due:string}>} more */
  #about(more) { this.about = { ...this.about, ...more }; this.keeper?.setAbout(this.#said()); }

  async #handIn() {
    if (this.state === "recording") this.#pause();
    if (!this.keeper || !this.total) { this.problem = "Nothing is recorded yet. Press record and speak."; return; }
    this.#stop();
    this.sending = true;
    this.problem = "";
    try {
      this.keeper.setAbout(this.#said());
      const id = await this.keeper.finish();
      this.keeper = null;
      say({ text: "The dictation is kept. It is being transcribed; its draft appears in this list.", tone: "done" });
      go("/dictations?made=" + id, { replace: true });
    } catch (failure) {
      this.problem = `It is not handed in yet: ${/** @type {any} */ (failure).message} Everything you said is kept; hand it in again in a moment.`;
    } finally { this.sending = false; }
  }

  async #discard() {
    this.asking = false;
    this.#stop();
    try {
      await this.keeper?.discard();
      this.keeper = null;
      say({ text: "The recording is given up.", tone: "done" });
      go("/dictations", { replace: true });
    } catch (failure) { sayProblem(failure); }
  }

  // ---------------------------------------------------------------- how it looks

  #kept() {
    const keeper = this.keeper;
    if (!keeper || !this.samples) return nothing;
    const behind = keeper.waiting / RATE;
    if (keeper.trouble) return html`<p class="kept wait" role="status">${icon("wait")} The server cannot be reached. ${keeper.safe ? `Go on speaking: ${Math.ceil(behind)} s are kept in this browser and sent by themselves.` : `${Math.ceil(behind)} s are in this window only: leave it open.`}</p>`;
    return behind > 3 ? html`<p class="kept"><cr-progress done=${Math.round(this.kept / RATE)} of=${Math.ceil(this.samples / RATE)} what="s" label="On the server"></cr-progress></p>` : html`<p class="kept">${icon("done")} What you say is kept on the server as you speak.</p>`;
  }

  #loudWords() {
    if (this.state !== "recording") return html`<span class="loud good"></span>`;
    return this.loudness === "loud" ? html`<span class="loud bad">${icon("warn")} Too loud: move back a little</span>`
      : this.loudness === "quiet" ? html`<span class="loud bad">${icon("warn")} Too quiet: speak up or move closer</span>`
      : html`<span class="loud good">${this.loudness ? "Loud enough" : ""}</span>`;
  }

  #live() {
    const waits = this.state === "recording" && !this.listening && Date.now() - this.spokenSince > NOBODY_MS;
    if (this.text) return html`<div class="text" data-heard=${this.heard}>${this.text}</div>${waits ? html`<p class="kept">${icon("info")} Nobody listens now; the recording goes on, and the draft is written when you hand it in.</p>` : nothing}`;
    return html`<div class="text none">${waits ? "No speech engine is free: the recording goes on without live text. The draft is written when you hand it in." : this.state === "recording" ? "Words appear here a moment after you pause." : "What you say appears here while you speak. It is a first guess; the draft is written when you hand it in."}</div>`;
  }

  render() {
    const on = this.state === "recording", total = this.total, atEnd = this.cursor >= total;
    return html`<div class="head"><h1 tabindex="-1">Record a dictation</h1>
        <button ?disabled=${!this.samples || this.sending} @click=${() => { if (this.state === "recording") this.#pause(); this.asking = true; }}>Give up…</button>
        <button class="main" ?disabled=${this.sending || !total} @click=${() => this.#handIn()}>${icon("done")} Send to transcription</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => { this.failure = null; this.#goOn(this.params.recording); }}></cr-problem>` : nothing}
      <div class="work"><div class="desk-side">
        <div class="controls">
          <button class="rec" aria-label=${on ? "Pause recording" : total ? "Go on recording" : "Record"} ?disabled=${this.sending} @click=${() => this.toggle()}>${icon(on ? "pause" : "record")}</button>
          <div><div class="time num" data-recorded=${this.samples}>${length(this.cursor / RATE)} ${!on && total ? html`<small>of ${length(total / RATE)}</small>` : nothing}</div>
            ${on ? html`<span class="live">${icon("record")} Recording</span>` : html`<span class="soft">${total ? "Paused" : "Press to record"}</span>`}</div>
          <div class="meter"><meter min="0" max="1" low="0.05" value=${this.level} aria-label="Loudness"></meter>${this.#loudWords()}</div>
        </div>
        ${this.problem ? html`<p role="alert" class="row">${icon("warn")} ${this.problem}</p>` : nothing}
        ${this.#kept()}
        ${this.sending ? html`<cr-progress done=${Math.round(this.kept / RATE)} of=${Math.max(1, Math.ceil(this.samples / RATE))} what="s" label="Handing in"></cr-progress>` : nothing}
        ${total ? html`<cr-sound-strip .peaks=${this.peaks} .spans=${this.spans} .at=${this.cursor} .rate=${RATE} .per=${PEAK} ?recording=${on} @seek=${(/** @type {CustomEvent} */ e) => this.#seek(e.detail.at)}></cr-sound-strip>
        <div class="acts"><button @click=${() => this.#seek(this.cursor - 2 * RATE)}>${icon("back")} 2 s</button><button @click=${() => this.#play()}>${icon(this.playing ? "pause" : "play")} ${this.playing ? "Stop" : "Hear it"}</button><button @click=${() => this.#seek(this.cursor + 2 * RATE)}>2 s ${icon("next")}</button><button @click=${() => this.#seek(total)} ?disabled=${atEnd}>To the end</button><button @click=${() => this.#undo()}>${icon("undo")} Last take back</button></div>
        <div class="modes" role="radiogroup" aria-label="Recording from the cursor"><span class="soft">${on || atEnd ? "After going back:" : `From ${length(this.cursor / RATE)} on:`}</span>
          <label><input type="radio" name="mode" ?disabled=${on} .checked=${this.over} @change=${() => this.#mode(true)}> record over</label><label><input type="radio" name="mode" ?disabled=${on} .checked=${!this.over} @change=${() => this.#mode(false)}> insert</label></div>` : nothing}
        <section aria-label="What was heard so far">${this.#live()}</section>
        <audio @timeupdate=${() => { if (this.playing) this.cursor = Math.min(total, Math.round((this.#audio?.currentTime ?? 0) * RATE / PEAK) * PEAK); }} @ended=${() => { this.playing = false; this.cursor = total; }}></audio>
      </div>
      <div class="side">
        <cr-patient-picker label="Patient (may be left open)" .patient=${this.patient} @pick=${(/** @type {CustomEvent} */ e) => { this.patient = e.detail.patient; this.keeper?.setAbout(this.#said()); }}></cr-patient-picker>
        <div class="field"><label class="label" for="work">Kind of work</label><select id="work" .value=${this.about.workType} @change=${(/** @type {Event} */ e) => this.#about({ workType: /** @type {HTMLSelectElement} */ (e.target).value })}>${WORK_TYPES.map((w) => html`<option ?selected=${w === this.about.workType}>${w}</option>`)}</select></div>
        <div class="field"><label class="label" for="due">Due (may be left open)</label><input id="due" type="datetime-local" @change=${(/** @type {Event} */ e) => this.#about({ due: /** @type {HTMLInputElement} */ (e.target).value })}></div>
        <fieldset><legend>Priority</legend><div class="kinds">${[["routine", "Routine"], ["urgent", "Urgent"], ["stat", "STAT"]].map(([value, word]) => html`<label><input type="radio" name="priority" value=${value} .checked=${this.about.priority === value} @change=${() => this.#about({ priority: value })}> ${word}</label>`)}</div></fieldset>
        <p class="small soft desk"><kbd>r</kbd> record and pause, <kbd>i</kbd> over or insert, <kbd>?</kbd> all keys</p>
      </div></div>
      <cr-dialog heading="Give up this recording?" ?open=${this.asking} @close=${() => { this.asking = false; }}>
        <p>${length(total / RATE)}${this.patient ? ` about ${this.patient.name?.display ?? "this patient"}` : ""} will be destroyed. It cannot be brought back.</p>
        <button slot="actions" autofocus @click=${() => { this.asking = false; }}>Keep it</button><button slot="actions" class="stop" @click=${() => this.#discard()}>Give it up</button></cr-dialog>`;
  }
}
customElements.define("cr-page-record", CrPageRecord);
