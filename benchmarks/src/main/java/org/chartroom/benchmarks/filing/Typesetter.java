package org.chartroom.benchmarks.filing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/** Writes papers of one half. */
final class Typesetter {
    private static final double LEFT = 54;
    private static final double SECOND = 320;
    private static final double BOTTOM = 730;
    private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("M/d/yy", Locale.ROOT);
    private static final DateTimeFormatter DASHED = DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT);

    private final Script script;
    private final Random chance;

    Typesetter(Script script, Random chance) {
        this.script = script;
        this.chance = chance;
    }

    private record Field(String label, String value) {}

    /** One page being written. */
    private static final class Page {
        private final List<Printed> printed = new ArrayList<>();
        private double y = 50;

        void at(double x, double size, String text) {
            if (!text.isEmpty()) {
                printed.add(new Printed(x, y, size, text));
            }
        }

        void line(double size, String text) {
            at(LEFT, size, text);
            y += size * 1.45;
        }

        /** Cells between three spaces and more stand in columns. */
        void cells(double size, String text) {
            String[] cells = text.split(" {3,}");
            for (int i = 0; i < cells.length; i++) {
                at(LEFT + i * (cells.length > 3 ? 105 : 170), size, cells[i]);
            }
            y += size * 1.45;
        }
    }

    /**
     * @param said who it is about, as whoever wrote it knew them
     * @param clinician whom it names as treating; anybody where empty
     */
    MadePaper paper(String type, int patient, Somebody said, LocalDate day, Optional<String> clinician) {
        String[] range = script.any(type, "pages", chance).split("-");
        int from = Integer.parseInt(range[0]);
        int pages = from + chance.nextInt(Integer.parseInt(range[1]) - from + 1);
        boolean letter = script.is(type, "letter");
        boolean card = script.is(type, "card");
        String facility = script.any("facilities", chance);
        String title = script.any(type, "titles", chance);
        String numbers = chance.nextInt(10) < 7 && !card ? script.any("number-line", chance) : "";
        boolean numbersAtFoot = chance.nextBoolean();
        String running = chance.nextInt(10) < 7 ? script.any("running", chance) : "";
        String form = chance.nextInt(3) == 0 && !letter && !card
                ? "Form " + (char) ('A' + chance.nextInt(26)) + "-" + (100 + chance.nextInt(900))
                : "";
        boolean continued = chance.nextInt(10) < 3;
        double size = 9.5 + chance.nextInt(3);
        List<List<Printed>> made = new ArrayList<>();
        for (int number = 1; number <= pages; number++) {
            Page page = new Page();
            String numberLine = numbers.isEmpty() || (pages == 1 && chance.nextBoolean())
                    ? ""
                    : numbers.replace("{n}", Integer.toString(number)).replace("{m}", Integer.toString(pages));
            if (number == 1) {
                first(page, type, letter, card, facility, title, said, day, size);
            } else {
                if (!running.isEmpty()) {
                    page.cells(size, filled(running, said, facility));
                }
                if (continued) {
                    page.line(size, script.any("continued", chance));
                }
            }
            if (!numbersAtFoot && !numberLine.isEmpty()) {
                page.printed.add(new Printed(470, 36, 9, numberLine));
            }
            int count = card ? 5 : Math.min(8 + chance.nextInt(12), (int) ((BOTTOM - 60 - page.y) / size / 1.45));
            for (String line : script.lines(type, Math.max(3, count), clinician, chance)) {
                page.cells(size, line.replace("{m}", Integer.toString(pages + 1 + chance.nextInt(4))));
            }
            if (number == pages && !card) {
                page.y += 8;
                page.line(size, script.ending(type, clinician, chance));
                if (letter) {
                    page.y += 12;
                    page.line(size, clinician.orElseGet(() -> script.clinician(chance)));
                }
            }
            page.y = BOTTOM + 20;
            if (numbersAtFoot) {
                page.at(280, 9, numberLine);
            }
            page.at(LEFT, 8, form);
            made.add(page.printed);
        }
        return new MadePaper(type, patient, made);
    }

    private void first(
            Page page,
            String type,
            boolean letter,
            boolean card,
            String facility,
            String title,
            Somebody said,
            LocalDate day,
            double size) {
        if (!card) {
            page.at(chance.nextBoolean() ? LEFT : 190, 15, facility);
            page.y += 18;
            page.line(
                    9,
                    (1 + chance.nextInt(900)) + " " + script.any("streets", chance) + "   Phone " + phone() + "   Fax "
                            + phone());
            page.y += 10;
        }
        if (letter) {
            page.line(size, day.format(LONG));
            page.y += 8;
            if (!title.startsWith("Dear") && !title.startsWith("To ")) {
                page.at(210, 13, title);
                page.y += 22;
            }
        } else {
            page.at(chance.nextBoolean() ? LEFT : 210, 13, title);
            page.y += 24;
        }
        List<Field> fields = fields(type, said, day);
        identity(page, fields, said, size);
        page.y += 8;
        if (letter) {
            page.line(
                    size,
                    title.startsWith("Dear") || title.startsWith("To ")
                            ? title + ":"
                            : "Dear Dr. " + script.clinician(chance).split(",")[0] + ",");
            page.y += 6;
        }
    }

    private String phone() {
        return "(555) " + (200 + chance.nextInt(700)) + "-" + (1000 + chance.nextInt(9000));
    }

    private static String filled(String running, Somebody said, String facility) {
        return running.replace("{shelf}", shelf(said.name()))
                .replace("{name}", straight(said.name()))
                .replace("{born}", said.born().format(US))
                .replace("{mrn}", said.mrn())
                .replace("{facility}", facility);
    }

    private List<Field> fields(String type, Somebody said, LocalDate day) {
        Shares shares = Shares.of(type);
        List<Field> fields = new ArrayList<>();
        if (given(shares.name())) {
            boolean shelf = chance.nextBoolean();
            String name = shelf ? shelf(said.name()) : straight(said.name());
            fields.add(new Field(
                    script.any("name", chance), chance.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT) : name));
        }
        if (given(shares.birth())) {
            fields.add(new Field(script.any("birth", chance), born(said.born())));
        }
        if (given(shares.number())) {
            fields.add(new Field(script.any("number", chance), said.mrn()));
        }
        if (given(shares.sex())) {
            String sex = said.sex() == Sex.FEMALE ? "Female" : "Male";
            fields.add(new Field(script.any("sex", chance), chance.nextBoolean() ? sex : sex.substring(0, 1)));
        }
        if (given(shares.phone())) {
            fields.add(new Field(script.any("phone", chance), said.phone()));
        }
        if (given(shares.address())) {
            fields.add(new Field(script.any("address", chance), said.street() + ", " + said.town()));
        }
        if (given(shares.member())) {
            fields.add(new Field(script.any("member", chance), said.member()));
        }
        if (chance.nextInt(10) < 6) {
            fields.add(new Field(script.any("service", chance), day.format(US)));
        }
        return fields;
    }

    private boolean given(double share) {
        return chance.nextDouble() < share;
    }

    private String born(LocalDate born) {
        DateTimeFormatter format = switch (chance.nextInt(script.half() == Half.BUILT ? 4 : 8)) {
            case 0, 1, 2, 3 -> US;
            case 4 -> LONG;
            case 5 -> DASHED;
            case 6 -> born.getYear() > 1930 ? SHORT : US;
            default -> US;
        };
        return born.format(format);
    }

    private void identity(Page page, List<Field> fields, Somebody said, double size) {
        switch (script.any("forms", chance)) {
            case "TWO_COLUMNS" -> {
                for (int i = 0; i < fields.size(); i += 2) {
                    page.at(LEFT, size, colon(fields.get(i)));
                    page.at(SECOND, size, i + 1 < fields.size() ? colon(fields.get(i + 1)) : "");
                    page.y += size * 1.5;
                }
            }
            case "STACKED" -> fields.forEach(field -> page.line(size, colon(field)));
            case "SUBJECT_LINE" -> {
                StringBuilder subject = new StringBuilder("RE: ").append(straight(said.name()));
                fields.stream()
                        .skip(1)
                        .limit(2)
                        .forEach(field -> subject.append("   ").append(colon(field)));
                page.line(size, subject.toString());
                fields.stream().skip(3).forEach(field -> page.line(size, colon(field)));
            }
            case "LABELS_ABOVE" -> {
                for (int i = 0; i < fields.size(); i += 3) {
                    for (int c = 0; c < 3 && i + c < fields.size(); c++) {
                        page.at(LEFT + c * 180, 7.5, fields.get(i + c).label().toUpperCase(Locale.ROOT));
                    }
                    page.y += 12;
                    for (int c = 0; c < 3 && i + c < fields.size(); c++) {
                        page.at(LEFT + c * 180, size, narrow(fields.get(i + c)));
                    }
                    page.y += size * 1.8;
                }
            }
            case "TABLE" -> {
                for (int i = 0; i < fields.size(); i += 2) {
                    page.at(LEFT, size, fields.get(i).label());
                    page.at(LEFT + 140, size, narrow(fields.get(i)));
                    if (i + 1 < fields.size()) {
                        page.at(SECOND + 20, size, fields.get(i + 1).label());
                        page.at(SECOND + 150, size, narrow(fields.get(i + 1)));
                    }
                    page.y += size * 1.6;
                }
            }
            case "BAND" -> {
                page.at(LEFT, size + 1, shelf(said.name()));
                for (int i = 1; i < Math.min(3, fields.size()); i++) {
                    page.at(LEFT + 30 + i * 150, size, colon(fields.get(i)));
                }
                page.y += size * 1.6;
                fields.stream().skip(3).forEach(field -> page.line(size, colon(field)));
            }
            case "SENTENCE" -> {
                StringBuilder sentence = new StringBuilder("Regarding: ")
                        .append(said.sex() == Sex.FEMALE ? "Ms. " : "Mr. ")
                        .append(straight(said.name()));
                for (Field field : fields.stream().skip(1).toList()) {
                    sentence.append(", ").append(field.label()).append(' ').append(field.value());
                    if (sentence.length() > 60) {
                        page.line(size, sentence.toString());
                        sentence.setLength(0);
                    }
                }
                if (sentence.length() > 2) {
                    page.line(size, sentence.toString().replaceFirst("^, ", ""));
                }
            }
            default -> throw new IllegalStateException("a form of identity that nobody can write");
        }
    }

    /** Of an address only the street, where there is no room. */
    private static String narrow(Field field) {
        String value = field.value();
        return value.length() > 20 && Character.isDigit(value.charAt(0)) ? value.split(", ")[0] : value;
    }

    private static String colon(Field field) {
        return field.label() + ": " + field.value();
    }

    private static String shelf(PersonName name) {
        return name.family() + ", " + name.given() + (name.middle().isEmpty() ? "" : " " + name.middle());
    }

    private static String straight(PersonName name) {
        return name.given() + (name.middle().isEmpty() ? "" : " " + name.middle()) + " " + name.family();
    }
}
