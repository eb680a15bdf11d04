package org.chartroom.models.release;

/**
 * A subpoena, an order or another paper of the law, as somebody checked it.
 *
 * @param subpoena whether there is a subpoena
 * @param assurances whether who wants the records showed that the patient was told, or that a protective order was sought
 * @param order whether a court ordered it
 * @param partTwoOrder whether the order is one under 42 CFR part 2 subpart E
 * @param officialIdentity whether a public official showed identification, letterhead or a written statement
 * @param law the law that requires it, where one does
 */
public record LegalPaper(
        boolean subpoena,
        boolean assurances,
        boolean order,
        boolean partTwoOrder,
        boolean officialIdentity,
        String law) {}
