package org.chartroom.index.forms;

import java.util.List;

/**
 * What is made of the words in a zone.
 *
 * @param value in one way of writing; empty when nothing can be made of them
 * @param doubts why a person should look, in words; none when nobody needs to
 */
record Understood(String value, List<String> doubts) {
    Understood {
        doubts = List.copyOf(doubts);
    }

    static Understood nothing(String why) {
        return new Understood("", List.of(why));
    }
}
