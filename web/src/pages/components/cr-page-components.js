import { LitElement, css, html, nothing } from "lit";
import { base, page } from "../../shell/styles.js";

/** The components that have a story beside them: `components/NAME.story.js` exports `title`, `about` and `story()`. */
const STORIES = ["cr-audio-editor", "cr-chip", "cr-dialog", "cr-history", "cr-note-margin", "cr-page-grid", "cr-page-viewer", "cr-patient-cards", "cr-plot", "cr-progress", "cr-queue", "cr-signature", "cr-table", "cr-timeline", "cr-toast", "cr-zone-sheet"];

/** Every component by itself, with made-up data, for people who build pages and for the browser tests. */
export class CrPageComponents extends LitElement {
  static properties = { params: { attribute: false }, query: { attribute: false }, story: { state: true }, failure: { state: true } };

  static styles = [base, page, css`
    .split { display: grid; grid-template-columns: 200px minmax(0, 1fr); flex: 1; min-height: 0; border-top: 1px solid var(--line); }
    nav { padding: var(--s3); border-right: 1px solid var(--line); overflow: auto; } nav a { display: block; padding: 6px var(--s2); border-radius: var(--radius); text-decoration: none; color: var(--ink); } nav a[aria-current] { background: var(--accent-soft); color: var(--accent); }
    .stage { padding: var(--s5); overflow: auto; display: grid; gap: var(--s4); align-content: start; min-width: 0; } .stage .tall { height: 460px; border: 1px solid var(--line); min-width: 0; } .stage .some { display: flex; gap: var(--s3); flex-wrap: wrap; align-items: center; }
    @media (max-width: 760px) { .split { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; } nav { display: flex; flex-wrap: wrap; border-right: 0; border-bottom: 1px solid var(--line); } .stage { padding: var(--s4); } }
  `];

  constructor() {
    super();
    /** @type {Record<string,string>} */
    this.params = {};
    this.query = new URLSearchParams();
    /** @type {any} */
    this.story = null;
    this.failure = "";
  }

  /** @param {Map<string, unknown>} changed */
  async willUpdate(changed) {
    if (!changed.has("params")) return;
    const name = this.params.component;
    this.story = null;
    if (!STORIES.includes(name)) return;
    const story = await import(`../../components/${name}.story.js`);
    if (this.params.component === name) this.story = story;
  }

  render() {
    return html`<div class="head"><h1>Components</h1></div><div class="split"><nav aria-label="Components">${STORIES.map((s) => html`<a href="/dev/components/${s}" aria-current=${this.params.component === s ? "page" : nothing}>${s}</a>`)}</nav>
      <div class="stage" tabindex="0" role="region" aria-label="Story">${this.story ? html`<h2>${this.story.title}</h2><p class="soft">${this.story.about}</p>${this.story.story()}` : html`<p>Choose a component. Each stands here by itself with made-up data.</p>`}</div></div>`;
  }
}
customElements.define("cr-page-components", CrPageComponents);
