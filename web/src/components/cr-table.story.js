import { html } from "lit";
import "./cr-table.js";

const items = Array.from({ length: 10_000 }, (_, i) => ({ id: String(i), name: `Example ${i + 1}`, born: `19${String(20 + (i % 70))}-04-12`, mrn: 100_000 + i }));
const columns = [{ key: "name", title: "Name", width: "2fr" }, { key: "born", title: "Born", width: "120px" }, { key: "mrn", title: "MRN", width: "110px", align: /** @type {"n"} */ ("n") }];

export const title = "cr-table";
export const about = "A table of any length with a choice of columns that is remembered.";
export const story = () => html`<div class="tall"><cr-table label="Made-up patients" keep="story" .items=${items} .columns=${columns}></cr-table></div>`;
