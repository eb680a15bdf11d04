import { html } from "lit";
import "./cr-patient-cards.js";

const patient = (/** @type {string} */ id, /** @type {string} */ given, /** @type {string} */ born) => ({ id, mrn: `MR${id}`, name: { family: "Castellano", given, display: `Castellano, ${given}` }, birthDate: born, sex: "female", phone: "555-0100", address: "14 Orchard Road", deceasedOn: null });
const match = {
  verdict: "stop", concerns: [{ code: "TWIN", words: "The same family name, birth date and address, but another given name: twins." }],
  candidates: [
    { patient: patient("10002", "Ana", "2015-03-09"), bits: 28, probability: 0.9, agreement: { family: "SAME", given: "SAME", birthDate: "CLOSE", address: "SAME" } },
    { patient: patient("10003", "Eva", "2015-03-09"), bits: 9, probability: 0.1, agreement: { family: "SAME", given: "DIFFERENT", birthDate: "CLOSE", address: "SAME" } },
  ],
};
const evidence = [{ thing: "NAME", page: 1, text: "Castellano, Ana", place: null }, { thing: "BIRTH_DATE", page: 1, text: "03/08/2015", place: null }];

export const title = "cr-patient-cards";
export const about = "Whose a document may be, with what the page says and what the chart says. Made-up people.";
export const story = () => html`<cr-patient-cards keys chosen="10002" .match=${match} .evidence=${evidence}></cr-patient-cards>`;
