import { LitElement, css, html, nothing } from "lit";
import { go } from "./router.js";
import { session } from "./session.js";
import { base } from "./styles.js";
import "./cr-problem.js";

/** The door: login and password. Afterwards the address that was asked for opens. */
export class CrSignIn extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    :host { display: grid; place-items: center; min-height: 100dvh; padding: var(--s4); background: var(--bg); }
    main { width: min(380px, 100%); }
    .panel { padding: var(--s6); display: grid; gap: var(--s4); }
    .brand { display: flex; align-items: center; gap: var(--s3); margin-bottom: var(--s5); }
    .brand img { width: 40px; height: 40px; }
    h1 { font-size: 22px; }
    button { width: 100%; }
    .foot { margin-top: var(--s4); font-size: var(--text-small); }
  `];

  constructor() {
    super();
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  firstUpdated() { /** @type {HTMLElement} */ (this.renderRoot.querySelector("#login")).focus(); }

  async #enter(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (e.target));
    this.busy = true;
    this.problem = null;
    try {
      await session.signIn(String(form.get("login")), String(form.get("password")));
      go(location.pathname + location.search, { replace: true });
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#password")).select();
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<main>
      <div class="brand"><img src="/assets/favicon.svg" alt=""><div><h1>Chartroom</h1><span class="soft">The records room</span></div></div>
      <form class="panel" @submit=${this.#enter}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="login">Login</label><input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
        <div class="field"><label class="label" for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
        <button class="main" ?disabled=${this.busy}>${this.busy ? "Signing in…" : "Sign in"}</button>
      </form>
      <p class="foot soft">Everything read and written here is recorded with your name.</p>
    </main>`;
  }
}
customElements.define("cr-sign-in", CrSignIn);
