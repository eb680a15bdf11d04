package org.chartroom.api.auth;

import java.util.List;
import java.util.Set;
import org.chartroom.models.record.Role;

/** The pages of the web app and the roles they are for. */
enum Pages {
    INBOX("inbox", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR, Role.CLINICIAN)),
    FILING("filing", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR)),
    REVIEWS(
            "reviews",
            Set.of(Role.CLINICIAN, Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)),
    DICTATIONS("dictations", Set.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR)),
    SEARCH("search", everybody()),
    PATIENTS("patients", everybody()),
    PREPARATION("preparation", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR)),
    RECONCILIATION("reconciliation", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)),
    RELEASES("releases", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER)),
    PAPER("paper", Set.of(Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR)),
    RETENTION("retention", Set.of(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)),
    EMERGENCY_ACCESS("emergency-access", Set.of(Role.PRIVACY_OFFICER)),
    AUDIT("audit", Set.of(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)),
    STATUS("status", Set.of(Role.ADMINISTRATOR)),
    ADMIN("admin", Set.of(Role.ADMINISTRATOR));

    private final String name;
    private final Set<Role> roles;

    Pages(String name, Set<Role> roles) {
        this.name = name;
        this.roles = roles;
    }

    static List<String> openTo(Set<Role> roles) {
        return java.util.Arrays.stream(values())
                .filter(page -> page.roles.stream().anyMatch(roles::contains))
                .map(page -> page.name)
                .toList();
    }

    private static Set<Role> everybody() {
        return Set.of(
                Role.CLINICIAN,
                Role.TRANSCRIPTIONIST,
                Role.INTAKE,
                Role.RECORDS_CLERK,
                Role.PRIVACY_OFFICER,
                Role.ADMINISTRATOR);
    }
}
