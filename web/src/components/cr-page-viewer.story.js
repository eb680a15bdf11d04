import { html } from "lit";
import "./cr-page-viewer.js";

/** A page drawn in the browser: lines of grey bars. @param {number} n */
function drawn(n) {
  const lines = Array.from({ length: 26 }, (_, i) => `<rect x="150" y="${220 + i * 70}" width="${600 + ((i * 137 + n * 71) % 700)}" height="26" fill="#9aa4aa"/>`).join("");
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="1700" height="2200"><rect width="1700" height="2200" fill="#fff"/><text x="150" y="150" font-size="64" font-family="sans-serif">Page ${n}</text>${lines}</svg>`)}`;
}
const pages = Array.from({ length: 12 }, (_, i) => ({ page: i + 1, image: drawn(i + 1), widthPx: 1700, heightPx: 2200, problem: i === 3 ? "unreadable" : null }));
const boxes = new Map([[1, [{ x: 150, y: 290, width: 220, height: 26 }]], [3, [{ x: 300, y: 500, width: 180, height: 26 }, { x: 150, y: 920, width: 140, height: 26, kind: /** @type {"doubt"} */ ("doubt"), text: "doubtful" }]]]);

export const title = "cr-page-viewer";
export const about = "Zoom with + and -, turn with R, walk with Page keys; hits are boxes on the page.";
export const story = () => html`<div class="tall"><cr-page-viewer label="Made-up pages" .pages=${pages} .boxes=${boxes}></cr-page-viewer></div>`;
