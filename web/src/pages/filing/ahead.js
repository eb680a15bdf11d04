import { get, picture } from "../../shell/api.js";

/** Pictures are kept for this many documents. */
const MOST = 6;

/**
 * @typedef {{doc:any, said:any}} Opened a document with what its pages say of it; its first image may be a picture that is here already
 */

/** Documents that are read ahead: what a person opens next is there when they do. */
export class Ahead {
  /** @type {Map<string, Promise<Opened>>} */
  #opened = new Map();
  /** @type {Map<string, string>} document → address of its first picture */
  #pictures = new Map();

  /** Reads a document, or takes what was read ahead. @param {string} id @returns {Promise<Opened>} */
  open(id) {
    let opened = this.#opened.get(id);
    if (!opened) {
      opened = this.#read(id);
      opened.catch(() => this.drop(id));
      this.#opened.set(id, opened);
      this.#trim(id);
    }
    return opened;
  }

  /** Reads it anew: it has changed. @param {string} id */
  again(id) {
    this.drop(id);
    return this.open(id);
  }

  /** @param {string} id */
  drop(id) {
    this.#opened.delete(id);
    const shown = this.#pictures.get(id);
    // What is still on the screen stays there until the next is drawn.
    if (shown) setTimeout(() => URL.revokeObjectURL(shown), 5_000);
    this.#pictures.delete(id);
  }

  close() { for (const id of [...this.#opened.keys()]) this.drop(id); }

  /** @param {string} id @returns {Promise<Opened>} */
  async #read(id) {
    // Filing goes on without suggestions: who is suggested is a help.
    const [doc, said] = await Promise.all([get(`/documents/${id}`), get(`/documents/${id}/suggestions`).catch(() => null)]);
    const first = doc.pagesDetail?.[0];
    if (first?.image) {
      try { first.image = await this.#picture(id, first.image); } catch { /* The viewer fetches it itself, and says so where it fails. */ }
    }
    return { doc, said };
  }

  /** Fetches a picture and has it decoded. @param {string} id @param {string} address */
  async #picture(id, address) {
    const response = await fetch(picture(address), { credentials: "same-origin" });
    if (!response.ok) throw new Error("the picture did not come");
    const at = URL.createObjectURL(await response.blob());
    this.#pictures.set(id, at);
    const image = new Image();
    image.src = at;
    await image.decode();
    return at;
  }

  /** @param {string} keep */
  #trim(keep) {
    for (const id of this.#opened.keys()) {
      if (this.#opened.size <= MOST) return;
      if (id !== keep) this.drop(id);
    }
  }
}
