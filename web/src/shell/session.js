/**
 * Who is signed in, what they may use, and the patient in hand.
 * @module
 */
import { call, get } from "./api.js";

/** @typedef {{id:string, login:string, displayName:string, roles:string[], may?:string[]}} User */
/** @typedef {{on:boolean, since:string|null, recoveryCodes:number, asked:boolean, laterUntil:string|null, required:boolean}} Standing how somebody stands with the second factor */
/** @typedef {{id:string, mrn:string, name:{display:string,family?:string,given?:string}, birthDate:string, sex?:string, deceasedOn?:string|null, restricted?:boolean, version?:number, phone?:string, address?:string, sameName?:boolean}} Patient */

/** @type {Record<string,string[]>} what a role's work needs, when the server does not say it itself */
const USES = {
  clinician: ["inbox", "reviews", "dictations", "search", "patients", "preparation"],
  transcriptionist: ["dictations", "search", "patients"],
  intake: ["inbox", "reviews", "filing", "search", "patients", "preparation", "paper", "releases", "reconciliation"],
  "records-clerk": ["inbox", "reviews", "filing", "search", "patients", "preparation", "paper", "releases", "reconciliation"],
  "privacy-officer": ["reviews", "search", "patients", "releases", "reconciliation", "retention", "emergency-access", "audit"],
  administrator: ["inbox", "reviews", "filing", "dictations", "search", "patients", "preparation", "paper", "reconciliation", "retention", "audit", "status", "admin"],
};

/** Dispatches `user` and `patient` when they change. */
class Session extends EventTarget {
  /** @type {User|null} */
  user = null;
  /** @type {Patient|null} */
  patient = null;
  /** @type {Standing|null} */
  standing = null;

  /** Asks the server who this browser is. @returns {Promise<User|null>} */
  async resume() {
    try {
      this.#is(await get("/session"));
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 401) throw problem;
      this.#is(null);
    }
    return this.user;
  }

  /** @param {string} login @param {string} password @param {string} [code] of the second factor, where the server asked for it */
  async signIn(login, password, code) {
    this.#is((await call("POST", "/session", { body: { login, password, ...(code ? { code } : {}) } })).body);
  }

  /** Whether nothing but setting up the second factor is open to them. */
  get mustEnrol() { return Boolean(this.standing?.required); }

  async signOut() {
    await call("DELETE", "/session");
    this.hold(null);
    this.#is(null);
  }

  /** @param {string} page */
  may(page) {
    const user = this.user;
    if (!user) return false;
    if (user.may) return user.may.includes(page);
    return user.roles.some((role) => USES[role]?.includes(page));
  }

  /** Whether who is signed in has one of the roles. @param {...string} roles */
  has(...roles) {
    return roles.some((role) => this.user?.roles.includes(role));
  }

  /** Takes a patient in hand: the banner shows them until another page lets go. @param {Patient|null} patient */
  hold(patient) {
    if (this.patient?.id === patient?.id && this.patient === patient) return;
    this.patient = patient;
    this.dispatchEvent(new Event("patient"));
  }

  /** @param {{user:User, secondFactor?:Standing}|null} answer */
  #is(answer) {
    this.user = answer?.user ?? null;
    this.standing = answer?.secondFactor ?? null;
    this.dispatchEvent(new Event("user"));
  }
}

export const session = new Session();
