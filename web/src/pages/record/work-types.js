/** Kinds of dictations. */
export const WORK_TYPES = ["Progress note", "Discharge summary", "History and physical", "Consultation", "Operative note", "Procedure note", "Radiology report", "Referral letter", "Letter"];
