/**
 * Keys of the page that is open. Elements say their keys while they are on the page; `?` shows them.
 * @module
 */

/**
 * @typedef {{key:string, label:string, run:(e:KeyboardEvent)=>void, typing?:boolean, up?:(e:KeyboardEvent)=>void, when?:()=>boolean}} Key
 *   `key`: as in KeyboardEvent.key, with `Ctrl+` or `Alt+` before it, or two letters with a space between them that are
 *   pressed one after the other; `typing`: works while a field has the focus too;
 *   `up`: called when the key is let go; `when`: the key is offered only while this holds.
 */

/** The second of two keys comes within this time, ms. */
const TOGETHER_MS = 1_200;

const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta"];

/** @type {{title:string, keys:Key[]}[]} */
const open = [];

/** The first of two keys, while nothing but it was pressed; and when, as the event says it. */
let begun = "";
let begunAt = 0;

/** @param {KeyboardEvent} e */
function spelled(e) {
  const name = e.key.length === 1 && !e.shiftKey ? e.key.toLowerCase() : e.key;
  return (e.ctrlKey || e.metaKey ? "Ctrl+" : "") + (e.altKey ? "Alt+" : "") + name;
}

/** @param {KeyboardEvent} e */
export function isTyping(e) {
  const at = e.composedPath()[0];
  if (!(at instanceof HTMLElement)) return false;
  if (at.isContentEditable) return true;
  if (at instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range", "file"].includes(at.type);
  return (at instanceof HTMLTextAreaElement && !at.readOnly) || at instanceof HTMLSelectElement;
}

/** Enter and Space belong to the control that has the focus. @param {KeyboardEvent} e */
function belongsToControl(e) {
  if ((e.key !== "Enter" && e.key !== " ") || e.ctrlKey || e.metaKey || e.altKey) return false;
  const at = e.composedPath()[0];
  return at instanceof HTMLElement && at.matches("button, a[href], summary, [role=button], [role=option], [role=tab], input, select");
}

/** @type {Map<string, Key>} */
const held = new Map();

addEventListener("keydown", (e) => {
  if (MODIFIERS.includes(e.key)) return;
  const first = e.timeStamp - begunAt < TOGETHER_MS ? begun : "";
  begun = "";
  if (e.defaultPrevented || e.isComposing) return;
  if (document.documentElement.hasAttribute("data-locked")) return;
  if (belongsToControl(e) || e.composedPath().some((n) => n instanceof HTMLDialogElement)) return;
  const typing = isTyping(e);
  const name = spelled(e);
  // A letter after the first of two is the second or nothing: it must not do what the page does with it alone.
  const pressed = first && name.length === 1 ? first + " " + name : name;
  const keys = [...open].reverse().flatMap((group) => group.keys);
  const works = (/** @type {Key} */ key) => (!typing || key.typing) && (!key.when || key.when());
  const key = keys.find((k) => k.key === pressed && works(k));
  if (key) {
    e.preventDefault();
    if (key.up) held.set(e.code, key);
    if (!e.repeat || !key.up) key.run(e);
  } else if (keys.some((k) => k.key.startsWith(name + " ") && works(k))) {
    e.preventDefault();
    begun = name;
    begunAt = e.timeStamp;
  }
});

addEventListener("keyup", (e) => {
  const key = held.get(e.code);
  if (!key) return;
  held.delete(e.code);
  key.up?.(e);
});

addEventListener("blur", () => {
  for (const key of held.values()) key.up?.(new KeyboardEvent("keyup"));
  held.clear();
});

/** The keys of a key's spelling, one by one. @param {string} key @returns {string[]} */
export function parts(key) { return key.length === 1 ? [key] : key.split(/[+ ]/); }

/** What `?` shows: the keys that work now, the page's own first. */
export function shownKeys() {
  return [...open].reverse().map((group) => ({
    title: group.title,
    keys: group.keys.filter((k) => k.label && (!k.when || k.when())),
  })).filter((group) => group.keys.length);
}

/** Holds an element's keys while it is on the page: a reactive controller. */
export class Keys {
  #group;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {string} title
   * @param {Key[]} keys
   */
  constructor(host, title, keys) {
    this.#group = { title, keys };
    host.addController(this);
  }

  hostConnected() { open.push(this.#group); }

  hostDisconnected() {
    const at = open.indexOf(this.#group);
    if (at >= 0) open.splice(at, 1);
  }
}
