package org.chartroom.api.releases;

import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.RejectionCode;

/** Codes of denials and rejections as letters say them. */
final class DenialWords {
    private DenialWords() {}

    static String basis(DenialCode code) {
        return switch (code) {
            case PSYCHOTHERAPY_NOTES ->
                "psychotherapy notes are not part of the right of access (45 CFR 164.524(a)(1)(i))";
            case LITIGATION_PREP -> "it was compiled for a legal proceeding (45 CFR 164.524(a)(1)(ii))";
            case INMATE -> "a copy would endanger safety in the institution (45 CFR 164.524(a)(2)(ii))";
            case RESEARCH_SUSPENDED -> "you agreed to wait until the research is over (45 CFR 164.524(a)(2)(iii))";
            case CONFIDENTIAL_SOURCE ->
                "it would reveal somebody who was promised confidentiality (45 CFR 164.524(a)(2)(v))";
            case ENDANGER_SELF_OTHERS ->
                "a licensed professional found that it would endanger life or physical safety (45 CFR 164.524(a)(3)(i))";
            case OTHER_PERSON_HARM ->
                "it speaks of another person and would cause them substantial harm (45 CFR 164.524(a)(3)(ii))";
            case REP_HARM -> "giving it to a representative would cause substantial harm (45 CFR 164.524(a)(3)(iii))";
        };
    }

    static String rejection(RejectionCode code) {
        return switch (code) {
            case AUTH_EXPIRED -> "the authorization has expired (45 CFR 164.508(b)(2)(i)).";
            case AUTH_INCOMPLETE -> "the authorization is not filled out completely (45 CFR 164.508(b)(2)(ii)).";
            case AUTH_REVOKED -> "the authorization was revoked (45 CFR 164.508(b)(2)(iii)).";
            case AUTH_COMPOUNDED ->
                "the authorization is joined to another permission, or treatment was made to depend on it (45 CFR 164.508(b)(2)(iv)).";
            case AUTH_FALSE -> "something that matters on the authorization is false (45 CFR 164.508(b)(2)(v)).";
            case NO_AUTHORITY -> "it does not show that you may ask for these records (45 CFR 164.514(h)).";
            case NO_ASSURANCES -> "it comes without the assurances that a subpoena takes (45 CFR 164.512(e)(1)(ii)).";
            case ORDER_DEFECTIVE -> "the order does not say what an order has to say (45 CFR 164.512(e)(1)(i)).";
            case NOT_OUR_PATIENT -> "this person is not a patient of ours.";
            case NO_RECORDS -> "we have no such records.";
        };
    }
}
