import { LitElement, css, html, nothing } from "lit";
import { session } from "./session.js";
import { base } from "./styles.js";
import { icon } from "./icons.js";
import "./cr-problem.js";

/** Minutes without a key, a click or a touch until the screen hides what is on it. */
const IDLE_MINUTES = 15;

/**
 * Hides health information when nobody is at the screen, or when the session ended, and keeps the page behind it as it was.
 * All tabs share the time of the last use. A reload stays locked.
 */
export class CrLock extends LitElement {
  static properties = { user: { attribute: false }, signedOut: { type: Boolean, attribute: "signed-out" }, locked: { state: true }, coded: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    dialog { position: fixed; inset: 0; width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0; border: 0; padding: var(--s4); background: var(--bg); color: var(--ink); }
    dialog[open] { display: grid; place-items: center; }
    form { width: min(360px, 100%); display: grid; gap: var(--s4); padding: var(--s6); }
    .row svg { width: 22px; height: 22px; color: var(--accent); }
  `];

  constructor() {
    super();
    /** @type {import("./session.js").User|null} */
    this.user = null;
    this.signedOut = false;
    this.locked = sessionStorage.getItem("chartroom.locked") === "yes";
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    /** A session that is over is opened anew, with the code of the second factor as well. */
    this.coded = false;
    this.used = () => localStorage.setItem("chartroom.used", String(Date.now()));
  }

  connectedCallback() {
    super.connectedCallback();
    this.used();
    let last = 0;
    const use = (/** @type {Event} */ e) => {
      if (this.locked || e.timeStamp - last < 5000) return;
      last = e.timeStamp;
      this.used();
    };
    for (const type of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(type, use, { passive: true });
    this.timer = setInterval(() => {
      const idle = Date.now() - Number(localStorage.getItem("chartroom.used") ?? 0);
      if (idle > IDLE_MINUTES * 60_000) this.lock();
    }, 10_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  lock() {
    this.locked = true;
    sessionStorage.setItem("chartroom.locked", "yes");
  }

  updated() {
    const dialog = /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
    const shut = this.locked || this.signedOut;
    document.documentElement.toggleAttribute("data-locked", shut);
    if (shut && !dialog.open) {
      dialog.showModal();
      /** @type {HTMLElement} */ (this.renderRoot.querySelector("#again")).focus();
    } else if (!shut && dialog.open) dialog.close();
  }

  async #open(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#again"));
    const code = /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector("#code"));
    this.busy = true;
    this.problem = null;
    try {
      await session.signIn(this.user?.login ?? "", field.value, code?.value.trim());
      this.used();
      this.locked = false;
      this.coded = false;
      field.value = "";
      sessionStorage.removeItem("chartroom.locked");
    } catch (problem) {
      const kind = /** @type {any} */ (problem).kind;
      this.coded ||= kind === "code-needed";
      this.problem = kind === "code-needed" ? null : problem;
      // The password is kept while only the code was not right.
      if (kind !== "code-needed" && kind !== "wrong-code") field.value = "";
      await this.updateComplete;
      /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(field.value ? "#code" : "#again"))?.focus();
    } finally {
      if (code) code.value = "";
      this.busy = false;
    }
  }

  /** Another person takes the seat: what was typed and not kept is given up, so nothing of the first person's is shown. */
  async #other() {
    try { await session.signOut(); } catch (problem) {
      if (/** @type {any} */ (problem).status !== 401) { this.problem = problem; return; }
    }
    sessionStorage.removeItem("chartroom.locked");
    location.assign("/sign-in");
  }

  render() {
    return html`<dialog aria-labelledby="t" @cancel=${(/** @type {Event} */ e) => e.preventDefault()} @close=${() => this.requestUpdate()}>
      <form class="panel" @submit=${this.#open}>
        <div class="row">${icon("lock")}<h1 id="t">${this.signedOut ? "Your session ended" : "Locked"}</h1></div>
        <p>${this.user?.displayName}, your work is kept as you left it. Enter your password to go on.</p>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <input class="sr" name="login" autocomplete="username" .value=${this.user?.login ?? ""} tabindex="-1" aria-hidden="true" readonly>
        <div class="field"><label class="label" for="again">Password</label><input id="again" type="password" autocomplete="current-password" required></div>
        ${this.coded ? html`<div class="field"><label class="label" for="code">Code of your authenticator app, or a recovery code</label><input id="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required></div>` : nothing}
        <button class="main" ?disabled=${this.busy}>Go on</button>
        <button type="button" class="bare" @click=${this.#other}>Sign in as someone else</button>
      </form>
    </dialog>`;
  }
}
customElements.define("cr-lock", CrLock);
