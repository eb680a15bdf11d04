import { LitElement, css, html, nothing } from "lit";
import { post } from "../shell/api.js";
import { icon } from "../shell/icons.js";
import { openings } from "../shell/openings.js";
import { go } from "../shell/router.js";
import { say } from "../shell/say.js";
import { session } from "../shell/session.js";
import { base } from "../shell/styles.js";
import { name } from "../shell/words.js";
import "../shell/cr-problem.js";

/** Whether restricted charts can be opened in an emergency by whoever is signed in. */
export function mayOpenInEmergency() { return session.has("clinician"); }

/**
 * Where a clinician finds nothing because a chart may be restricted: opens it in an emergency, by what tells one person from
 * another, with a reason. Fires `opened` (CustomEvent with the opening); goes to the chart unless that is prevented.
 */
export class CrEmergency extends LitElement {
  static properties = { mrn: {}, problem: { state: true }, busy: { state: true } };

  static styles = [base, css`
    :host { display: block; text-align: left; width: min(560px, 100%); }
    details { border: 1px solid var(--line-strong); border-left: 4px solid var(--stop); border-radius: var(--radius); background: var(--surface); color: var(--ink); }
    summary { cursor: pointer; padding: var(--s2) var(--s3); font-weight: 600; min-height: var(--control); align-content: center; }
    form { padding: var(--s2) var(--s3) var(--s3); }
    ul { list-style: disc; padding-left: var(--s5); display: grid; gap: 2px; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); }
    @media (max-width: 460px) { .two { grid-template-columns: minmax(0, 1fr); } }
  `];

  constructor() {
    super();
    /** A record number to begin with. */
    this.mrn = "";
    this.problem = /** @type {any} */ (null);
    this.busy = false;
  }

  async #open(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    if (this.busy) return;
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target));
    this.busy = true;
    this.problem = null;
    try {
      const opening = await post("/emergency-access", { mrn: f.get("mrn"), birthDate: f.get("birthDate"), reason: f.get("reason") });
      openings.add(opening);
      say({ text: `The chart of ${name({ display: opening.patientName })} is open to you for an hour. Close it when you are done.`, tone: "warn", seconds: 12 });
      if (this.dispatchEvent(new CustomEvent("opened", { detail: opening, cancelable: true }))) go(`/patients/${opening.patientId}`);
    } catch (problem) { this.problem = problem; } finally { this.busy = false; }
  }

  render() {
    return html`<details>
      <summary>In an emergency: open a restricted chart</summary>
      <form class="fields" @submit=${this.#open}>
        <p>A chart may be there that is closed to you. If you treat this patient now and need it, open it:</p>
        <ul><li>it opens to you alone, for one hour, and you can close it before;</li>
          <li>the privacy officer is told at once, with your name and your reason;</li>
          <li>what you look at is listed, and a privacy officer judges afterwards whether there was need.</li></ul>
        ${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
        <div class="two"><div class="field"><label class="label" for="mrn">Record number (MRN)</label><input id="mrn" name="mrn" required maxlength="64" autocomplete="off" .value=${this.mrn}></div>
          <div class="field"><label class="label" for="born">Birth date</label><input id="born" name="birthDate" type="date" required max="9999-12-31"></div></div>
        <div class="field"><label class="label" for="reason">What the emergency is</label><textarea id="reason" name="reason" required minlength="10" maxlength="2000" rows="3" placeholder="Brought in unconscious; allergies and medication not known"></textarea></div>
        <div><button class="main" ?disabled=${this.busy}>${icon("lock")} Open the chart for one hour</button></div>
      </form></details>`;
  }
}
customElements.define("cr-emergency", CrEmergency);
