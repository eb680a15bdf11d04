package org.chartroom.api.reviews;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/** Whom a document can be routed to, as the accounts stand in one transaction. */
final class Colleagues {
    private static final Set<String> TITLES =
            Set.of("dr", "doctor", "md", "do", "mbbs", "np", "aprn", "fnp", "pa", "pac", "prof", "phd", "rn");

    private final List<UserAccount> all;

    Colleagues(Records records) {
        this(records.accounts().all());
    }

    Colleagues(List<UserAccount> all) {
        this.all = List.copyOf(all);
    }

    /** Those who can be routed to, by name. */
    List<UserAccount> clinicians() {
        return all.stream()
                .filter(Colleagues::reviews)
                .sorted(java.util.Comparator.comparing(UserAccount::displayName))
                .toList();
    }

    Optional<UserAccount> find(UserId id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** As people see them; the id of one that is not kept any more. */
    String name(UserId id) {
        return find(id).map(UserAccount::displayName).orElse(id.value());
    }

    /** Those with a role whose accounts are open, by login. */
    List<UserAccount> with(Role role) {
        return all.stream()
                .filter(each -> !each.disabled() && each.roles().contains(role))
                .toList();
    }

    /** Whether somebody can be expected to look at their list. */
    static boolean reviews(UserAccount account) {
        return !account.disabled() && account.roles().contains(Role.CLINICIAN);
    }

    /** Whether a patient's chart is open to somebody, by the same rule as when they ask for it. */
    static boolean maySee(UserAccount account, Patient patient) {
        return new Caller(account, Role.CLINICIAN, "", "").maySee(patient);
    }

    /**
     * The clinician who is written so, as on a visit: without regard to titles, case, punctuation and the order of the names.
     * Empty when none is called so, or more than one.
     */
    Optional<UserAccount> written(String name) {
        Set<String> wanted = words(name);
        if (wanted.size() < 2) {
            return Optional.empty();
        }
        List<UserAccount> called = all.stream()
                .filter(each -> each.roles().contains(Role.CLINICIAN))
                .filter(each -> words(each.displayName()).equals(wanted))
                .toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    private static Set<String> words(String name) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(name.toLowerCase(Locale.ROOT).replace(".", "").split("[^\\p{L}\\p{N}']+"))
                .filter(word -> !word.isEmpty() && !TITLES.contains(word))
                .forEach(words::add);
        return words;
    }
}
