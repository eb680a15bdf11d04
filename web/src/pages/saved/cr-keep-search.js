import { LitElement, css, html, nothing } from "lit";
import { call, newKey, post, put } from "../../shell/api.js";
import { say } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";
import { ROLES, filtersOf } from "./saved-words.js";

/**
 * The dialog in which a search is kept, renamed and shared.
 * Properties: `open`, `search` (a kept one, or {q, filters, sort} of a new one). Fires `kept` ({search}) and `close`.
 */
export class CrKeepSearch extends LitElement {
  static properties = { open: { type: Boolean }, search: { attribute: false }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .asks { padding: var(--s2) var(--s3); border-radius: var(--radius); background: var(--sunken); overflow-wrap: anywhere; } .asks code { font: 13px var(--mono); }
    fieldset { display: grid; gap: var(--s2); } .roles { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s2); } label.row { min-height: 28px; }
    @media (max-width: 500px) { .roles { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.open = false;
    /** @type {any} */
    this.search = null;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
    this.key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("open") || !this.open) return;
    this.problem = null;
    this.key = newKey();
  }

  #close() { this.open = false; this.dispatchEvent(new CustomEvent("close")); }

  async #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), was = this.search;
    const body = { name: f.get("name"), q: was.q, filters: was.filters, sort: was.sort, sharedWith: f.getAll("role") };
    this.busy = true;
    this.problem = null;
    try {
      let search = was.id ? await put(`/search/saved/${was.id}`, body, was.version) : await post("/search/saved", body, { key: this.key });
      const wants = f.get("alert") === "on";
      if (wants !== Boolean(was.alert)) search = (await call(wants ? "PUT" : "DELETE", `/search/saved/${search.id}/alert`)).body;
      say({ text: `“${search.name}” is kept.`, tone: "done" });
      this.dispatchEvent(new CustomEvent("kept", { detail: { search } }));
      this.#close();
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    const s = this.search;
    return html`<cr-dialog heading=${s?.id ? "Change the saved search" : "Save this search"} ?open=${this.open} @close=${() => this.#close()}>
      ${this.open && s ? html`<form id="keep" class="fields" @submit=${this.#keep}>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <p class="asks">${s.q ? html`<code>${s.q}</code>` : "All records"}${filtersOf(s) ? html`<br><span class="small">${filtersOf(s)}</span>` : nothing}</p>
        <div class="field"><label class="label" for="name">Name</label><input id="name" name="name" required maxlength="80" autocomplete="off" autofocus .value=${s.name ?? ""}></div>
        <label class="row"><input type="checkbox" name="alert" ?checked=${Boolean(s.alert)}> Tell me when something new matches</label>
        <fieldset><legend>Share it with (they read its name and its words)</legend><div class="roles">${ROLES.map(([code, title]) => html`<label class="row"><input type="checkbox" name="role" value=${code} ?checked=${(s.sharedWith ?? []).includes(code)}> ${title}</label>`)}</div></fieldset></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Cancel</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#keep")).requestSubmit()}>Keep it</button></cr-dialog>`;
  }
}
customElements.define("cr-keep-search", CrKeepSearch);
