package org.chartroom.models.text;

/**
 * One reversible rewrite of spoken words into written text: undoing it puts {@code from} back where {@code to} stands.
 *
 * @param from the words as spoken, single spaces between them
 * @param to what is written instead; empty where words were only a command
 * @param rule stable name of the rule that did it, such as {@code number.dose}
 * @param firstWord index of the first spoken word it covers, from 0
 * @param lastWord index of the last spoken word it covers, inclusive
 */
public record TextEdit(String from, String to, String rule, int firstWord, int lastWord) {
    public TextEdit {
        if (firstWord < 0 || lastWord < firstWord) {
            throw new IllegalArgumentException("an edit covers words " + firstWord + ".." + lastWord);
        }
    }
}
