import { LitElement, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Keys } from "../shell/keys.js";
import { sayProblem, voice } from "../shell/say.js";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/** Seconds that Undo is offered. */
const UNDO_SECONDS = 10;

/**
 * One message: tone, words, Undo with the seconds that are left, the correlation id of a failure.
 * Property `note` (see shell/say.js) and `left` in seconds. Fires `gone`.
 */
export class CrToast extends LitElement {
  static properties = { note: { attribute: false }, left: { type: Number } };

  static styles = [base, css`
    .toast { display: flex; align-items: center; gap: var(--s3); padding: var(--s2) var(--s2) var(--s2) var(--s4); min-height: 46px; border-radius: 10px; background: var(--raised);
      border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--info)); box-shadow: var(--shadow); max-width: min(560px, calc(100vw - 32px)); }
    .toast > svg { color: var(--tone, var(--info)); }
    .done { --tone: var(--done); } .warn { --tone: var(--warn); } .stop { --tone: var(--stop); } .wait { --tone: var(--wait); }
    details { font-size: var(--text-small); } code { font: 12px var(--mono); user-select: all; }
  `];

  constructor() {
    super();
    /** @type {import("../shell/say.js").Note} */
    this.note = { text: "" };
    this.left = 0;
  }

  render() {
    const tone = this.note.tone ?? "info";
    const id = this.note.problem?.correlationId;
    return html`<div class="toast ${tone}">${icon(tone)}
      <span class="grow">${this.note.text}${id ? html`<details><summary>Details for support</summary>Quote this number: <code>${id}</code></details>` : nothing}</span>
      ${this.note.undo ? html`<button @click=${() => this.dispatchEvent(new CustomEvent("undo"))}>${icon("undo")} ${this.note.undoLabel ?? "Undo"} <span class="num soft">${Math.ceil(this.left)}</span></button>` : nothing}
      <button class="bare icon" aria-label="Dismiss" @click=${() => this.dispatchEvent(new CustomEvent("gone"))}>${icon("close")}</button>
    </div>`;
  }
}
customElements.define("cr-toast", CrToast);

/** The stack of messages of the shell. Ctrl+Z takes the newest Undo. */
export class CrToasts extends LitElement {
  static properties = { shown: { state: true } };

  static styles = [base, css`
    :host { position: fixed; left: 50%; bottom: var(--s5); translate: -50% 0; z-index: 50; display: grid; gap: var(--s2); justify-items: center; pointer-events: none; }
    cr-toast { pointer-events: auto; }
    @media (max-width: 760px) { :host { bottom: 74px; width: calc(100vw - 24px); } }
    @media print { :host { display: none; } }
  `];

  constructor() {
    super();
    /** @type {{id:number, note:import("../shell/say.js").Note, left:number}[]} */
    this.shown = [];
    this.next = 1;
    new Keys(this, "Undo", [{ key: "Ctrl+z", label: "", when: () => this.shown.some((t) => t.note.undo), run: () => {
      const newest = this.shown.filter((t) => t.note.undo).at(-1);
      if (newest) this.#undo(newest);
    } }]);
    this.hear = (/** @type {Event} */ e) => {
      const note = /** @type {CustomEvent} */ (e).detail;
      this.shown = [...this.shown.slice(-2), { id: this.next++, note, left: note.seconds ?? (note.undo ? UNDO_SECONDS : 6) }];
    };
  }

  connectedCallback() {
    super.connectedCallback();
    voice.addEventListener("note", this.hear);
    this.timer = setInterval(() => {
      if (!this.shown.length || this.matches(":hover, :focus-within")) return;
      this.shown = this.shown.map((t) => ({ ...t, left: t.left - 0.5 })).filter((t) => t.left > 0);
    }, 500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    voice.removeEventListener("note", this.hear);
    clearInterval(this.timer);
  }

  /** @param {{id:number, note:import("../shell/say.js").Note}} toast */
  async #undo(toast) {
    this.#drop(toast.id);
    try { await toast.note.undo?.(); } catch (problem) { sayProblem(problem); }
  }

  /** @param {number} id */
  #drop(id) { this.shown = this.shown.filter((t) => t.id !== id); }

  render() {
    return html`<div class="sr" role="status" aria-live="polite">${this.shown.at(-1)?.note.text ?? ""}</div>
      ${repeat(this.shown, (t) => t.id, (t) => html`<cr-toast .note=${t.note} .left=${t.left} @undo=${() => this.#undo(t)} @gone=${() => this.#drop(t.id)}></cr-toast>`)}`;
  }
}
customElements.define("cr-toasts", CrToasts);
