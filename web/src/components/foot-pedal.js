/**
 * Foot pedals. Pedals that send keys need nothing but the page's keys; those that send media keys are heard through the browser's
 * media session; the VEC Infinity pedal can be connected through WebHID where the browser offers it.
 * @module
 */

/** VEC Infinity (IN-USB-2); its report has one bit a pedal: back, play, forward. */
const INFINITY = { vendorId: 0x05f3, productId: 0x00ff };
const BACK = 1, PLAY = 2, FORWARD = 4;

/** @typedef {{play:()=>void, pause:()=>void, toggle:()=>void, skip:(seconds:number)=>void}} Player */

/** Whether this browser can talk to a pedal itself. */
export const offersPedal = "hid" in navigator;

/** Lets media keys work the player; they keep working until another page takes them. @param {Player} player @returns {()=>void} ends it */
export function mediaKeys(player) {
  const session = navigator.mediaSession;
  if (!session) return () => {};
  /** @type {[MediaSessionAction, ()=>void][]} */
  const actions = [["play", () => player.play()], ["pause", () => player.pause()], ["stop", () => player.pause()], ["seekbackward", () => player.skip(-2)], ["seekforward", () => player.skip(2)], ["previoustrack", () => player.skip(-2)], ["nexttrack", () => player.skip(2)]];
  for (const [name, run] of actions) try { session.setActionHandler(name, run); } catch { /* this browser does not know the key */ }
  return () => { for (const [name] of actions) try { session.setActionHandler(name, null); } catch { /* as above */ } };
}

/**
 * Connects a pedal: the middle one plays while it is down.
 * @param {Player} player
 * @param {boolean} ask whether the browser may ask which device; else only one that was allowed before
 * @returns {Promise<(()=>void)|null>} ends it; null when there is none
 */
export async function connectPedal(player, ask) {
  const hid = /** @type {any} */ (navigator).hid;
  if (!hid) return null;
  const known = (await hid.getDevices()).filter((/** @type {any} */ d) => d.vendorId === INFINITY.vendorId && d.productId === INFINITY.productId);
  const device = known[0] ?? (ask ? (await hid.requestDevice({ filters: [INFINITY] }))[0] : undefined);
  if (!device) return null;
  if (!device.opened) await device.open();
  let down = 0;
  const heard = (/** @type {any} */ e) => {
    const now = e.data.getUint8(0), pressed = now & ~down, released = down & ~now;
    down = now;
    if (pressed & PLAY) player.play();
    if (released & PLAY) player.pause();
    if (pressed & BACK) player.skip(-2);
    if (pressed & FORWARD) player.skip(2);
  };
  device.addEventListener("inputreport", heard);
  return () => { device.removeEventListener("inputreport", heard); device.close(); };
}
