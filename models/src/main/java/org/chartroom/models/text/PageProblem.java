package org.chartroom.models.text;

/** Why a page or file has no text. The {@link #code()} is what the API and the ledger say; it never changes. */
public enum PageProblem {
    /** The file has no bytes. */
    EMPTY("empty"),
    /** The bytes are damaged and cannot be decoded. */
    CORRUPT("corrupt"),
    /** A password is needed; the file is held until somebody gives it. */
    ENCRYPTED("encrypted"),
    /** More pixels, pages or bytes than the budget allows; refused before decoding. */
    TOO_LARGE("too large"),
    /** A kind of file Chartroom does not read; the bytes are kept. */
    UNSUPPORTED("unsupported"),
    /** Decoded, but no text could be recognised. */
    UNREADABLE("unreadable"),
    /** Reading took longer than its time budget. */
    TIMEOUT("timeout"),
    /** The reader process died while on it. */
    READER_DIED("reader died"),
    /** A person took the page out of its document; the ledger says who and why. */
    DROPPED("dropped");

    private final String code;

    PageProblem(String code) {
        this.code = code;
    }

    /** The stable, lower-case name used in JSON, in the ledger and in the store. */
    public String code() {
        return code;
    }

    /** The problem with this {@link #code()}. */
    public static PageProblem ofCode(String code) {
        for (PageProblem problem : values()) {
            if (problem.code.equals(code)) {
                return problem;
            }
        }
        throw new IllegalArgumentException("no page problem has the code '" + code + "'");
    }
}
