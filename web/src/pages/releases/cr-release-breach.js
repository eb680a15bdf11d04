import { LitElement, html, nothing } from "lit";
import { base } from "../../shell/styles.js";
import { date, moment, sentence } from "../../shell/words.js";
import { field, given, panel, tick } from "./release-words.js";
import "../../components/cr-chip.js";

/** What follows when a packet went to the wrong person: the four factors, who is told, and by when. Fires `step` and `letter`. */
export class CrReleaseBreach extends LitElement {
  static properties = { release: { attribute: false } };

  static styles = [base, panel];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
  }

  #keep(/** @type {SubmitEvent} */ e) {
    const f = given(e), close = /** @type {HTMLButtonElement|null} */ (e.submitter)?.name === "close";
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "breach", body: { individuals: Number(f.text("individuals")) || 1, extent: f.text("extent"), recipient: f.text("recipient"), viewed: f.text("viewed"), mitigation: f.text("mitigation"), lowProbability: f.on("low"), told: f.on("told"), close }, say: close ? "The review is closed." : "The review is kept." } }));
  }

  render() {
    const b = this.release.details.breach, a = b?.assessment ?? {};
    if (!b) return html`<p class="soft">No packet of this request went to the wrong person.</p>`;
    return html`<div class="stackful"><div class="acts"><cr-chip tone=${b.closed ? "done" : "stop"}>${b.closed ? "Review closed" : b.isBreach ? "A breach" : "Low probability of compromise"}</cr-chip><span class="num">Found out ${moment(b.discovered)}; the patient is told by <b>${date(b.due)}</b></span>${b.part2 ? html`<cr-chip tone="warn">Substance use records among it</cr-chip>` : nothing}</div>
      <p class="small soft">A disclosure that was not permitted is a breach unless all four factors are written down and show a low probability that the information was compromised (45 CFR 164.402).</p>
      <form @submit=${this.#keep}><div class="two">${field("extent", "Nature and extent of the information", a.extent ?? "", { rows: 3 })}${field("recipient", "Who got it", a.recipient ?? "", { rows: 3 })}${field("viewed", "Whether it was acquired or viewed", a.viewed ?? "", { rows: 3 })}${field("mitigation", "How far the risk was mitigated", a.mitigation ?? "", { rows: 3 })}</div>
        <div class="two">${field("individuals", "How many patients it concerns", String(b.individuals), { type: "number" })}<div>${tick("low", "It comes to a low probability", a.lowProbability)}${tick("told", b.toldAt ? `The patient was told, ${moment(b.toldAt)}` : "The patient was told", Boolean(b.toldAt))}</div></div>
        ${b.tell.length ? html`<p>To be told: ${b.tell.map((/** @type {string} */ t) => sentence(t)).join(", ")}.</p>` : nothing}
        ${b.open.length && !b.closed ? html`<ul class="defects">${b.open.map((/** @type {string} */ o) => html`<li>${o}</li>`)}</ul>` : nothing}
        ${b.closed ? nothing : html`<div class="acts"><button name="keep">Keep it</button><button type="button" @click=${() => this.dispatchEvent(new CustomEvent("letter", { detail: { kind: "BREACH" } }))}>Write to the patient</button><button class="main" name="close">Keep it and close the review</button></div>`}</form></div>`;
  }
}
customElements.define("cr-release-breach", CrReleaseBreach);
