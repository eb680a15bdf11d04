package org.chartroom.index.forms;

import java.util.ArrayList;
import java.util.List;

/** A telephone number of North America: ten digits. */
final class WrittenPhone {
    private static final int DIGITS = 10;
    private static final int WITHOUT_AREA = 7;

    private WrittenPhone() {}

    static Understood of(String words) {
        List<String> doubts = new ArrayList<>();
        String read = Digits.read(words);
        if (!read.equals(words)) {
            doubts.add("letters were read as digits");
        }
        String digits = read.replaceAll("\\D", "");
        if (digits.length() == DIGITS + 1 && digits.startsWith("1")) {
            digits = digits.substring(1);
        }
        if (digits.length() == DIGITS) {
            return new Understood(
                    "(" + digits.substring(0, 3) + ") " + digits.substring(3, 6) + "-" + digits.substring(6), doubts);
        }
        if (digits.length() == WITHOUT_AREA) {
            doubts.add("the area code is missing");
            return new Understood(digits.substring(0, 3) + "-" + digits.substring(3), doubts);
        }
        return Understood.nothing("this is no telephone number as it was read: it has " + digits.length() + " digits");
    }
}
