/**
 * What kinds of zones and fields are called.
 * @module
 */

/** @type {Record<string, string>} */
export const KINDS = { TEXT: "Text", DATE: "Date", PHONE: "Phone number", CHECK_BOX: "Check box", CHOICE: "Choice of check boxes", SIGNATURE: "Signature", FILLED_IN: "Filled in, not wanted" };

/** @type {Record<string, string>} */
export const FIELDS = {
  FAMILY_NAME: "Family name", GIVEN_NAME: "Given name", MIDDLE_NAME: "Middle name", FULL_NAME: "Whole name", BIRTH_DATE: "Birth date", SEX: "Sex", PHONE: "Phone", ADDRESS: "Address", MRN: "Record number (MRN)",
  MEMBER_ID: "Member number", PAYER: "Health plan", ALLERGIES: "Allergies", MEDICATIONS: "Medicines", CONSENT: "Consent given", SIGNATURE: "Signature", SIGNATURE_DATE: "Date of signature", OTHER: "Something else",
};

/** The kind that a field usually has. @type {Record<string, string>} */
export const USUAL = { BIRTH_DATE: "DATE", SIGNATURE_DATE: "DATE", PHONE: "PHONE", SEX: "CHOICE", CONSENT: "CHECK_BOX", SIGNATURE: "SIGNATURE" };
