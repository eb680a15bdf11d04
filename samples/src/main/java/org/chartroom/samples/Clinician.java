package org.chartroom.samples;

/** A made-up doctor, of this office or of one that writes to it. */
record Clinician(String name, String credentials, String specialty, String practice, String phone, String fax) {
    String signature() {
        return name + ", " + credentials;
    }
}
