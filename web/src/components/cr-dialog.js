import { LitElement, css, html } from "lit";
import { base } from "../shell/styles.js";
import { icon } from "../shell/icons.js";

/**
 * A dialog that takes the focus and gives it back. Content in the default slot, buttons in the slot `actions`.
 * Attributes: `heading`, `open`, `wide`. Fires `close` when it closed, by whatever way and in the same moment: the next key
 * is one of the page already.
 */
export class CrDialog extends LitElement {
  static properties = { heading: {}, open: { type: Boolean, reflect: true }, wide: { type: Boolean } };

  static styles = [base, css`
    dialog { width: min(520px, calc(100vw - 24px)); max-height: min(84dvh, 820px); padding: 0; border: 1px solid var(--line); border-radius: 12px;
      background: var(--raised); color: var(--ink); box-shadow: var(--shadow); overflow: hidden; }
    dialog.wide { width: min(880px, calc(100vw - 24px)); }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(10 16 20 / 45%); }
    header { display: flex; align-items: center; gap: var(--s3); padding: var(--s3) var(--s3) var(--s3) var(--s5); border-bottom: 1px solid var(--line); }
    header h2 { font-size: 16px; margin-right: auto; }
    .content:focus-visible { outline: none; }
    .content { padding: var(--s4) var(--s5); overflow: auto; }
    footer { display: flex; justify-content: flex-end; gap: var(--s2); padding: var(--s3) var(--s5); border-top: 1px solid var(--line); flex-wrap: wrap; }
    footer.none { display: none; }
  `];

  constructor() {
    super();
    this.heading = "";
    this.open = false;
    this.wide = false;
    this.acts = false;
    /** Closings that were told and whose event of the browser, which comes later, is still to come. */
    this.told = 0;
  }

  updated() {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog) return;
    if (this.open && !dialog.open) {
      dialog.showModal();
      const first = /** @type {HTMLElement|null} */ (this.querySelector("[autofocus]") ?? this.querySelector("input, textarea, select"));
      const target = /** @type {any} */ (first ?? this.renderRoot.querySelector(".content"));
      target.focus();
      // An element of ours has nothing to focus before it was drawn once.
      target.updateComplete?.then(() => target.focus());
    } else if (!this.open) this.#shut();
  }

  #shut() {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog?.open) return;
    dialog.close();
    this.told++;
    this.#tell();
  }

  #tell() {
    this.open = false;
    this.dispatchEvent(new CustomEvent("close"));
  }

  #closed() { if (this.told) this.told--; else this.#tell(); }

  /** Escape; a choice of a file that was given up is called the same, and closes nothing. @param {Event} e */
  #cancelled(e) {
    if (e.target !== e.currentTarget) return;
    e.preventDefault();
    this.#shut();
  }

  render() {
    return html`<dialog class=${this.wide ? "wide" : ""} aria-labelledby="h" @close=${this.#closed} @cancel=${this.#cancelled}
        @pointerdown=${(/** @type {PointerEvent} */ e) => { if (e.target === e.currentTarget) this.#shut(); }}>
      <header><h2 id="h">${this.heading}</h2><button class="bare icon" aria-label="Close" @click=${this.#shut}>${icon("close")}</button></header>
      <div class="content" tabindex="-1"><slot></slot></div>
      <footer class=${this.acts ? "" : "none"}><slot name="actions" @slotchange=${(/** @type {Event} */ e) => { this.acts = /** @type {HTMLSlotElement} */ (e.target).assignedElements().length > 0; this.requestUpdate(); }}></slot></footer>
    </dialog>`;
  }
}
customElements.define("cr-dialog", CrDialog);
