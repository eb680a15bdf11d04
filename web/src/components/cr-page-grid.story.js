import { html } from "lit";
import "./cr-page-grid.js";

/** A small page drawn in the browser: lines of grey bars. @param {number} n */
function drawn(n) {
  const lines = Array.from({ length: 18 }, (_, i) => `<rect x="16" y="${44 + i * 12}" width="${70 + ((i * 37 + n * 53) % 90)}" height="5" fill="#9aa4aa"/>`).join("");
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="264"><rect width="200" height="264" fill="#fff"/><text x="16" y="30" font-size="16" font-family="sans-serif">Page ${n}</text>${lines}</svg>`)}`;
}
const pages = Array.from({ length: 500 }, (_, i) => ({ page: i + 1, source: "made-up", sourcePage: i + 1, rotation: i === 2 ? 90 : 0, thumbnail: drawn(i + 1), image: null, doubt: i === 4 ? "Few words were read surely" : "", problem: null }));

/** @param {CustomEvent} e */
function chosen(e) { Object.assign(/** @type {any} */ (e.currentTarget), { chosen: e.detail.chosen, cursor: e.detail.cursor }); }

export const title = "cr-page-grid";
export const about = "Five hundred pages on a table; those out of view are not drawn. Click, Shift-click or Ctrl-click chooses; pages are dragged to another place.";
export const story = () => html`<div class="tall" tabindex="0" role="region" aria-label="Table"><cr-page-grid label="Made-up pages" .pages=${pages} @choose=${chosen}></cr-page-grid></div>`;
