package org.chartroom.api.auth;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * An account as the API shows it.
 *
 * @param may names of the pages that the roles open
 * @param secondFactor whether they sign in with a code as well
 */
public record UserView(
        UserId id,
        String login,
        String displayName,
        List<Role> roles,
        boolean disabled,
        List<String> may,
        boolean secondFactor) {
    /** What is shown of an account. */
    public static UserView of(UserAccount account, boolean secondFactor) {
        Set<Role> sorted = account.roles().isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(account.roles());
        return new UserView(
                account.id(),
                account.login(),
                account.displayName(),
                List.copyOf(sorted),
                account.disabled(),
                Pages.openTo(account.roles()),
                secondFactor);
    }
}
