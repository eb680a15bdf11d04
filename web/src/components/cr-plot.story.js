import { html } from "lit";
import "./cr-plot.js";

const hours = Array.from({ length: 24 }, (_, i) => `${String(i).padStart(2, "0")}:00`);
const wave = (/** @type {number} */ a, /** @type {number} */ b) => hours.map((_, i) => Math.round(a + b * Math.sin(i / 3) ** 2));

export const title = "cr-plot";
export const about = "Lines and bars with their numbers as a table. Arrow keys read values; bars can be chosen.";
export const story = () => html`<cr-plot heading="Upload answered in" unit="ms" .labels=${hours} .series=${[{ name: "half within", tone: "accent", values: wave(4, 9) }, { name: "99 % within", tone: "warn", values: wave(14, 30) }]}></cr-plot>
  <cr-plot kind="bar" heading="Year" unit="pages" pick .labels=${["2019", "2020", "2021", "2022", "2023"]} .series=${[{ name: "pages", values: [3, 18, 44, 9, 27] }]} .picked=${["2021"]}></cr-plot>
  <cr-plot heading="With a gap" .labels=${hours} .series=${[{ name: "queue", tone: "wait", values: wave(1, 6).map((v, i) => (i > 8 && i < 12 ? null : v)) }]}></cr-plot>`;
