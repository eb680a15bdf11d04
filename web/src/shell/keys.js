/**
 * Keys of the page that is open. Elements say their keys while they are on the page; `?` shows them.
 * @module
 */

/**
 * @typedef {{key:string, label:string, run:(e:KeyboardEvent)=>void, typing?:boolean, first?:boolean, up?:(e:KeyboardEvent)=>void, when?:()=>boolean}} Key
 *   `key`: as in KeyboardEvent.key, with `Ctrl+` or `Alt+` before it; `typing`: works while a field has the focus too;
 *   `first`: comes before the keys of the page, such as the second of two;
 *   `up`: called when the key is let go; `when`: the key is offered only while this holds.
 */

/** @type {{title:string, keys:Key[]}[]} */
const open = [];

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
  if (e.defaultPrevented || e.isComposing) return;
  if (document.documentElement.hasAttribute("data-locked")) return;
  const typing = isTyping(e);
  const name = spelled(e);
  const modal = e.composedPath().some((n) => n instanceof HTMLDialogElement);
  const keys = [...open].reverse().flatMap((group) => group.keys);
  for (const key of [...keys.filter((k) => k.first), ...keys.filter((k) => !k.first)]) {
    if (key.key !== name || (typing && !key.typing) || (key.when && !key.when())) continue;
    if (modal || belongsToControl(e)) continue;
    e.preventDefault();
    if (key.up) held.set(e.code, key);
    if (!e.repeat || !key.up) key.run(e);
    return;
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
