import { LitElement, css, html, nothing } from "lit";
import { get } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { counted, date } from "../../shell/words.js";
import { panel } from "./release-words.js";
import "../../shell/cr-problem.js";

/**
 * Recordings of notes that were selected: which go along, and which passages are not to be heard. Shows nothing where there is none.
 * Fires `step`. Passages are found by listening: *From here* and *To here* take the place that is played, or times are typed.
 */
export class CrReleaseRecordings extends LitElement {
  static properties = { release: { attribute: false }, items: { state: true }, changed: { state: true }, wrong: { state: true }, problem: { state: true } };

  static styles = [base, panel, css`
    article { display: grid; gap: var(--s3); padding: var(--s3); border: 1px solid var(--line); border-radius: var(--radius); }
    audio { width: 100%; } ul { list-style: none; padding: 0; } li { display: flex; align-items: end; gap: var(--s2); flex-wrap: wrap; } li input { width: 9ch; } .end { display: flex; align-items: end; gap: var(--s2); }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    /** @type {any[]} */
    this.items = [];
    this.changed = false;
    this.wrong = "";
    this.problem = /** @type {any} */ (null);
  }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {any} */ (changed.get("release"));
    if (changed.has("release") && (!before || before.id !== this.release.id || before.version !== this.release.version)) this.#load();
  }

  async #load() {
    const id = this.release.id;
    try {
      const items = (await get(`/releases/${id}/recordings`)).items;
      if (this.release.id !== id) return;
      this.items = items.map((/** @type {any} */ item) => ({ ...item, passages: item.passages.map((/** @type {any} */ p) => ({ from: clock(p.fromMs), to: clock(p.toMs) })) }));
      this.changed = false;
      this.problem = null;
    } catch (problem) { this.problem = problem; }
  }

  /** @param {any} item @param {any} with_ */
  #set(item, with_) {
    this.items = this.items.map((each) => each === item ? { ...each, ...with_ } : each);
    this.changed = true;
  }

  /** @param {any} item @param {number} at @param {any} with_ */
  #passage(item, at, with_) { this.#set(item, { passages: item.passages.map((/** @type {any} */ p, /** @type {number} */ i) => i === at ? { ...p, ...with_ } : p) }); }

  #keep() {
    const recordings = [];
    this.wrong = "";
    for (const item of this.items.filter((each) => each.goes)) {
      const passages = item.passages.map((/** @type {any} */ p) => ({ fromMs: millis(p.from), toMs: millis(p.to) }));
      if (passages.some((/** @type {any} */ p) => !(p.toMs > p.fromMs))) {
        this.wrong = "A passage ends after it begins; write times such as 1:05.2. Nothing was kept.";
        return;
      }
      recordings.push({ document: item.document, cover: item.cover, passages });
    }
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "recordings", body: { recordings }, say: recordings.length ? `${counted(recordings.length, "recording")} ${recordings.length === 1 ? "goes" : "go"} along. Say again that all is marked.` : "No recording goes along." } }));
  }

  render() {
    if (!this.items.length) return this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing;
    const sent = Boolean(this.release.handover);
    return html`<section aria-label="Recordings"><h3>Recordings of the notes</h3>
      <p class="small soft">A recording goes only when it is chosen here. Passages are covered a little longer than marked, in a new file that is read back; the original stays as it is. A packet with recordings is handed over as a transfer.</p>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      ${this.items.map((item, n) => this.#recording(item, n, sent))}
      ${this.wrong ? html`<p class="defects" role="alert">${this.wrong}</p>` : nothing}
      ${sent ? nothing : html`<div class="acts"><button class="main" ?disabled=${!this.changed} @click=${() => this.#keep()}>Keep the recordings</button></div>`}</section>`;
  }

  /** @param {any} item @param {number} n @param {boolean} sent */
  #recording(item, n, sent) {
    const audio = () => /** @type {HTMLAudioElement} */ (this.renderRoot.querySelector(`#audio-${n}`));
    const here = () => clock(Math.round(audio().currentTime * 1000));
    return html`<article>
      <label class="tick"><input type="checkbox" .checked=${item.goes} ?disabled=${sent || !item.plain} @change=${(/** @type {Event} */ e) => this.#set(item, { goes: /** @type {HTMLInputElement} */ (e.target).checked })}> ${item.title}${item.date ? `, ${date(item.date)}` : ""} goes along</label>
      ${item.plain ? nothing : html`<p class="small soft">It is compressed: passages of it cannot be covered and proven, so it does not go along.</p>`}
      <audio id="audio-${n}" controls preload="none" aria-label="Recording of ${item.title}" src=${`/api/v1/releases/${this.release.id}/recordings/${item.document}/audio`}></audio>
      ${!item.goes || sent ? nothing : html`<div class="field"><label class="label" for="cover-${n}">What is heard instead</label><select id="cover-${n}" @change=${(/** @type {Event} */ e) => this.#set(item, { cover: /** @type {HTMLSelectElement} */ (e.target).value })}>
          <option value="TONE" ?selected=${item.cover === "TONE"}>A tone</option><option value="SILENCE" ?selected=${item.cover === "SILENCE"}>Silence</option></select></div>
        <ul aria-label="Passages that are not to be heard">${item.passages.map((/** @type {any} */ p, /** @type {number} */ i) => html`<li>
          <span class="end"><span class="field"><label class="label" for="from-${n}-${i}">From</label><input id="from-${n}-${i}" .value=${p.from} @change=${(/** @type {Event} */ e) => this.#passage(item, i, { from: /** @type {HTMLInputElement} */ (e.target).value })}></span><button @click=${() => this.#passage(item, i, { from: here() })}>From here</button></span>
          <span class="end"><span class="field"><label class="label" for="to-${n}-${i}">To</label><input id="to-${n}-${i}" .value=${p.to} @change=${(/** @type {Event} */ e) => this.#passage(item, i, { to: /** @type {HTMLInputElement} */ (e.target).value })}></span><button @click=${() => this.#passage(item, i, { to: here() })}>To here</button></span>
          <button @click=${() => this.#set(item, { passages: item.passages.filter((/** @type {any} */ _, /** @type {number} */ k) => k !== i) })}>Take off</button></li>`)}</ul>
        <div class="acts"><button @click=${() => this.#set(item, { passages: [...item.passages, { from: here(), to: clock(Math.round(audio().currentTime * 1000) + 1000) }] })}>Another passage</button></div>`}</article>`;
  }
}

/** @param {number} ms such as 65200, as 1:05.2 */
function clock(ms) { return `${Math.floor(ms / 60000)}:${String(((ms % 60000) / 1000).toFixed(1)).padStart(4, "0")}`; }

/** @param {string} text such as 1:05.2, or seconds; NaN for what is no time */
function millis(text) {
  const m = /^(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(text.trim());
  return m ? Math.round((Number(m[1] ?? 0) * 60 + Number(m[2])) * 1000) : NaN;
}
customElements.define("cr-release-recordings", CrReleaseRecordings);
