package org.chartroom.models.blob;

/** Names one kept blob. Random: it tells nothing about the bytes, and equal bytes have different names. */
public record BlobRef(String value) {
    private static final java.util.regex.Pattern FORM = java.util.regex.Pattern.compile("[a-z0-9]{16,64}");

    public BlobRef {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("blob ref must be 16 to 64 lower-case letters or digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
