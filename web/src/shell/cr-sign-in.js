import { LitElement, css, html, nothing } from "lit";
import { go } from "./router.js";
import { say } from "./say.js";
import { session } from "./session.js";
import { base } from "./styles.js";
import "./cr-problem.js";

/**
 * The door: login and password, then the code of the second factor where the account has one. Afterwards the address that was
 * asked for opens; whoever is asked to set up a second factor is led there first.
 */
export class CrSignIn extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true }, half: { state: true } };

  static styles = [base, css`
    :host { display: grid; place-items: center; min-height: 100dvh; padding: var(--s4); background: var(--bg); }
    main { width: min(380px, 100%); }
    .panel { padding: var(--s6); display: grid; gap: var(--s4); }
    .brand { display: flex; align-items: center; gap: var(--s3); margin-bottom: var(--s5); }
    .brand img { width: 40px; height: 40px; }
    h1 { font-size: 22px; }
    button { width: 100%; }
    #code { font: 600 20px / 1 var(--mono); letter-spacing: .12em; }
    .foot { margin-top: var(--s4); font-size: var(--text-small); }
  `];

  constructor() {
    super();
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    /** Login and password that were right, while the code is asked for. @type {{login:string, password:string}|null} */
    this.half = null;
  }

  firstUpdated() { /** @type {HTMLElement} */ (this.renderRoot.querySelector("#login")).focus(); }

  async #enter(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (e.target));
    this.busy = true;
    this.problem = null;
    const login = this.half?.login ?? String(form.get("login")), password = this.half?.password ?? String(form.get("password"));
    const code = this.half ? String(form.get("code")).trim() : "";
    try {
      await session.signIn(login, password, code);
      this.half = null;
      this.#welcome(code);
    } catch (problem) {
      const kind = /** @type {any} */ (problem).kind;
      if (kind === "code-needed") this.half = { login, password };
      else if (kind === "not-signed-in") this.half = null;
      this.problem = kind === "code-needed" ? null : problem;
      await this.updateComplete;
      const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector(this.half ? "#code" : "#password"));
      field.focus();
      field.select();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} code */
  #welcome(code) {
    const to = location.pathname + location.search, standing = session.standing;
    if (code.length > 8 && standing) say({ text: `You signed in with a recovery code. ${standing.recoveryCodes} of ten are left; set up a new telephone under your name, Second factor.`, tone: "warn", seconds: 20 });
    go(to, { replace: true });
  }

  async #back() {
    this.half = null;
    this.problem = null;
    await this.updateComplete;
    /** @type {HTMLElement} */ (this.renderRoot.querySelector("#password")).focus();
  }

  #code() {
    return html`<form class="panel" @submit=${this.#enter}>
      ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <p id="half">The password of <b>${this.half?.login}</b> is right. Type the code that your authenticator app shows.</p>
      <div class="field"><label class="label" for="code">Code</label><input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required aria-describedby="half lost"></div>
      <button class="main" ?disabled=${this.busy}>${this.busy ? "Signing in…" : "Sign in"}</button>
      <button type="button" class="bare" @click=${this.#back}>Back</button>
      <span id="lost" class="small soft">No telephone at hand? A recovery code does as well, once. Without either, an administrator can reset the second factor.</span>
    </form>`;
  }

  render() {
    return html`<main>
      <div class="brand"><img src="/assets/favicon.svg" alt=""><div><h1>Chartroom</h1><span class="soft">The records room</span></div></div>
      ${this.half ? this.#code() : html`<form class="panel" @submit=${this.#enter}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="field"><label class="label" for="login">Login</label><input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
        <div class="field"><label class="label" for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
        <button class="main" ?disabled=${this.busy}>${this.busy ? "Signing in…" : "Sign in"}</button>
      </form>`}
      <p class="foot soft">Everything read and written here is recorded with your name.</p>
    </main>`;
  }
}
customElements.define("cr-sign-in", CrSignIn);
