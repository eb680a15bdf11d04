package org.chartroom.index.matching;

/** Why a page is not filed by itself, as the person who files it reads it. */
public enum Concern {
    NO_NAME("The page names nobody."),
    NOBODY_KNOWN("Nobody in the patient index fits what the page says."),
    ONE_ITEM("Only one thing on the page speaks for this chart; two that belong together are needed."),
    THIRD_ITEM("Name and birth date fit; a third thing is missing: telephone, address, sex or member number."),
    NOT_UNIQUE("More than one patient has this name and birth date."),
    OVERLAY("The record number is this patient's, the name is not: a number used twice, or a page of somebody else."),
    BIRTH_DATE_SLIP("The birth date differs in one place."),
    BIRTH_DATE_DIFFERS("The birth date is another."),
    NAME_MISSPELT("The name is spelt otherwise."),
    NAMES_SWAPPED("Given and family name stand in each other's place."),
    NICKNAME("The given name is a short form, or an initial."),
    MIDDLE_NAME("The middle name is another: relatives are often called alike."),
    FAMILY("Somebody with the same family name and address, but another birth date."),
    SEX("The sex is another."),
    DECEASED("The patient had died before the day the page is about."),
    CLOSE_CALL("Another patient fits nearly as well."),
    TWIN("The same family name, birth date and address, but another given name: twins."),
    GENERATION("Jr, Sr or the like contradict: parent and child, perhaps."),
    SEVERAL_PATIENTS(
            "More than one patient is named: two names, birth dates or record numbers, or the member number of another."),
    TWO_NUMBERS("Record numbers of two patients are on the page."),
    OTHER_CHART("The record number is another patient's than the rest says."),
    LOOSE_PAGE("A page names nobody, and nothing shows that it belongs to the pages before it."),
    RESTRICTED("A restricted chart may be meant: hand the page to somebody who may open it.");

    private final String words;

    Concern(String words) {
        this.words = words;
    }

    /** One sentence. */
    public String words() {
        return words;
    }
}
