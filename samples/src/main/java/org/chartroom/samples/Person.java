package org.chartroom.samples;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A made-up patient of the made-up office. */
record Person(
        String mrn,
        String family,
        String given,
        String middle,
        LocalDate birthDate,
        String sex,
        String phone,
        String street,
        String city,
        String memberId,
        String payer) {
    private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.US);

    String fullName() {
        return given + " " + (middle.isEmpty() ? "" : middle + " ") + family;
    }

    String shelfName() {
        return family + ", " + given + (middle.isEmpty() ? "" : " " + middle);
    }

    String born() {
        return US.format(birthDate);
    }

    int ageOn(LocalDate day) {
        return birthDate.until(day).getYears();
    }

    String pronoun() {
        return sex.equals("female") ? "She" : "He";
    }

    String courtesy() {
        return sex.equals("female") ? "Ms." : "Mr.";
    }

    static String us(LocalDate date) {
        return US.format(date);
    }
}
