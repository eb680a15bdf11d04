package org.chartroom.models.record;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient besides what every chart shows; nothing twice.
 *
 * <p>What is not given is nothing.
 *
 * @param names former names, aliases and what somebody likes to be called
 * @param phones besides {@link Patient#phone()}
 * @param addresses besides {@link Patient#address()}: former ones, and second homes
 * @param identifiers record numbers elsewhere
 * @param memberships numbers at payers
 * @param representatives who may act for the patient, and who might once
 */
public record Particulars(
        List<OtherName> names,
        List<Phone> phones,
        List<Address> addresses,
        List<Identifier> identifiers,
        List<Membership> memberships,
        List<Representative> representatives) {
    /** Nothing more is known. */
    public static final Particulars NONE =
            new Particulars(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int MOST = 50;

    public Particulars {
        names = once("names", names);
        phones = once("phones", phones);
        addresses = once("addresses", addresses);
        identifiers = once("identifiers", identifiers);
        memberships = once("memberships", memberships);
        representatives = once("representatives", representatives);
    }

    private static <T> List<T> once(String what, @Nullable List<T> given) {
        List<T> once = given == null ? List.of() : given.stream().distinct().toList();
        if (once.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " " + what);
        }
        return once;
    }

    /** Both of what is known, as of two charts that turned out to be one person's; what is in both stands once. */
    public Particulars and(Particulars other) {
        return new Particulars(
                both(names, other.names),
                both(phones, other.phones),
                both(addresses, other.addresses),
                both(identifiers, other.identifiers),
                both(memberships, other.memberships),
                both(representatives, other.representatives));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** The documents that prove a representative's authority. */
    public Set<DocumentId> proofs() {
        return representatives.stream().flatMap(each -> each.proof().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
