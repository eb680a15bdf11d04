/**
 * Brings a recording to the server while it is spoken. Each piece lies in this browser's own store until the server has it
 * on disk, so that neither a network that breaks off nor a tab that crashes loses more than what was spoken since the last
 * piece. Sending goes on by itself, with longer and longer waits.
 * @module
 */
import { call, doors, newKey, post } from "../../shell/api.js";

/** @typedef {import("./takes.js").Take} Take */
/** @typedef {{patientId?:string|null, workType?:string, priority?:string, due?:string|null}} About */
/** @typedef {{key:string, id:string|null, user:string, about:About, takes:Take[], begunAt:string}} Kept */

const LOCK = "chartroom.recording.";
const FIRST_WAIT = 300;
const LONGEST_WAIT = 8_000;

/** @type {Promise<IDBDatabase>|null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("chartroom.recordings", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("recordings", { keyPath: "key" });
      asked.result.createObjectStore("pieces", { keyPath: ["key", "number"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => { opened = null; reject(asked.error); };
  });
  return opened;
}

/**
 * One transaction of the store; done when it is on disk.
 * @template T
 * @param {(recordings:IDBObjectStore, pieces:IDBObjectStore) => IDBRequest<T>|void} what
 * @returns {Promise<T|undefined>}
 */
async function within(what) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const t = db.transaction(["recordings", "pieces"], "readwrite", { durability: "strict" });
    const asked = what(t.objectStore("recordings"), t.objectStore("pieces"));
    t.oncomplete = () => resolve(asked?.result);
    t.onerror = t.onabort = () => reject(t.error);
  });
}

/** All pieces of one recording. @param {string} key */
const ofKey = (key) => IDBKeyRange.bound([key, 0], [key, Infinity]);

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}

/** Holds a name as long as the tab lives; false when another window holds it. @param {string} name @returns {Promise<(() => void)|null>} */
function hold(name) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    navigator.locks.request(LOCK + name, { ifAvailable: true }, (lock) => {
      if (!lock) { resolve(null); return undefined; }
      return new Promise((done) => { resolve(() => done(undefined)); });
    });
  });
}

/** Recordings that some window has open: their keys and ids. @returns {Promise<Set<string>>} */
export async function openElsewhere() {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map((l) => l.name ?? "").filter((n) => n.startsWith(LOCK)).map((n) => n.slice(LOCK.length)));
}

/** Fires `change` whenever more was kept, or cannot be. */
export class RecordingKeeper extends EventTarget {
  /** @type {{number:number, bytes:ArrayBuffer}[]} */
  #unsent = [];
  /** @type {(() => void)[]} */
  #holds = [];
  #aboutDirty = false;
  #takesDirty = false;
  #closed = false;
  #wait = FIRST_WAIT;
  /** @type {() => void} */
  #wake = () => {};
  #writing = Promise.resolve();

  /** @param {Kept} kept @param {number} next number of the next piece @param {number} samples recorded so far */
  constructor(kept, next, samples) {
    super();
    this.kept = kept;
    this.next = next;
    /** Recorded so far. */
    this.samples = samples;
    /** Why sending waits, in words; empty while it goes well. */
    this.trouble = "";
    /** What ends sending for good. @type {any} */
    this.refused = null;
    /** Whether this browser can keep what is not sent. */
    this.safe = true;
    this.reached = () => this.#hurry();
    doors.addEventListener("reached", this.reached);
  }

  /** Begins a recording. @param {string} user @param {About} about */
  static async begin(user, about) {
    const keeper = new RecordingKeeper({ key: newKey(), id: null, user, about, takes: [], begunAt: new Date().toISOString() }, 1, 0);
    await keeper.#start();
    return keeper;
  }

  /** Goes on with what the server has. @param {string} user @param {any} there as the server tells it @returns {Promise<RecordingKeeper|null>} null when another window has it open */
  static async goOn(user, there) {
    const keeper = new RecordingKeeper({
      key: newKey(), id: there.id, user, takes: there.takes, begunAt: there.begunAt,
      about: { patientId: there.patientId ?? null, workType: there.workType, priority: there.priority, due: there.due ?? null },
    }, there.next, there.samples);
    const release = await hold(there.id);
    if (!release) return null;
    keeper.#holds.push(release);
    await keeper.#start();
    return keeper;
  }

  /**
   * Sends what an earlier tab of this browser could not: it crashed, or the server was away.
   * @param {string} user
   */
  static async sendLeftovers(user) {
    const all = /** @type {Kept[]} */ (await within((recordings) => recordings.getAll()) ?? []);
    for (const kept of all.filter((k) => k.user === user)) {
      const release = await hold(kept.key);
      if (!release) continue;
      const pieces = /** @type {any[]} */ (await within((_, store) => store.getAll(ofKey(kept.key))) ?? []);
      const keeper = new RecordingKeeper(kept, 1, 0);
      keeper.#unsent = pieces.map((p) => ({ number: p.number, bytes: p.bytes }));
      keeper.#holds.push(release);
      keeper.#takesDirty = kept.takes.length > 0;
      keeper.#run();
      try {
        if (pieces.length || kept.id) await keeper.#drained();
        await keeper.#forget();
      } catch {
        // What was handed in or given up meanwhile is over; all else is kept here, and the next visit tries again.
        if ([404, 410].includes(keeper.refused?.status)) await keeper.#forget();
      } finally { keeper.close(); }
    }
  }

  async #start() {
    const release = await hold(this.kept.key);
    if (release) this.#holds.push(release);
    await this.#note();
    this.#run();
  }

  async #note() {
    try { await within((recordings) => { recordings.put({ ...this.kept }); }); } catch { this.safe = false; }
  }

  async #forget() {
    await within((recordings, pieces) => { recordings.delete(this.kept.key); pieces.delete(ofKey(this.kept.key)); });
  }

  get id() { return this.kept.id; }

  /** Samples that the server does not have yet. */
  get waiting() { return this.#unsent.reduce((n, p) => n + p.bytes.byteLength / 2, 0); }

  /** Whether everything that was said is on the server. */
  get even() { return Boolean(this.kept.id) && !this.#unsent.length && !this.#takesDirty && !this.#aboutDirty; }

  /** Keeps one more piece and sends it. @param {Int16Array} samples */
  add(samples) {
    const bytes = /** @type {ArrayBuffer} */ (samples.slice().buffer);
    const piece = { number: this.next++, bytes };
    this.samples += samples.length;
    this.#unsent.push(piece);
    this.#writing = this.#writing.then(() => within((_, pieces) => { pieces.put({ key: this.kept.key, ...piece }); })).then(() => {}, () => { this.safe = false; });
    this.#hurry();
  }

  /** Says how the dictation is put together; before the first piece of a take. @param {Take[]} takes */
  setTakes(takes) {
    this.kept.takes = takes;
    this.#takesDirty = true;
    this.#note();
    this.#hurry();
  }

  /** @param {About} about */
  setAbout(about) {
    this.kept.about = about;
    this.#aboutDirty = true;
    this.#note();
    this.#hurry();
  }

  #hurry() { this.#wait = FIRST_WAIT; this.#wake(); }

  #changed() { this.dispatchEvent(new Event("change")); }

  async #run() {
    while (!this.#closed && !this.refused) {
      const step = this.#step();
      if (!step) { this.#changed(); await new Promise((go) => { this.#wake = () => go(undefined); }); continue; }
      try {
        await step();
        this.trouble = "";
        this.#wait = FIRST_WAIT;
        this.#changed();
      } catch (problem) {
        if (this.#forGood(problem)) { this.refused = problem; this.#changed(); return; }
        this.trouble = /** @type {any} */ (problem).message;
        this.#changed();
        await new Promise((go) => { this.#wake = () => go(undefined); setTimeout(go, this.#wait); });
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      }
    }
  }

  /** Whether trying again is of no use. @param {any} problem */
  #forGood(problem) {
    return problem.name === "Problem" && !problem.passing && ![401, 408, 429, 500, 507].includes(problem.status) && problem.kind !== "cut-off";
  }

  /** What is to be sent next. @returns {(() => Promise<void>)|null} */
  #step() {
    if (!this.kept.id) return async () => {
      this.kept.id = (await post("/recordings", this.#body(), { key: this.kept.key })).id;
      await this.#note();
      const release = await hold(String(this.kept.id));
      if (release) this.#holds.push(release);
    };
    if (this.#takesDirty) return async () => {
      this.#takesDirty = false;
      try { await call("PUT", `/recordings/${this.kept.id}/takes`, { body: { takes: this.kept.takes } }); } catch (problem) { this.#takesDirty = true; throw problem; }
    };
    if (this.#aboutDirty) return async () => {
      this.#aboutDirty = false;
      try { await call("PUT", `/recordings/${this.kept.id}`, { body: this.#body() }); } catch (problem) { this.#aboutDirty = true; throw problem; }
    };
    const piece = this.#unsent[0];
    if (!piece) return null;
    return async () => {
      await call("PUT", `/recordings/${this.kept.id}/pieces/${piece.number}`, { raw: piece.bytes, type: "application/octet-stream", headers: { "Content-Digest": await digest(piece.bytes) } });
      this.#unsent.shift();
      this.#writing = this.#writing.then(() => within((_, pieces) => { pieces.delete([this.kept.key, piece.number]); })).then(() => {}, () => {});
    };
  }

  #body() {
    const a = this.kept.about;
    return { patientId: a.patientId ?? undefined, workType: a.workType || undefined, priority: (a.priority ?? "routine").toUpperCase(), due: a.due || undefined };
  }

  /** Waits until the server has everything; fails at the first trouble after that was tried. */
  async #drained() {
    while (!this.even) {
      if (this.refused) throw this.refused;
      await new Promise((go) => this.addEventListener("change", go, { once: true }));
      if (this.trouble && !this.even) throw new Error(this.trouble);
    }
  }

  /** Hands it in. @returns {Promise<string>} id of the dictation it became */
  async finish() {
    this.#hurry();
    await this.#drained();
    const { id } = await post(`/recordings/${this.kept.id}/finish`);
    await this.#forget();
    this.close();
    return id;
  }

  /** Gives it up. */
  async discard() {
    if (this.kept.id) await call("DELETE", `/recordings/${this.kept.id}`);
    await this.#forget();
    this.close();
  }

  /** Leaves it as it is: sends what is not sent, then lets go. */
  async leave() {
    try {
      await this.#writing;
      await this.#drained();
      await this.#forget();
    } catch { /* Kept in this browser; the list of dictations sends it. */ } finally { this.close(); }
  }

  close() {
    this.#closed = true;
    this.#wake();
    doors.removeEventListener("reached", this.reached);
    this.#holds.forEach((release) => release());
    this.#holds = [];
  }
}
