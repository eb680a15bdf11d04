import { LitElement, css, html, nothing, svg } from "lit";
import { get, post } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { go } from "../../shell/router.js";
import { aloud, say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { counted, date } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../shell/cr-problem.js";

/** @typedef {{secret:string, uri:string, qr:{side:number, path:string}}} Offer */

/** Fewer recovery codes than this are few. */
const FEW = 4;

/**
 * One's own second factor: a secret for the authenticator app, proven by a code, and the recovery codes, shown once. `?then=`
 * says where whoever was led here wanted to go.
 */
export class CrPageSecondFactor extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, standing: { state: true }, offer: { state: true }, codes: { state: true }, failure: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [base, page, css`
    .body > * { max-width: 720px; }
    .body { display: grid; gap: var(--s4); align-content: start; padding-top: var(--s2); }
    /* Told to whoever hears the page, where to go on; nothing that a key does is there. */
    #first, #kept { outline: none; }
    form { display: grid; gap: var(--s3); justify-items: start; }
    form .field { width: min(320px, 100%); }
    ol.steps { display: grid; gap: var(--s4); counter-reset: step; }
    ol.steps > li { display: grid; gap: var(--s2); grid-template-columns: 28px minmax(0, 1fr); counter-increment: step; }
    ol.steps > li::before { content: counter(step) / ""; width: 24px; height: 24px; border-radius: 50%; display: grid; place-items: center; background: var(--accent-soft); color: var(--accent); font-weight: 700; font-size: var(--text-small); }
    ol.steps > li > div { display: grid; gap: var(--s2); justify-items: start; }
    .qr { background: #fff; border: 1px solid var(--line); border-radius: var(--radius); box-sizing: content-box; display: block; }
    .secret, .codes li { font: 600 15px / 1.5 var(--mono); letter-spacing: .02em; }
    .secret { overflow-wrap: anywhere; user-select: all; }
    #code { font: 600 20px / 1 var(--mono); letter-spacing: .12em; }
    .codes { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: var(--s1) var(--s5); padding: var(--s4); border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
    .note { display: flex; gap: var(--s2); align-items: flex-start; padding: var(--s2) var(--s3); border: 1px solid var(--line); border-left: 4px solid var(--warn); border-radius: var(--radius); background: var(--warn-soft); }
    .note svg { color: var(--warn); margin-top: 3px; }
    .actions { display: flex; gap: var(--s2); flex-wrap: wrap; }
    .on { display: flex; gap: var(--s2) var(--s3); align-items: center; flex-wrap: wrap; }
    @media print { .head .button, .actions, .on, cr-problem { display: none; } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {import("../../shell/session.js").Standing|null} */
    this.standing = session.standing;
    /** @type {Offer|null} */
    this.offer = null;
    /** Recovery codes, as long as they are shown. @type {string[]|null} */
    this.codes = null;
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }
  /** What was told once does not wait here for the next one at this screen. */
  disconnectedCallback() { super.disconnectedCallback(); this.offer = null; this.codes = null; }

  async #load() {
    try { this.standing = await get("/second-factor"); this.failure = null; } catch (problem) { this.failure = problem; }
  }

  /** Where they wanted to go; addresses of this server only. */
  get #then() {
    const to = this.query.get("then") ?? "";
    return /^\/(?![/\\])/.test(to) && !to.startsWith("/second-factor") ? to : "/";
  }

  /** @param {SubmitEvent} e */
  async #begin(e) {
    e.preventDefault();
    if (this.busy) return;
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#password"));
    this.busy = true;
    this.problem = null;
    try {
      this.offer = await post("/second-factor", { password: field.value });
      await this.updateComplete;
      /** @type {HTMLElement} */ (this.renderRoot.querySelector("#first")).focus();
      aloud("The secret is shown. Take it into your authenticator app, then type the code that it shows.");
    } catch (problem) {
      this.problem = problem;
      field.select();
    } finally { this.busy = false; }
  }

  /** @param {SubmitEvent} e */
  async #confirm(e) {
    e.preventDefault();
    if (this.busy) return;
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("#code"));
    this.busy = true;
    this.problem = null;
    try {
      this.codes = (await post("/second-factor/confirm", { code: field.value })).recoveryCodes;
      this.offer = null;
      await this.#load();
      await this.updateComplete;
      /** @type {HTMLElement} */ (this.renderRoot.querySelector("#kept")).focus();
      aloud("The second factor is set up. Keep the recovery codes now: they are shown this once.");
    } catch (problem) {
      this.problem = problem;
      field.select();
    } finally { this.busy = false; }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText((this.codes ?? []).join("\n"));
      say({ text: "The recovery codes are on the clipboard. Paste them into your password manager.", tone: "done" });
    } catch {
      say({ text: "The browser did not let them be copied. They are still shown: print them, or write them down.", tone: "warn" });
    }
  }

  /** @param {boolean} [done] */
  async #on(done = false) {
    const to = this.#then;
    this.codes = null;
    if (done) {
      try { await session.resume(); } catch (problem) { this.problem = problem; return; }
    }
    go(to, { replace: true });
  }

  #stop() { this.offer = null; this.problem = null; }

  /** @param {string} word on the button @param {boolean} [later] whether it may be put off */
  #password(word, later = false) {
    return html`<form @submit=${this.#begin}>
      <div class="field"><label class="label" for="password">Your password</label><input id="password" type="password" autocomplete="current-password" required aria-describedby="why"><span id="why" class="small soft">So that nobody does this at a screen you left open.</span></div>
      <div class="actions"><button class="main" ?disabled=${this.busy}>${word}</button>${later ? html`<button type="button" @click=${() => this.#on()}>Later</button>` : nothing}</div>
    </form>`;
  }

  #asked() {
    const s = this.standing;
    if (!s?.asked || s.on) return nothing;
    if (s.required) return html`<p class="note">${icon("warn")}<span>Your role releases records or administers, and the time to put this off is over. Nothing else is open to you before it is set up; your work is kept as it was. Without a telephone, ask an administrator.</span></p>`;
    return html`<p class="note">${icon("warn")}<span>Your role releases records or administers, so the office asks you to set this up.${s.laterUntil ? html` You can put it off until <b>${date(s.laterUntil)}</b>.` : nothing}</span></p>`;
  }

  #introduction() {
    return html`${this.#asked()}
      <p>After your password you type a six-digit code that an app on your telephone shows. Whoever learns your password cannot sign in with it alone. Any app for one-time codes will do; it needs no network and tells nobody anything.</p>
      ${this.#password("Begin", this.standing?.asked && !this.standing.required && this.query.has("then"))}`;
  }

  /** @param {Offer} offer */
  #offered(offer) {
    const { side, path } = offer.qr;
    return html`<ol class="steps">
      <li><div><h2 id="first" tabindex="-1">Take the secret into your app</h2>
        <svg class="qr" width=${4 * side} height=${4 * side} viewBox="0 0 ${side} ${side}" role="img" aria-label="QR code with the secret; it is written below as well" shape-rendering="crispEdges">${svg`<path d=${path} fill="#000"></path>`}</svg>
        <span class="small soft">Scan it with the app. On this telephone, or without a camera, <a href=${offer.uri}>open it in the app</a> or type it:</span>
        <span class="secret">${offer.secret}</span></div></li>
      <li><div><h2>Type the code that the app shows now</h2>
        <form @submit=${this.#confirm}>
          <div class="field"><label class="label" for="code">Code of six digits</label><input id="code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required maxlength="12"></div>
          <div class="actions"><button class="main" ?disabled=${this.busy}>Set it up</button><button type="button" @click=${this.#stop}>Stop</button></div>
        </form></div></li></ol>
      <p class="small soft">${this.standing?.on ? "Until then the codes of before stay good." : "Until then your password alone signs you in, as before."}</p>`;
  }

  /** @param {string[]} codes */
  #told(codes) {
    return html`<h2 id="kept" tabindex="-1">Keep these recovery codes</h2>
      <p>It is set up: from now on you sign in with your password and a code. Your other sessions were ended. For the day on which the telephone is lost, each of these codes signs you in <b>once</b> in place of one of the app's. They are shown <b>this once</b>: the server keeps only what proves them.</p>
      <ul class="codes" aria-label="Recovery codes">${codes.map((code) => html`<li>${code}</li>`)}</ul>
      <div class="actions"><button @click=${this.#copy}>${icon("file")} Copy</button><button @click=${() => print()}>${icon("print")} Print</button><button class="main" @click=${() => this.#on(true)}>I have kept them, go on</button></div>`;
  }

  #set() {
    const s = /** @type {import("../../shell/session.js").Standing} */ (this.standing);
    return html`<div class="on"><cr-chip tone="done">Set up</cr-chip><span>since ${date(s.since)}</span><span class="soft">${counted(s.recoveryCodes, "recovery code")} left</span></div>
      ${s.recoveryCodes < FEW ? html`<p class="note">${icon("warn")}<span>${s.recoveryCodes ? "Few recovery codes are left." : "No recovery code is left."} Set it up anew: that gives ten new ones.</span></p>` : nothing}
      <h2>A new telephone, or new recovery codes</h2>
      <p>Set it up anew. What you have stays good until the new secret is proven by a code; then it and its recovery codes are good no more.</p>
      ${this.#password("Set it up anew")}
      <p class="soft">Lost the telephone and the recovery codes? An administrator can reset it.</p>`;
  }

  render() {
    return html`<div class="head"><h1>Second factor</h1></div>
      <div class="body">
        ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        ${this.codes ? this.#told(this.codes) : this.offer ? this.#offered(this.offer) : !this.standing ? nothing : this.standing.on ? this.#set() : this.#introduction()}
      </div>`;
  }
}
customElements.define("cr-page-second-factor", CrPageSecondFactor);
