package org.chartroom.api.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One message on the pipe: a magic number, the lengths of both parts, a header in JSON, and bytes that need no JSON.
 *
 * @param header JSON, UTF-8
 * @param payload plain bytes, often none
 */
record Frame(byte[] header, byte[] payload) {
    private static final int MAGIC = 0x43524d31;
    private static final byte[] NOTHING = {};
    /** A page of a very long text with boxes stays far below; more is no honest message. */
    static final int MAX_PART = 64 << 20;

    static Frame of(byte[] header) {
        return new Frame(header, NOTHING);
    }

    /** The pipe carried something that is no frame. */
    static final class GarbledException extends IOException {
        private static final long serialVersionUID = 1;

        GarbledException(String message) {
            super(message);
        }
    }

    /** The next frame; null at the end of the stream when it ends between two frames. */
    static @Nullable Frame read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int magic = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        if (magic != MAGIC) {
            throw new GarbledException("no frame starts with " + Integer.toHexString(magic));
        }
        int headerLength = in.readInt();
        int payloadLength = in.readInt();
        if (headerLength < 0 || headerLength > MAX_PART || payloadLength < 0 || payloadLength > MAX_PART) {
            throw new GarbledException("a frame of " + headerLength + " and " + payloadLength + " bytes");
        }
        byte[] header = in.readNBytes(headerLength);
        byte[] payload = in.readNBytes(payloadLength);
        if (header.length != headerLength || payload.length != payloadLength) {
            throw new GarbledException("the stream ended inside a frame");
        }
        return new Frame(header, payload);
    }

    /** Writes the frame and flushes; the caller keeps others from writing between. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(header.length);
        out.writeInt(payload.length);
        out.write(header);
        out.write(payload);
        out.flush();
    }
}
