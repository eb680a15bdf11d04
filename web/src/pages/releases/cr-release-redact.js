import { LitElement, css, html, nothing } from "lit";
import { post } from "../../shell/api.js";
import { Keys } from "../../shell/keys.js";
import { aloud } from "../../shell/say.js";
import { base } from "../../shell/styles.js";
import { counted } from "../../shell/words.js";
import { panel } from "./release-words.js";
import "../../components/cr-zone-sheet.js";
import "../../shell/cr-problem.js";

/** Why something is painted over; what it covers is never written down. */
const WHYS = ["third party", "not asked for", "sensitive", "another patient"];

/**
 * What is painted over: boxes drawn on the page by mouse, moved and sized by arrows, or set over words that are searched for.
 * Fires `step`. Boxes are kept with the request when they change.
 */
export class CrReleaseRedact extends LitElement {
  static properties = { release: { attribute: false }, at: { state: true }, boxes: { state: true }, active: { state: true }, changed: { state: true }, found: { state: true }, problem: { state: true }, why: { state: true } };

  static styles = [base, panel, css`
    .work { display: grid; grid-template-columns: minmax(0, 1fr) minmax(220px, 280px); gap: var(--s4); align-items: start; }
    cr-zone-sheet { border: 1px solid var(--line); border-radius: var(--radius); max-height: 76vh; }
    .side { display: grid; gap: var(--s4); position: sticky; top: 0; } ul.pages { max-height: 240px; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
    ul.pages button { display: flex; width: 100%; justify-content: space-between; border: 0; border-radius: 0; background: none; } ul.pages button[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    ul.boxes li { display: flex; align-items: center; gap: var(--s2); padding: 2px 0; }
    @media (max-width: 1000px) { .work { grid-template-columns: minmax(0, 1fr); } .side { position: static; } }
  `];

  constructor() {
    super();
    /** @type {any} */
    this.release = null;
    this.at = 0;
    /** Boxes by page, as they are on the screen. @type {Map<string, any[]>} */
    this.boxes = new Map();
    this.active = -1;
    this.changed = false;
    /** @type {any} */
    this.found = null;
    this.why = WHYS[0];
    this.problem = /** @type {any} */ (null);
    const on = () => this.#pages.length > 0 && !this.release.handover;
    new Keys(this, "Redaction", [
      { key: "b", label: "New box in the middle of the page", when: on, run: () => this.#add() },
      { key: "PageDown", label: "Next page", when: on, run: () => this.#show(this.at + 1) },
      { key: "PageUp", label: "Previous page", when: on, run: () => this.#show(this.at - 1) },
      { key: "Ctrl+s", label: "Keep the boxes", typing: true, when: on, run: () => this.#keep(false) },
    ]);
  }

  /** @type {any[]} */
  get #pages() { return (this.release?.pages ?? []).filter((/** @type {any} */ p) => !p.withheld); }
  get #current() { return this.#pages[this.at]; }

  /** @param {Map<string,unknown>} changed */
  willUpdate(changed) {
    if (changed.has("release") && (!this.changed || /** @type {any} */ (changed.get("release"))?.id !== this.release.id)) {
      this.boxes = new Map(this.#pages.map((p) => [key(p), p.boxes.map((/** @type {any} */ b) => ({ ...b, name: b.why, kind: "TEXT", field: "OTHER" }))]));
      this.changed = false;
      this.at = Math.min(this.at, Math.max(0, this.#pages.length - 1));
    }
  }

  /** @param {number} to */
  #show(to) { this.at = Math.max(0, Math.min(this.#pages.length - 1, to)); this.active = -1; aloud(`Page ${this.at + 1} of ${this.#pages.length}`); }

  /** @param {any} p @param {any[]} boxes */
  #set(p, boxes) { this.boxes = new Map(this.boxes).set(key(p), boxes.map((b) => ({ ...b, name: b.name || this.why }))); this.changed = true; }

  async #add() {
    const p = this.#current;
    if (!p?.image) return;
    const all = [...(this.boxes.get(key(p)) ?? []), { x: 0.35, y: 0.45, width: 0.3, height: 0.03, name: this.why, kind: "TEXT", field: "OTHER" }];
    this.#set(p, all);
    this.active = all.length - 1;
    await this.updateComplete;
    /** @type {any} */ (this.renderRoot.querySelector("cr-zone-sheet")).focusZone(this.active);
  }

  async #find(/** @type {SubmitEvent} */ e) {
    e.preventDefault();
    const f = new FormData(/** @type {HTMLFormElement} */ (e.target)), words = String(f.get("words") ?? "").trim(), pattern = String(f.get("pattern") ?? "");
    if (!words && !pattern) return;
    try {
      const found = await post(`/releases/${this.release.id}/find-words`, pattern && !words ? { pattern } : { words });
      this.problem = null;
      this.found = { ...found, words };
      const going = new Map(this.#pages.map((p) => [key(p), p])), next = new Map(this.boxes);
      let added = 0;
      for (const hit of found.hits) {
        const k = `${hit.document}/${hit.page}`;
        if (!going.has(k)) continue;
        const there = next.get(k) ?? [];
        if (there.some((b) => Math.abs(b.x - hit.x) < 0.002 && Math.abs(b.y - hit.y) < 0.002)) continue;
        next.set(k, [...there, { x: hit.x, y: hit.y, width: hit.width, height: hit.height, name: this.why, kind: "TEXT", field: "OTHER" }]);
        added++;
      }
      this.found.added = added;
      if (added) { this.boxes = next; this.changed = true; }
      aloud(`${counted(added, "box", "boxes")} set`);
    } catch (problem) { this.problem = problem; this.found = null; }
  }

  /** @param {boolean} complete */
  #keep(complete) {
    const pages = this.#pages.map((p) => ({ document: p.document, page: p.page, boxes: (this.boxes.get(key(p)) ?? []).map((b) => ({ x: b.x, y: b.y, width: b.width, height: b.height, why: b.name || this.why })) }));
    this.changed = false;
    this.dispatchEvent(new CustomEvent("step", { detail: { step: "redact", body: { pages, complete }, say: complete ? "Everything that is to be painted over is marked." : "The boxes are kept." } }));
  }

  render() {
    const p = this.#current, mine = p ? this.boxes.get(key(p)) ?? [] : [], gone = Boolean(this.release.handover);
    const total = [...this.boxes.values()].reduce((n, b) => n + b.length, 0);
    if (!p) return html`<p class="soft">No page is left to send. Choose pages first.</p>`;
    return html`${this.problem ? html`<cr-problem .problem=${this.problem}></cr-problem>` : nothing}
      <div class="work"><div class="part"><div class="acts"><button ?disabled=${this.at === 0} @click=${() => this.#show(this.at - 1)}>Previous page</button><span class="num">Page ${this.at + 1} of ${this.#pages.length}: ${p.title || "Document"}, page ${p.page}</span><button ?disabled=${this.at >= this.#pages.length - 1} @click=${() => this.#show(this.at + 1)}>Next page</button><button ?disabled=${!p.image || gone} @click=${() => this.#add()}>New box <kbd class="desk">B</kbd></button></div>
        ${p.image ? html`<cr-zone-sheet thing="box" sheet="Page ${p.page}" .image=${p.image} .ratio=${p.heightPx && p.widthPx ? p.heightPx / p.widthPx : 11 / 8.5} .zones=${mine} .active=${this.active} @pick=${(/** @type {CustomEvent} */ e) => { this.active = e.detail.at; }} @zones=${(/** @type {CustomEvent} */ e) => { this.#set(p, e.detail.zones); if (e.detail.drawn) this.active = e.detail.zones.length - 1; }}></cr-zone-sheet>`
        : html`<p class="defects">This page has text only and no picture that could be painted over. It goes as it is, or is kept back.</p>`}</div>
      <div class="side">
        <form @submit=${this.#find}><div class="field"><label class="label" for="words">Paint over these words, on all pages</label><input id="words" name="words" minlength="2" maxlength="200" autocomplete="off"></div><div class="field"><label class="label" for="pattern">Or everything that looks like</label><select id="pattern" name="pattern"><option value="">–</option><option value="PHONE">a telephone number</option><option value="SOCIAL_SECURITY_NUMBER">a social security number</option><option value="EMAIL">an e-mail address</option><option value="DATE">a date</option></select></div><div class="acts"><button ?disabled=${gone}>Set boxes</button></div>
          ${this.found ? html`<p class="small" role="status">${counted(this.found.hits.length, "place")} on ${counted(this.found.pages, "page")}; ${counted(this.found.added, "new box", "new boxes")}. Words that were read wrongly are not found: look at the pages, too.</p>` : nothing}</form>
        <div class="field"><label class="label" for="why">Why, for new boxes</label><select id="why" @change=${(/** @type {Event} */ e) => { this.why = /** @type {HTMLSelectElement} */ (e.target).value; }}>${WHYS.map((w) => html`<option ?selected=${w === this.why}>${w}</option>`)}</select></div>
        <section><h3>${counted(mine.length, "box", "boxes")} on this page</h3><ul class="boxes">${mine.map((b, i) => html`<li><span class="grow">${i + 1}. ${b.name}</span><button class="bare" aria-label="Take box ${i + 1} away" ?disabled=${gone} @click=${() => this.#set(p, mine.filter((_, k) => k !== i))}>Take away</button></li>`)}</ul></section>
        <section><h3>Pages</h3><ul class="pages">${this.#pages.map((each, i) => html`<li><button aria-current=${i === this.at ? "true" : nothing} @click=${() => this.#show(i)}><span class="clip">${each.title || "Document"}, ${each.page}</span><span class="num">${(this.boxes.get(key(each)) ?? []).length || ""}<span class="sr"> boxes</span></span></button></li>`)}</ul></section>
        <div class="part"><p class="small soft">${this.changed ? "Boxes on the screen are not kept yet." : `${counted(total, "box", "boxes")} kept.`} ${this.release.redactionDecided && !this.changed ? "Somebody said that this is all." : ""}</p>
          <button ?disabled=${gone || !this.changed} @click=${() => this.#keep(false)}>Keep the boxes <kbd class="desk">Ctrl S</kbd></button><button class="main" ?disabled=${gone} @click=${() => this.#keep(true)}>This is all</button></div>
      </div></div>`;
  }
}
customElements.define("cr-release-redact", CrReleaseRedact);

/** @param {any} p */
function key(p) { return `${p.document}/${p.page}`; }
