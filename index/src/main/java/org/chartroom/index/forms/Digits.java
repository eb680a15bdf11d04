package org.chartroom.index.forms;

/** Digits that were read as letters. */
final class Digits {
    private Digits() {}

    /** The text with the letters that are mistaken for digits as digits, in words that have a digit. */
    static String read(String text) {
        StringBuilder read = new StringBuilder();
        for (String word : text.split("(?<=\\s)|(?=\\s)")) {
            read.append(word.chars().anyMatch(Character::isDigit) ? folded(word) : word);
        }
        return read.toString();
    }

    private static String folded(String word) {
        StringBuilder folded = new StringBuilder();
        word.chars().forEach(sign -> folded.append(digit((char) sign)));
        return folded.toString();
    }

    private static char digit(char sign) {
        return switch (sign) {
            case 'O', 'o', 'D', 'Q' -> '0';
            case 'l', 'I', '|', '!' -> '1';
            case 'Z', 'z' -> '2';
            case 'S', 's' -> '5';
            case 'B' -> '8';
            default -> sign;
        };
    }
}
