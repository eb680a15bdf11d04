package org.chartroom.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** The office: its people, made from a seed. */
record Office(
        String name,
        String address,
        String phone,
        String fax,
        List<Person> patients,
        List<Clinician> own,
        List<Clinician> others) {
    private static final List<String> FAMILIES = List.of(
            "Abernathy",
            "Baptiste",
            "Castellano",
            "Delacroix",
            "Eastbrook",
            "Fairweather",
            "Gallardo",
            "Hollingsworth",
            "Ivarsson",
            "Jankowski",
            "Kessler",
            "Lindqvist",
            "Marchetti",
            "Nakashima",
            "Oyelaran",
            "Pemberton",
            "Quintanilla",
            "Rasmussen",
            "Stavros",
            "Thornbury",
            "Underhill",
            "Valderrama",
            "Whitcomb",
            "Yarborough",
            "Zelinski",
            "Ashdown",
            "Brightwell",
            "Carrington",
            "Drummond",
            "Ellsworth",
            "Fontaine",
            "Greenhalgh",
            "Haverford",
            "Ingersoll",
            "Jefferies",
            "Kirkbride",
            "Lockhart",
            "Middleton",
            "Northcott",
            "Ostrander");
    private static final List<String> WOMEN = List.of(
            "Amelia",
            "Beatrice",
            "Claudia",
            "Dorothea",
            "Eleanor",
            "Francesca",
            "Georgina",
            "Harriet",
            "Imogen",
            "Josephine",
            "Katarina",
            "Lucinda",
            "Margarita",
            "Natalia",
            "Ophelia",
            "Philippa");
    private static final List<String> MEN = List.of(
            "Alistair",
            "Benedict",
            "Cornelius",
            "Desmond",
            "Emmanuel",
            "Frederick",
            "Gregorio",
            "Humphrey",
            "Ignacio",
            "Jonathan",
            "Leopold",
            "Maximilian",
            "Nathaniel",
            "Octavio",
            "Percival",
            "Reginald");
    private static final List<String> STREETS = List.of(
            "Alder Lane",
            "Birch Road",
            "Cedar Court",
            "Dogwood Drive",
            "Elm Street",
            "Foxglove Way",
            "Granite Avenue",
            "Hawthorn Close",
            "Juniper Path",
            "Laurel Street");
    private static final List<String> PAYERS =
            List.of("Granite State Mutual", "Bluewater Health Plan", "Northern Lakes HMO", "Pioneer Benefit Trust");

    static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    static Office make(long seed) {
        Random random = new Random(seed);
        List<Person> patients = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 44; i++) {
            // The last four are the cases a records room fears: twins, a father and son, two of one name.
            boolean woman = i % 2 == 0;
            String family = FAMILIES.get(i % FAMILIES.size());
            String given = (woman ? WOMEN : MEN).get(random.nextInt(16));
            LocalDate born = LocalDate.of(1932 + random.nextInt(84), 1 + random.nextInt(12), 1 + random.nextInt(28));
            if (i >= 40) {
                Person like = patients.get(i - 40);
                family = like.family();
                woman = like.sex().equals("female");
                given = i == 43 ? like.given() : (woman ? WOMEN : MEN).get(random.nextInt(16));
                born = i == 40 ? like.birthDate() : born;
            }
            String mrn;
            do {
                mrn = String.format(Locale.ROOT, "MR%06d", 100000 + random.nextInt(900000));
            } while (!numbers.add(mrn));
            patients.add(new Person(
                    mrn,
                    family,
                    given,
                    random.nextInt(3) == 0 ? String.valueOf((char) ('A' + random.nextInt(26))) : "",
                    born,
                    woman ? "female" : "male",
                    String.format(Locale.ROOT, "(555) 555-01%02d", i),
                    (10 + random.nextInt(980)) + " " + STREETS.get(random.nextInt(STREETS.size())),
                    "Millbrook, NH 03000",
                    String.format(Locale.ROOT, "GSM%08d", random.nextInt(100_000_000)),
                    PAYERS.get(random.nextInt(PAYERS.size()))));
        }
        return new Office(
                "Millbrook Family Medicine",
                "12 Orchard Green, Millbrook, NH 03000",
                "(555) 555-0190",
                "(555) 555-0191",
                List.copyOf(patients),
                List.of(
                        new Clinician(
                                "Rowena Castlemaine",
                                "MD",
                                "Family Medicine",
                                "Millbrook Family Medicine",
                                "(555) 555-0190",
                                "(555) 555-0191"),
                        new Clinician(
                                "Tobias Fernsby",
                                "NP",
                                "Family Medicine",
                                "Millbrook Family Medicine",
                                "(555) 555-0190",
                                "(555) 555-0191")),
                List.of(
                        new Clinician(
                                "Leander Voss",
                                "MD",
                                "Cardiology",
                                "Lakeside Heart Associates",
                                "(555) 555-0181",
                                "(555) 555-0182"),
                        new Clinician(
                                "Mirabel Okafor",
                                "MD",
                                "Endocrinology",
                                "Summit Endocrine Clinic",
                                "(555) 555-0183",
                                "(555) 555-0184"),
                        new Clinician(
                                "Stellan Brandt",
                                "MD",
                                "Pulmonology",
                                "Valley Chest Physicians",
                                "(555) 555-0185",
                                "(555) 555-0186"),
                        new Clinician(
                                "Isolde Marchetti",
                                "MD",
                                "Orthopedics",
                                "Granite Bone and Joint",
                                "(555) 555-0187",
                                "(555) 555-0188"),
                        new Clinician(
                                "Caspian Holt",
                                "MD",
                                "Neurology",
                                "Harbor Neurology Group",
                                "(555) 555-0171",
                                "(555) 555-0172"),
                        new Clinician(
                                "Ottoline Reyes",
                                "MD",
                                "Gastroenterology",
                                "Digestive Care of Millbrook",
                                "(555) 555-0173",
                                "(555) 555-0174"),
                        new Clinician(
                                "Bartholomew Quill",
                                "MD",
                                "Hematology",
                                "Northern Blood Center",
                                "(555) 555-0175",
                                "(555) 555-0176")));
    }

    Person patient(int index) {
        return patients.get(index % patients.size());
    }

    Clinician consultant(String specialty) {
        return others.stream()
                .filter(clinician -> clinician.specialty().equals(specialty))
                .findFirst()
                .orElse(others.getFirst());
    }
}
