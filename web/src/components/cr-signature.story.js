import { html } from "lit";
import "./cr-signature.js";

export const title = "cr-signature";
export const about = "A signature drawn with a finger, a pen or the mouse.";
export const story = () => html`<cr-signature></cr-signature>`;
