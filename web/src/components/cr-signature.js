import { LitElement, css, html } from "lit";
import { base } from "../shell/styles.js";

/**
 * A signature drawn with a finger, a pen or the mouse. What was drawn is `value`, a PNG as base64, empty while nothing is. Fires `change`.
 * Who cannot draw types: that is for the form around it.
 */
export class CrSignature extends LitElement {
  static properties = { value: {} };

  static styles = [base, css`
    :host { display: grid; gap: var(--s2); }
    canvas { width: 100%; max-width: 560px; aspect-ratio: 10 / 3; background: var(--paper); border: 1px solid var(--line-strong); border-radius: var(--radius); touch-action: none; cursor: crosshair; }
  `];

  constructor() {
    super();
    this.value = "";
    /** @type {[number,number]|null} */
    this.pen = null;
  }

  /** @returns {HTMLCanvasElement} */
  get #sheet() { return /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector("canvas")); }

  /** @param {PointerEvent} e @returns {[number,number]} */
  #at(e) {
    const box = this.#sheet.getBoundingClientRect();
    return [((e.clientX - box.left) * this.#sheet.width) / box.width, ((e.clientY - box.top) * this.#sheet.height) / box.height];
  }

  /** @param {PointerEvent} e */
  #down(e) {
    e.preventDefault();
    this.#sheet.setPointerCapture(e.pointerId);
    this.pen = this.#at(e);
  }

  /** @param {PointerEvent} e */
  #move(e) {
    const ink = this.#sheet.getContext("2d");
    if (!this.pen || !ink) return;
    const to = this.#at(e);
    ink.strokeStyle = "#000";
    ink.lineWidth = 5;
    ink.lineCap = "round";
    ink.beginPath();
    ink.moveTo(...this.pen);
    ink.lineTo(...to);
    ink.stroke();
    this.pen = to;
  }

  #up() {
    if (!this.pen) return;
    this.pen = null;
    this.value = this.#sheet.toDataURL("image/png").split(",")[1];
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.#sheet.getContext("2d")?.clearRect(0, 0, this.#sheet.width, this.#sheet.height);
    this.value = "";
    this.dispatchEvent(new Event("change"));
  }

  render() {
    return html`<canvas width="1000" height="300" role="img" aria-label=${this.value ? "The signature that was drawn" : "Sign here with a finger, a pen or the mouse"}
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}></canvas>
      <span><button type="button" ?disabled=${!this.value} @click=${() => this.clear()}>Clear</button></span>`;
  }
}
customElements.define("cr-signature", CrSignature);
