import { LitElement, css, html, nothing } from "lit";
import { post } from "../../shell/api.js";
import { base } from "../../shell/styles.js";
import { FATES, localMoment } from "./desk-words.js";
import "../../components/cr-dialog.js";
import "../../shell/cr-problem.js";

const HOUR = 3_600_000;

/**
 * The dialogs of what becomes of a paper besides being filed.
 * Properties: `asking` (`misdirected`, `callback`, `send-back`, `take-over` or empty), `entry` (the paper).
 * Fires `done` ({what, entry}) when the server has kept it, and `close`.
 */
export class CrDeskOutcomes extends LitElement {
  static properties = { asking: {}, entry: { attribute: false }, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); } fieldset { display: grid; gap: var(--s2); } legend { margin-bottom: var(--s1); } label.row { font-size: var(--text); font-weight: 400; color: var(--ink); } label.row > span { font: inherit; color: inherit; }
    @media (max-width: 500px) { .two { grid-template-columns: 1fr; } }
  `];

  constructor() {
    super();
    this.asking = "";
    /** @type {any} */
    this.entry = null;
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) { if (changed.has("asking")) this.problem = null; }

  #close() { this.dispatchEvent(new CustomEvent("close")); }

  /** @param {string} what @param {unknown} body */
  async #send(what, body) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const entry = await post(`/filing/${this.entry.id}/${what}`, body, { version: this.entry.version });
      this.dispatchEvent(new CustomEvent("done", { detail: { what, entry } }));
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  #keep(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = (/** @type {string} */ name) => String(f.get(name) ?? "").trim();
    if (this.asking === "misdirected") this.#send("misdirected", { sender: text("sender"), senderTold: f.get("told") === "yes", fate: text("fate"), note: text("note") });
    else if (this.asking === "callback") this.#send("callback", { whom: text("whom"), number: text("number"), due: new Date(text("due")).toISOString(), note: text("note") });
    else if (this.asking === "send-back") this.#send("send-back", { note: text("note") });
    else if (this.asking === "take-over") this.#send("claim", { takeOver: true });
  }

  #fields() {
    const e = this.entry, last = e?.last?.step;
    if (this.asking === "misdirected") {
      const fate = last?.fate ?? "KEPT";
      return html`<p>“${e.title}” leaves the queue and stays in the list of papers that are not ours, from where it can be brought back.</p>
        <div class="field"><label class="label" for="sender">Who sent it</label><input id="sender" name="sender" autofocus maxlength="200" autocomplete="off" .value=${last?.sender ?? e.sender ?? ""}></div>
        <fieldset><legend>Does the sender know?</legend><label class="row"><input type="radio" name="told" value="yes" .checked=${Boolean(last?.senderTold)}><span>Yes, they were told</span></label><label class="row"><input type="radio" name="told" value="no" .checked=${!last?.senderTold}><span>Not yet</span></label></fieldset>
        <fieldset><legend>What became of it</legend>${Object.entries(FATES).map(([code, words]) => html`<label class="row"><input type="radio" name="fate" value=${code} .checked=${fate === code}><span>${words}</span></label>`)}</fieldset>
        <div class="field"><label class="label" for="note">Note</label><input id="note" name="note" maxlength="500" autocomplete="off"></div>`;
    }
    if (this.asking === "callback") {
      return html`<p>“${e.title}” stays in the queue with this mark, and comes to the top again when the call is due.</p>
        <div class="two"><div class="field"><label class="label" for="whom">Whom to call</label><input id="whom" name="whom" autofocus required maxlength="200" autocomplete="off" .value=${last?.whom ?? e.sender ?? ""}></div>
          <div class="field"><label class="label" for="number">Number</label><input id="number" name="number" type="tel" maxlength="60" autocomplete="off" .value=${last?.number ?? ""}></div></div>
        <div class="field"><label class="label" for="due">Due</label><input id="due" name="due" type="datetime-local" required max="9999-12-31T23:59" .value=${localMoment(new Date(Date.now() + HOUR))}></div>
        <div class="field"><label class="label" for="note">What to ask</label><textarea id="note" name="note" rows="3" maxlength="500" .value=${last?.whom ? last.note : ""}></textarea></div>`;
    }
    if (this.asking === "send-back") {
      return html`<p>“${e.title}” leaves the chart of ${e.patientName} and waits at the desk again.</p><div class="field"><label class="label" for="note">What is wrong with it</label><textarea id="note" name="note" rows="3" autofocus required maxlength="400"></textarea></div>`;
    }
    return html`<p><b>${e?.claim?.displayName}</b> has “${e?.title}” open. If you take it over, they can change nothing more in it; they see that you have it.</p>`;
  }

  render() {
    const heading = { misdirected: "Not ours", callback: "Somebody has to call", "send-back": "Send it back", "take-over": "Take it over" }[this.asking] ?? "";
    const act = { misdirected: "Take it out of the queue", callback: "Keep the mark", "send-back": "Send it back", "take-over": "Take it over" }[this.asking] ?? "";
    return html`<cr-dialog heading=${heading} ?open=${Boolean(this.asking)} @close=${() => this.#close()}>
      ${this.asking ? html`<form id="outcome" class="fields" @submit=${this.#keep}>${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}${this.#fields()}<button hidden></button></form>` : nothing}
      <button slot="actions" @click=${() => this.#close()}>Leave it</button><button slot="actions" class="main" ?disabled=${this.busy} @click=${() => /** @type {HTMLFormElement} */ (this.renderRoot.querySelector("#outcome")).requestSubmit()}>${act}</button></cr-dialog>`;
  }
}
customElements.define("cr-desk-outcomes", CrDeskOutcomes);
