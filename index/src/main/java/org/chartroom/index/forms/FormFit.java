package org.chartroom.index.forms;

import java.util.List;
import java.util.Set;
import org.chartroom.models.record.FormTemplate;

/**
 * How well a page is a form of one kind, and how that form lies on it.
 *
 * @param quality 0..1: how much of what is printed on the form was found in its place, every part of the page counting the same
 * @param found how many printed words were found in their places
 * @param of how many the form has
 * @param errorInches how far from their places they were found, as the root of the mean square, inches
 * @param named whether the page names the form's id
 * @param placement from inches of the form to px of the page
 * @param printed the words of the page that belong to the form, by their numbers
 * @param anchors what is printed on the form, and whether it was found
 */
public record FormFit(
        FormTemplate template,
        double quality,
        int found,
        int of,
        double errorInches,
        boolean named,
        Placement placement,
        Set<Integer> printed,
        List<Anchor> anchors) {
    /** From here on the page is taken for the form. */
    static final double GOOD = 0.5;

    /** The same where the form's id stands on the page. */
    private static final double GOOD_IF_NAMED = 0.35;

    /** From here on it may be the form. */
    static final double POOR = 0.3;

    /** Farther off, a zone may catch its neighbour's words. */
    private static final double FARTHEST_OFF = 0.07;

    public FormFit {
        printed = Set.copyOf(printed);
        anchors = List.copyOf(anchors);
    }

    /** A printed word of the form. @param y its middle, inches from the top @param found in its place on the page */
    record Anchor(double y, boolean found) {}

    /** Whether values may be taken from the page. */
    public boolean isGood() {
        return quality >= (named ? GOOD_IF_NAMED : GOOD) && errorInches <= FARTHEST_OFF;
    }
}
