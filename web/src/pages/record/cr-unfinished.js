import { LitElement, css, html, nothing } from "lit";
import { call, get, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { go } from "../../shell/router.js";
import { say, sayProblem } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base } from "../../shell/styles.js";
import { length, moment } from "../../shell/words.js";
import "../../components/cr-dialog.js";
import { RecordingKeeper, openElsewhere } from "./recording-keeper.js";

/** Recordings that were begun and not handed in, after a crash or a closed page: go on, hand in, or give up. Fires `handed-in` ({id}). */
export class CrUnfinished extends LitElement {
  static properties = { items: { state: true }, asking: { state: true }, busy: { state: true } };

  static styles = [base, css`
    :host { display: block; } li { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); padding: var(--s2) var(--s5); background: var(--warn-soft); border-top: 1px solid var(--line); }
    li > svg { color: var(--warn); } li b { font-weight: 600; }
    @media (max-width: 760px) { li { padding: var(--s2) var(--s4); } button { min-height: 44px; } }
  `];

  constructor() {
    super();
    /** @type {any[]} */
    this.items = [];
    /** @type {any} */
    this.asking = null;
    this.busy = "";
  }

  connectedCallback() { super.connectedCallback(); this.load(); }

  /** Sends what this browser still has, then asks for what is unfinished. */
  async load() {
    try {
      await RecordingKeeper.sendLeftovers(String(session.user?.id)).catch(() => {});
      const [{ items }, open] = await Promise.all([get("/recordings"), openElsewhere()]);
      this.items = items.filter((/** @type {any} */ r) => r.seconds > 0 && !open.has(r.id));
    } catch { this.items = []; }
  }

  /** @param {any} r */
  async #handIn(r) {
    this.busy = r.id;
    try {
      const { id } = await post(`/recordings/${r.id}/finish`);
      say({ text: "The dictation is kept. It is being transcribed; its draft appears in this list.", tone: "done" });
      this.dispatchEvent(new CustomEvent("handed-in", { detail: { id } }));
      await this.load();
    } catch (failure) { sayProblem(failure); } finally { this.busy = ""; }
  }

  async #discard() {
    const r = this.asking;
    this.asking = null;
    try { await call("DELETE", `/recordings/${r.id}`); say({ text: "The recording is given up.", tone: "done" }); await this.load(); } catch (failure) { sayProblem(failure); }
  }

  render() {
    if (!this.items.length && !this.asking) return nothing;
    return html`<ul aria-label="Recordings not handed in">${this.items.map((r) => html`<li>${icon("warn")}<span class="grow">A recording of <b>${length(r.seconds)}</b> begun at ${moment(r.begunAt)} (${r.workType || "dictation"}) is not handed in.</span>
        <button class="main" ?disabled=${this.busy === r.id} @click=${() => this.#handIn(r)}>Hand in</button><button @click=${() => go(`/dictations/record/${r.id}`)}>Go on recording</button><button ?disabled=${this.busy === r.id} @click=${() => { this.asking = r; }}>Give up…</button></li>`)}</ul>
      <cr-dialog heading="Give up this recording?" ?open=${Boolean(this.asking)} @close=${() => { this.asking = null; }}>
        ${this.asking ? html`<p>${length(this.asking.seconds)}, recorded at ${moment(this.asking.begunAt)}, will be destroyed. It cannot be brought back.</p>` : nothing}
        <button slot="actions" autofocus @click=${() => { this.asking = null; }}>Keep it</button><button slot="actions" class="stop" @click=${() => this.#discard()}>Give it up</button></cr-dialog>`;
  }
}
customElements.define("cr-unfinished", CrUnfinished);
