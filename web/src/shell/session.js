/**
 * Who is signed in, what they may use, and the patient in hand.
 * @module
 */
import { call, get } from "./api.js";

/** @typedef {{id:string, login:string, displayName:string, roles:string[], may?:string[]}} User */
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

  /** Asks the server who this browser is. @returns {Promise<User|null>} */
  async resume() {
    try {
      this.#is((await get("/session")).user);
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 401) throw problem;
      this.#is(null);
    }
    return this.user;
  }

  /** @param {string} login @param {string} password */
  async signIn(login, password) {
    this.#is((await call("POST", "/session", { body: { login, password } })).body.user);
  }

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

  /** @param {User|null} user */
  #is(user) {
    this.user = user;
    this.dispatchEvent(new Event("user"));
  }
}

export const session = new Session();
