package org.chartroom.benchmarks.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chartroom.models.record.Sex;
import org.chartroom.models.table.ShippedTable;

/**
 * Names of one half, about as frequent as in the United States: a few are borne by many (a rank's share falls with the rank, as in
 * the census' list of surnames), and more than a third of all people bear one that is rare. Every other name of the lists belongs
 * to the other half, and rare ones are put together of other syllables.
 */
final class Names {
    private static final double RARE_FAMILIES = 0.42;
    private static final double RARE_GIVEN = 0.08;
    private static final List<List<String>> BEGINNINGS = List.of(
            List.of(
                    "Ash", "Brad", "Card", "Dal", "Els", "Fair", "Glen", "Hart", "Kings", "Lang", "Mor", "Nor", "Pem",
                    "Rad", "Sel", "Thorn", "Under", "Wex", "Kowal", "Novak", "Petr", "Zelin", "Vander", "Schoen",
                    "Baum", "Eich", "Okon", "Adey"),
            List.of(
                    "Black", "Cul", "Dray", "Ever", "Frank", "Gold", "Hol", "Iver", "Kirk", "Lock", "Mid", "Oster",
                    "Pres", "Quin", "Rock", "Stan", "Tal", "Whit", "Wojcie", "Lewan", "Jabl", "Kamin", "Stein", "Rosen",
                    "Lieb", "Mbe", "Chuk", "Oye"));
    private static final List<List<String>> ENDINGS = List.of(
            List.of(
                    "ford", "well", "ley", "ington", "more", "ham", "worth", "sky", "ski", "mann", "berg", "ov", "ez",
                    "ola"),
            List.of(
                    "ton", "burn", "by", "field", "combe", "wick", "stead", "icz", "ak", "er", "stein", "enko", "ado",
                    "ike"));
    private static final List<List<String>> GIVEN_ENDINGS =
            List.of(List.of("ina", "elle", "ette"), List.of("ara", "isa", "enne"));

    private final int half;
    private final List<String> families;
    private final List<String> women;
    private final List<String> men;

    Names(Half half) {
        this.half = half.ordinal();
        this.families = mine("families.txt");
        this.women = mine("women.txt");
        this.men = mine("men.txt");
    }

    private List<String> mine(String name) {
        List<String> all = ShippedTable.lines(Names.class, name);
        List<String> mine = new ArrayList<>();
        for (int i = half; i < all.size(); i += 2) {
            mine.add(all.get(i));
        }
        return mine;
    }

    String family(Random chance) {
        if (chance.nextDouble() >= RARE_FAMILIES) {
            return frequent(families, chance);
        }
        String made =
                BEGINNINGS.get(half).get(chance.nextInt(BEGINNINGS.get(half).size()))
                        + ENDINGS.get(half).get(chance.nextInt(ENDINGS.get(half).size()));
        return switch (chance.nextInt(12)) {
            case 0 -> "Mc" + made;
            case 1 -> made + "-" + frequent(families, chance);
            case 2 -> "De " + made;
            default -> made;
        };
    }

    String given(Sex sex, Random chance) {
        List<String> names = sex == Sex.FEMALE ? women : men;
        String name = frequent(names, chance);
        if (chance.nextDouble() >= RARE_GIVEN || name.length() < 4) {
            return name;
        }
        List<String> endings = GIVEN_ENDINGS.get(half);
        return name.substring(0, 3) + endings.get(chance.nextInt(endings.size()));
    }

    private static String frequent(List<String> names, Random chance) {
        // The quantile of a share that falls with rank + 3.
        double rank = 3 * Math.pow((names.size() + 3) / 3.0, chance.nextDouble()) - 3;
        return names.get(Math.min(names.size() - 1, (int) rank));
    }
}
