package org.chartroom.models.release;

/**
 * What the law, or the office where the law is silent, asks of a release, as statements that are tested one by one: each has a test that
 * passes what it allows and one that blocks what it forbids. Not legal advice; laws of a state are often stricter. Codes are stored:
 * added to, never renamed.
 */
public enum Statement {
    S1("Office rule", "A request is logged with the server's time, its door and its original."),
    S2("Office rule", "A request is about exactly one patient, on whom two independent identifiers agree."),
    S3(
            "Office rule on 45 CFR 164.514(h)",
            "Identity and authority of who asks are recorded with method, evidence and verifier."),
    S4(
            "Office rule",
            "Records leave by one lawful basis of a closed list that fits who asks, with its papers complete."),
    S5("Office rule", "A form is checked when it comes in, and again when the packet is sent."),
    S6(
            "Office rule",
            "Every page has a decision on its sensitivity; a sensitive page leaves only with a permit that names by what right."),
    S7("Office rule", "Every page lies within what was asked for."),
    S8("Office rule", "Redactions are burnt in and verified by all twelve checks in the bytes that are sent."),
    S9(
            "Office rule",
            "Every page proves whose it is, or was seen by somebody who did not collect it; a contradicting one blocks the packet."),
    S10("Office rule", "A second person approves the packet itself: another packet needs another approval."),
    S11("Office rule", "The entry in the account is written before the packet leaves."),
    S12("Office rule", "A delivery is done when something shows that it arrived."),
    A1("45 CFR 164.508(c)(1)(i)", "An authorization says specifically and meaningfully what may be released."),
    A2("45 CFR 164.508(c)(1)(ii)", "An authorization names who may release it, or the class of persons."),
    A3("45 CFR 164.508(c)(1)(iii)", "An authorization names who may receive it, or the class of persons."),
    A4(
            "45 CFR 164.508(c)(1)(iv)",
            "An authorization says for what purpose; \"at the request of the individual\" is enough when the patient initiates it."),
    A5("45 CFR 164.508(c)(1)(v)", "An authorization has an expiration date or event; \"none\" only for research."),
    A6("45 CFR 164.508(c)(1)(vi)", "An authorization is signed and dated; a representative's says by what authority."),
    A7("45 CFR 164.508(c)(2)(i)", "An authorization says that it may be revoked in writing, the exceptions, and how."),
    A8("45 CFR 164.508(c)(2)(ii)", "An authorization says whether treatment or payment may depend on it."),
    A9("45 CFR 164.508(c)(2)(iii)", "An authorization says that the recipient may disclose the information again."),
    A10(
            "45 CFR 164.508(c)(3), (c)(4)",
            "An authorization is in plain language; when the office asked for it, the patient gets a copy."),
    A11(
            "45 CFR 164.508(b)(2)(i)",
            "An authorization whose expiration date has passed, or whose event is known to have happened, is defective."),
    A12("45 CFR 164.508(b)(2)(ii)", "An authorization that is not filled out completely is defective."),
    A13("45 CFR 164.508(b)(2)(iii)", "An authorization known to have been revoked is defective."),
    A14(
            "45 CFR 164.508(b)(2)(iv)",
            "An authorization that is compounded or conditioned against (b)(3) or (b)(4) is defective."),
    A15("45 CFR 164.508(b)(2)(v)", "An authorization with material information known to be false is defective."),
    A16(
            "45 CFR 164.508(b)(5)",
            "After a revocation is received nothing more is sent under the authorization; what was sent before stays on record."),
    A17("45 CFR 164.508(b)(6), 164.530(j)", "A signed authorization is kept six years."),
    A18("45 CFR 164.508(a)(1)", "Nothing leaves that lies outside the dates, types or recipient of the authorization."),
    A19(
            "Office rule on 45 CFR 164.508(c)(1)(v)",
            "An authorization that expires on a day is good to the end of that day where the office is."),
    A20(
            "Office rule on 45 CFR 164.508(c)(1)(vi)",
            "An authorization dated after the day it came in waits for clarification."),
    A21("45 CFR 164.508(a)(2), (b)(3)(ii)", "Psychotherapy notes need an authorization of their own."),
    C1(
            "45 CFR 164.524(b)(2)(i)",
            "The office acts on a patient's request for access within 30 calendar days of its receipt; a pend does not stop the clock."),
    C2(
            "45 CFR 164.524(b)(2)(ii)",
            "The time is extended once, by 30 days at most, and only when the patient is told why and by when within the first 30 days."),
    C3(
            "45 CFR 164.524(a)(1)",
            "The right of access does not cover psychotherapy notes or what was compiled for litigation."),
    C4(
            "45 CFR 164.524(c)(2)",
            "A copy has the form and format asked for when that is readily producible; electronic records asked for electronically are given electronically."),
    C5("45 CFR 164.524(c)(1)", "The same information kept in two places is produced once."),
    C6(
            "45 CFR 164.524(c)(2)(iii)",
            "A summary takes the place of the records only when the patient agreed to it and to its fee before."),
    C7(
            "45 CFR 164.524(c)(3)(ii); Ciox v. Azar (2020)",
            "A direction to send a copy to somebody is written, signed, names the person and where to send, and covers only an electronic copy of electronic records."),
    C8(
            "45 CFR 164.524(c)(4)",
            "A patient pays for copying labour, supplies, postage and an agreed summary, never for search, retrieval, verification or storage, and not by the page for electronic records; the estimate is shown before; an unpaid bill for care never holds records back."),
    C9(
            "45 CFR 164.524(d)(2)",
            "A denial is in plain language, with its basis, any right to review and how to complain; the rest is still released."),
    C10("45 CFR 164.524(a)(4)", "A denial is reviewed by somebody who did not take part in it."),
    C11("45 CFR 164.524(d)(3)", "Who does not hold the records but knows who does tells the patient."),
    D1("45 CFR 164.528(a)(1)", "An account of disclosures goes back six years."),
    D2(
            "45 CFR 164.528(a)(1)",
            "An account leaves out treatment, payment and operations, what went to the patient or under an authorization, and the other exceptions named."),
    D3(
            "45 CFR 164.528(b)(2)",
            "Each entry has date, recipient and address where known, description, and purpose or a copy of the request."),
    D4(
            "45 CFR 164.528(b)(3)",
            "Repeated disclosures to the same recipient for the same purpose may be summed up as first, frequency and last."),
    D5(
            "45 CFR 164.528(c)",
            "An account is given within 60 days, with one extension of 30; the first in twelve months is free."),
    D6(
            "45 CFR 164.528(a)(2)",
            "An agency's written suspension lasts the time it states; an oral one is documented and lasts 30 days at most."),
    D7(
            "45 CFR 164.528(a)(1)",
            "Disclosures to the wrong person, and others that were not permitted, are in the account."),
    D8(
            "Office rule",
            "Every release is logged; whether it is in an account is worked out later and is never a reason not to log."),
    D9("Office rule", "What is in the account is never changed; a correction is a new entry that supersedes it."),
    E1(
            "45 CFR 164.502(b), 164.514(d)(5)",
            "Only the minimum necessary leaves, except to a treating provider, to the patient, under an authorization or as the law requires; a whole record then takes a written justification."),
    E2("45 CFR 164.514(h)(1)", "Identity and authority of who asks are verified, with evidence, unless known."),
    E3("45 CFR 164.514(h)(2)(ii)", "A public official shows identification, letterhead or a written statement."),
    E4(
            "45 CFR 164.522(a)",
            "An agreed restriction is kept; what the patient paid in full does not go to the health plan."),
    E5("45 CFR 164.522(b)", "An address for confidential communications goes before the usual one."),
    F1(
            "45 CFR 164.502(g)(1)",
            "A representative stands in the patient's place as far as the authority goes, no further."),
    F2(
            "45 CFR 164.502(g)(3)",
            "A parent does not see care to which the minor lawfully consented, or that was agreed to be confidential."),
    F3(
            "45 CFR 164.502(g)(5)",
            "A professional may decide, for abuse or endangerment, not to treat somebody as representative; the decision is recorded."),
    F4(
            "45 CFR 164.502(g)(3)",
            "A parent's authority ends on the day the patient comes of age, also for packets that wait."),
    F5(
            "45 CFR 164.502(f), 164.510(b)(5)",
            "Records of the dead are protected for 50 years; the executor stands in their place; family involved in care may be told unless that was against the patient's wish."),
    G1("45 CFR 164.312(a)(2)(i)", "Every user has an identity of their own."),
    G2(
            "45 CFR 164.312(a)(2)(ii)",
            "There is an emergency access procedure: with a reason, an alert and a review after."),
    G3("45 CFR 164.312(a)(2)(iii)", "Sessions end by themselves."),
    G4("45 CFR 164.312(a)(2)(iv)", "What is kept is encrypted."),
    G5("45 CFR 164.312(c)(2)", "What is kept can be shown not to have been altered."),
    G6("45 CFR 164.312(e)(2)(i)", "What is transmitted can be shown not to have been altered."),
    G7("45 CFR 164.312(e)(2)(ii)", "What is transmitted is encrypted."),
    G8("45 CFR 164.312(b)", "What users do is recorded and can be examined."),
    G9("45 CFR 164.312(d)", "Who seeks access is who they claim to be."),
    G10("Office rule", "A second factor, TLS 1.2 or newer and encryption are on by default."),
    H1(
            "42 CFR 2.31(a)",
            "A Part 2 consent has all its elements; without one of them Part 2 pages stay, whatever another form allows."),
    H2("42 CFR 2.31(b)", "Counselling notes of a substance use disorder programme need a consent of their own."),
    H3(
            "42 CFR 2.31(c)",
            "A Part 2 consent that is expired, deficient, known to be revoked or known to be false allows nothing."),
    H4("42 CFR 2.31(d)", "A consent for use in proceedings against the patient is separate and never combined."),
    H5(
            "42 CFR 2.61",
            "A subpoena alone never opens Part 2 records: it takes an order of a court under subpart E as well."),
    H6("42 CFR 2.32(a)", "Each disclosure with consent carries one of the two notices, word for word."),
    H7(
            "42 CFR 2.32(b)",
            "Each disclosure with consent carries a copy of the consent or a clear explanation of its scope."),
    H8("42 CFR 2.16", "Breach notification applies to Part 2 records."),
    H9("42 CFR 2.25", "Disclosures of Part 2 records are logged, whether or not an account of them is due yet."),
    I1(
            "45 CFR 164.402",
            "A disclosure that was not permitted is a breach unless a documented assessment of four factors shows a low probability of compromise."),
    I2(
            "45 CFR 164.404, 164.406, 164.408",
            "Patients are told within 60 calendar days of discovery; of 500 or more also the Secretary and the media; fewer go to the annual log."),
    I3("45 CFR 164.414, 164.530(j)", "What was decided about a breach is kept six years."),
    I4(
            "Office rule",
            "A packet that went to the wrong person is recalled: its link ends, it is frozen, the harmed patient's account shows it, and the clock runs.");

    private final String citation;
    private final String words;

    Statement(String citation, String words) {
        this.citation = citation;
        this.words = words;
    }

    /** Where it is laid down. */
    public String citation() {
        return citation;
    }

    /** What it says, in one sentence. */
    public String words() {
        return words;
    }
}
