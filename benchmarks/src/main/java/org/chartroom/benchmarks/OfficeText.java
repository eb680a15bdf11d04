package org.chartroom.benchmarks;

import java.util.SplittableRandom;

/**
 * Made-up notes for an index of any size: words of a vocabulary of 30,000 as frequent as words of a language are, the
 * most frequent ones real. The same number always gives the same text.
 */
final class OfficeText {
    private static final String[] FREQUENT = {
        "the",
        "patient",
        "of",
        "and",
        "with",
        "no",
        "pain",
        "history",
        "daily",
        "was",
        "blood",
        "pressure",
        "left",
        "right",
        "chest",
        "normal",
        "mg",
        "denies",
        "fever",
        "heart",
        "medication",
        "follow",
        "up",
        "weeks",
        "exam",
        "metoprolol",
        "cholesterol",
        "diabetes",
        "aspirin",
        "warfarin",
        "pneumonia",
        "allergy",
        "discharge",
        "atrial",
        "fibrillation",
        "infiltrate",
        "bronchitis",
        "consent",
        "referral",
        "insurance"
    };
    private static final String[] BEGINNINGS = {
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi",
        "yo", "zu", "bra", "cle", "dri", "flo", "gru", "pla", "sce", "tri", "sto", "spu"
    };
    private static final String[] ENDINGS = {
        "tal", "ner", "mic", "dol", "ran", "sen", "vil", "pox", "lum", "cid", "zan", "ter", "mil", "fol", "gus", "rax",
        "pen", "dil", "mox", "sul", "tan", "ber", "nil", "cor", "dum", "lax", "ven", "rit", "son", "kus"
    };
    private static final int VOCABULARY = 27_000;
    private static final int WORDS_A_PAGE = 300;

    private OfficeText() {}

    static String page(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder text = new StringBuilder(2_000);
        for (int i = 0; i < WORDS_A_PAGE; i++) {
            text.append(word(random)).append(i % 12 == 11 ? '\n' : ' ');
        }
        return text.toString();
    }

    /** Zipf's law by inversion: rank r is about as likely as 1/r. */
    private static String word(SplittableRandom random) {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1;
        if (rank < FREQUENT.length) {
            return FREQUENT[rank];
        }
        return BEGINNINGS[rank % 30] + ENDINGS[rank / 30 % 30] + ENDINGS[rank / 900 % 30];
    }
}
