import { LitElement, css, html, nothing } from "lit";
import { base } from "../../shell/styles.js";
import { moment, sentence } from "../../shell/words.js";
import { field, given, money, panel } from "./release-words.js";
import "../../components/cr-chip.js";

/** What the request costs: lines that may be charged, told before, paid or waived. Fires `step` and `letter` ({kind}). */
export class CrReleaseFees extends LitElement {
  static properties = { release: { attribute: false }, lines: { state: true }, changed: { state: true } };

  static styles = [base, panel, css`
    table input, table select { min-width: 80px; } td.n input { text-align: right; } .refused { display: grid; gap: var(--s1); } .refused li { display: flex; gap: var(--s3); flex-wrap: wrap; }
    .total { font-weight: 650; } td { vertical-align: middle; }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    /** @type {any[]} */
    this.lines = [];
    this.changed = false;
  }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    if (changed.has("release") && (!this.changed || /** @type {any} */ (changed.get("release"))?.id !== this.release.id)) { this.lines = this.release.details.fees.lines.map((/** @type {any} */ l) => ({ ...l })); this.changed = false; }
  }

  /** @param {string} step @param {any} body @param {string} say */
  #step(step, body, say) { this.changed = false; this.dispatchEvent(new CustomEvent("step", { detail: { step, body, say } })); }

  /** @param {number} at @param {any} to */
  #set(at, to) { this.lines = this.lines.map((l, i) => (i === at ? { ...l, ...to } : l)); this.changed = true; }

  render() {
    const r = this.release, f = r.details.fees, may = f.kinds.filter((/** @type {any} */ k) => !k.refusal), not = f.kinds.filter((/** @type {any} */ k) => k.refusal), gone = Boolean(r.handover);
    const total = this.lines.reduce((n, l) => n + l.count * l.centsEach, 0);
    return html`<div class="stackful"><section><h3>Invoice</h3>
      ${this.lines.length ? html`<div class="scroll"><table><caption class="sr">Lines of the invoice</caption><thead><tr><th scope="col">What</th><th scope="col">In words</th><th scope="col" class="n">How many</th><th scope="col" class="n">Each, in dollars</th><th scope="col" class="n">Amount</th><th scope="col"><span class="sr">Take off</span></th></tr></thead><tbody>${this.lines.map((l, i) => html`<tr>
        <td><select aria-label="What, line ${i + 1}" @change=${(/** @type {Event} */ e) => this.#set(i, { kind: /** @type {HTMLSelectElement} */ (e.target).value, words: "" })}>${may.map((/** @type {any} */ k) => html`<option value=${k.kind} ?selected=${k.kind === l.kind}>${sentence(k.kind)}</option>`)}</select></td>
        <td><input aria-label="In words, line ${i + 1}" .value=${l.words ?? ""} @change=${(/** @type {Event} */ e) => this.#set(i, { words: /** @type {HTMLInputElement} */ (e.target).value })}></td>
        <td class="n"><input aria-label="How many, line ${i + 1}" type="number" min="1" .value=${String(l.count)} @change=${(/** @type {Event} */ e) => this.#set(i, { count: Number(/** @type {HTMLInputElement} */ (e.target).value) || 1 })}></td>
        <td class="n"><input aria-label="Each, line ${i + 1}" type="number" min="0" step="0.01" .value=${(l.centsEach / 100).toFixed(2)} @change=${(/** @type {Event} */ e) => this.#set(i, { centsEach: Math.round(Number(/** @type {HTMLInputElement} */ (e.target).value) * 100) })}></td>
        <td class="n num">${money(l.count * l.centsEach)}</td><td><button class="bare" aria-label="Take line ${i + 1} off" @click=${() => { this.lines = this.lines.filter((_, k) => k !== i); this.changed = true; }}>Take off</button></td></tr>`)}
        <tr class="total"><td colspan="4">Total</td><td class="n num">${money(total)}</td><td></td></tr></tbody></table></div>` : html`<p>Nothing is charged.</p>`}
      <div class="acts"><button ?disabled=${!may.length || gone} @click=${() => { this.lines = [...this.lines, { kind: may[0].kind, words: "", count: 1, centsEach: 0 }]; this.changed = true; }}>Another line</button>
        ${f.flatCents ? html`<button ?disabled=${gone} @click=${() => { this.lines = [{ kind: "FLAT", words: "", count: 1, centsEach: f.flatCents }]; this.changed = true; }}>Flat fee of ${money(f.flatCents)}</button>` : nothing}
        <button class="main" ?disabled=${!this.changed || gone} @click=${() => this.#step("fees", { lines: this.lines.map(({ kind, words, count, centsEach }) => ({ kind, words, count, centsEach })) }, "The fees are kept.")}>Keep the fees</button></div>
      ${not.length ? html`<details><summary>What may not be charged here (${f.citation})</summary><ul class="refused">${not.map((/** @type {any} */ k) => html`<li><b>${sentence(k.kind)}</b><span class="small soft">${k.refusal}</span></li>`)}</ul></details>` : nothing}</section>
      <section><h3>Told and settled</h3><div class="acts"><cr-chip tone=${f.estimateShown ? "done" : f.lines.length ? "warn" : "plain"}>${f.estimateShown ? "The amount was told" : "The amount was not told"}</cr-chip><cr-chip tone=${f.settled ? "done" : "warn"}>${f.settlement ? `${sentence(f.settlement.kind)}: ${f.settlement.words}` : f.settled ? "Nothing to pay" : "Not paid"}</cr-chip>${f.settlement ? html`<span class="small soft">${moment(f.settlement.at)}</span>` : nothing}</div>
        <div class="acts"><button ?disabled=${!f.lines.length || gone} @click=${() => this.dispatchEvent(new CustomEvent("letter", { detail: { kind: "INVOICE" } }))}>Write the invoice</button><button ?disabled=${!f.lines.length || f.estimateShown || gone} @click=${() => this.#step("fees/shown", {}, "It is noted that the amount was told.")}>The amount was told</button></div>
        ${f.lines.length && !f.settled ? html`<div class="two"><form @submit=${(/** @type {SubmitEvent} */ e) => this.#step("fees/paid", { cents: f.totalCents, words: given(e).text("words") }, "The payment is recorded.")}>${field("words", `How ${money(f.totalCents)} were paid`, "", { required: true })}<div class="acts"><button>Paid</button></div></form>
          <form @submit=${(/** @type {SubmitEvent} */ e) => this.#step("fees/waived", { reason: given(e).text("reason") }, "The fee is waived.")}>${field("reason", "Why the fee is waived", "", { required: true })}<div class="acts"><button>Waive it</button></div></form></div>` : nothing}
        <p class="small soft">An unpaid bill for care never holds records back.</p></section></div>`;
  }
}
customElements.define("cr-release-fees", CrReleaseFees);
