package org.chartroom.models.record;

/** What a user does in the office, and so what pages and calls are open to them. */
public enum Role {
    CLINICIAN("clinician"),
    TRANSCRIPTIONIST("transcriptionist"),
    INTAKE("intake"),
    RECORDS_CLERK("records-clerk"),
    PRIVACY_OFFICER("privacy-officer"),
    ADMINISTRATOR("administrator"),
    /** A worker process: may lease work and hand in results, nothing else. */
    WORKER("worker");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The stable name used in JSON, tokens and configuration. */
    public String code() {
        return code;
    }

    /** The role with this {@link #code()}. */
    public static Role ofCode(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role has the code '" + code + "'");
    }
}
