import { LitElement, css, html, nothing } from "lit";
import { list, newKey, post, put } from "../../shell/api.js";
import { icon } from "../../shell/icons.js";
import { Keys } from "../../shell/keys.js";
import { say } from "../../shell/say.js";
import { session } from "../../shell/session.js";
import { base, page } from "../../shell/styles.js";
import { sentence } from "../../shell/words.js";
import "../../components/cr-chip.js";
import "../../components/cr-dialog.js";
import "../../components/cr-table.js";
import "../../shell/cr-problem.js";

const ROLES = [
  { code: "clinician", what: "dictates, signs, reads charts" },
  { code: "transcriptionist", what: "edits dictations, hands them in" },
  { code: "intake", what: "takes in paper and faxes, files them" },
  { code: "records-clerk", what: "files, searches, keeps charts" },
  { code: "privacy-officer", what: "sees the audit" },
  { code: "administrator", what: "keeps users and the machine" },
];

/** Users and their roles. Every change is in the audit with the name of who made it. */
export class CrPageAdmin extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, users: { state: true }, failure: { state: true }, editing: { state: true }, resetting: { state: true }, problem: { state: true }, active: { state: true } };

  static styles = [base, page, css`
    .table { flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    .reset { display: flex; gap: var(--s2); align-items: center; flex-wrap: wrap; margin-top: var(--s4); padding-top: var(--s3); border-top: 1px solid var(--line); }
    .roles { display: grid; gap: 2px; } .roles label { display: flex; gap: var(--s2); align-items: center; min-height: 32px; }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any[]} */
    this.users = [];
    this.failure = /** @type {any} */ (null);
    this.problem = /** @type {any} */ (null);
    /** The user in the dialog; without id a new one. @type {any} */
    this.editing = null;
    /** Whose second factor is to be reset. @type {any} */
    this.resetting = null;
    /** @type {string|null} */
    this.active = null;
    this.key = newKey();
    new Keys(this, "Admin", [
      { key: "n", label: "New user", run: () => this.#edit({ roles: [] }) },
      { key: "Enter", label: "Change the user", run: () => { const u = this.users.find((x) => x.id === this.active); if (u) this.#edit(u); } },
    ]);
  }

  connectedCallback() { super.connectedCallback(); this.#load(); }

  async #load() { try { this.users = (await list("/users", 5000)).items; this.failure = null; } catch (problem) { this.failure = problem; } }

  /** @param {any} user */
  #edit(user) { this.editing = user; this.problem = null; this.key = newKey(); }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), was = this.editing;
    const body = { login: String(f.get("login") ?? was.login).trim(), displayName: String(f.get("displayName")).trim(), roles: f.getAll("roles"), disabled: f.get("active") !== "on" && Boolean(was.id), ...(f.get("password") ? { password: f.get("password") } : {}) };
    try {
      if (was.id) await put(`/users/${was.id}`, body, was.version); else await post("/users", body, { key: this.key });
      this.editing = null;
      say({ text: was.id ? `${body.displayName} was changed.` : `${body.displayName} can sign in as ${body.login}.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  async #reset() {
    const u = this.resetting;
    try {
      await post(`/users/${u.id}/second-factor/reset`);
      this.resetting = null;
      say({ text: `The second factor of ${u.displayName} was reset. Their password alone signs in until they set it up again.`, tone: "done" });
      await this.#load();
    } catch (problem) { this.problem = problem; }
  }

  render() {
    const columns = [
      { key: "displayName", title: "Name", width: "minmax(140px, 1.4fr)", cell: (/** @type {any} */ u) => html`<b>${u.displayName}</b>${u.id === session.user?.id ? html` <span class="soft small">you</span>` : nothing}` },
      { key: "login", title: "Login", width: "minmax(100px, 1fr)", phone: false },
      { key: "roles", title: "Roles", width: "minmax(140px, 2fr)", cell: (/** @type {any} */ u) => u.roles.map((/** @type {string} */ r) => sentence(r)).join(", ") },
      { key: "secondFactor", title: "Second factor", width: "130px", phone: false, cell: (/** @type {any} */ u) => (u.secondFactor ? html`<cr-chip tone="done">Set up</cr-chip>` : html`<span class="soft">Not set up</span>`) },
      { key: "state", title: "State", width: "130px", phone: false, cell: (/** @type {any} */ u) => (u.disabled ? html`<cr-chip tone="stop">Switched off</cr-chip>` : html`<cr-chip tone="done">Active</cr-chip>`) },
    ];
    const u = this.editing;
    return html`<div class="head"><h1>Users</h1><a class="button" href="/admin/review-rules">${icon("review")} Review rules</a><a class="button" href="/admin/chart-rules">${icon("chart")} Chart rules</a><a class="button" href="/admin/forms">${icon("page")} Paper forms</a><button class="main" @click=${() => this.#edit({ roles: [] })}>${icon("plus")} New user</button></div>
      ${this.failure ? html`<cr-problem .problem=${this.failure} .again=${() => this.#load()}></cr-problem>` : nothing}
      <div class="table"><cr-table label="Users" keep="users" .columns=${columns} .items=${this.users} .active=${this.active} @active=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.item.id; }} @open=${(/** @type {CustomEvent} */ e) => this.#edit(e.detail.item)}></cr-table></div>
      <cr-dialog heading=${u?.id ? `Change ${u.displayName}` : "New user"} ?open=${Boolean(u)} @close=${() => { this.editing = null; }}>
        ${u ? html`<form id="user" class="fields" @submit=${this.#keep}>
          ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <div class="field"><label class="label" for="name">Name</label><input id="name" name="displayName" required .value=${u.displayName ?? ""} autocomplete="off"></div>
          <div class="field"><label class="label" for="login">Login</label><input id="login" name="login" required .value=${u.login ?? ""} ?disabled=${Boolean(u.id)} autocapitalize="none" autocomplete="off"></div>
          <div class="field"><label class="label" for="password">${u.id ? "New password (empty: unchanged)" : "First password"}</label><input id="password" name="password" type="password" minlength="12" ?required=${!u.id} autocomplete="new-password"><span class="small soft">12 characters or more.</span></div>
          <fieldset><legend>Roles</legend><div class="roles">${ROLES.map((r) => html`<label><input type="checkbox" name="roles" value=${r.code} ?checked=${u.roles.includes(r.code)}> ${sentence(r.code)} <span class="soft small">${r.what}</span></label>`)}</div></fieldset>
          ${u.id ? html`<label class="row"><input type="checkbox" name="active" ?checked=${!u.disabled}> May sign in</label>` : nothing}</form>
          ${u.secondFactor && u.id !== session.user?.id ? html`<p class="reset"><button class="stop" @click=${() => { this.editing = null; this.problem = null; this.resetting = u; }}>${icon("phone")} Reset the second factor</button><span class="small soft">For a lost telephone.</span></p>` : nothing}` : nothing}
        <button slot="actions" @click=${() => { this.editing = null; }}>Cancel</button><button slot="actions" class="main" @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#user")).requestSubmit()}>${u?.id ? "Keep the change" : "Add the user"}</button></cr-dialog>
      <cr-dialog heading="Reset the second factor?" ?open=${Boolean(this.resetting)} @close=${() => { this.resetting = null; }}>
        ${this.resetting ? html`<div class="fields">${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
          <p><b>${this.resetting.displayName}</b> is signed out everywhere now, and signs in with the password alone until they have set up codes again. Recovery codes of before are good no more. API tokens stay.</p>
          <p>Make sure that it is ${this.resetting.displayName} who asks for it, such as by calling them back. That you did this is in the audit trail.</p></div>` : nothing}
        <button slot="actions" @click=${() => { this.resetting = null; }}>Cancel</button><button slot="actions" class="stop" @click=${() => this.#reset()}>Reset it</button></cr-dialog>`;
  }
}
customElements.define("cr-page-admin", CrPageAdmin);
