package org.chartroom.ingest.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.chartroom.ingest.office.Charsets;
import org.chartroom.ingest.sniff.Spool;
import org.jspecify.annotations.Nullable;

/**
 * Takes an Internet message apart as it streams by: only its texts are kept in memory, and only short ones. A message in
 * the message is a part like any other; whoever reads it next takes that one apart.
 */
final class EmlReader {
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int MOST_HEADERS = 10_000;
    private static final int LONGEST_HEADER = 1 << 20;

    private EmlReader() {}

    /**
     * The message in a file.
     *
     * @param spool takes the parts that are no texts
     * @throws IOException when the file cannot be read or the spool cannot be written
     */
    static Message read(Path file, Spool spool) throws IOException {
        Taking taking = new Taking(spool);
        MimeConfig config = new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxHeaderLen(LONGEST_HEADER)
                .setMaxContentLen(-1)
                .build();
        MimeStreamParser parser = new MimeStreamParser(config, taking.watch, null);
        parser.setContentHandler(taking);
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        try (InputStream in = Files.newInputStream(file)) {
            parser.parse(in);
        } catch (TooDeep e) {
            taking.leftOut.add("what is nested more than " + DEEPEST + " deep");
        } catch (MimeException e) {
            taking.brokenOff = true;
        }
        return taking.message();
    }

    /** Multiparts in multiparts without end. */
    private static final class TooDeep extends MimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("parts in parts in parts");
        }
    }

    private static final class Taking extends AbstractContentHandler {
        private final Spool spool;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<Message.Body> bodies = new ArrayList<>();
        private final List<Message.Part> parts = new ArrayList<>();
        private final Deque<String> multiparts = new ArrayDeque<>();
        private final DecodeMonitor watch = new DecodeMonitor() {
            @Override
            public boolean warn(String error, String dropDesc) {
                brokenOff |=
                        error.equals(Event.MIME_BODY_PREMATURE_END.toString()) || error.startsWith("Unexpected end");
                return false;
            }
        };
        private boolean encrypted;
        private final List<String> leftOut = new ArrayList<>();
        private boolean brokenOff;
        private boolean inHeaderOfMessage;
        private String plain = "";
        private String html = "";
        private @Nullable Field disposition;
        private @Nullable Field type;
        private String contentId = "";

        Taking(Spool spool) {
            this.spool = spool;
        }

        Message message() {
            flushAlternatives();
            return new Message(headers, bodies, parts, encrypted, leftOut, brokenOff);
        }

        @Override
        public void startMessage() {
            inHeaderOfMessage = true;
        }

        @Override
        public void startHeader() {
            disposition = null;
            type = null;
            contentId = "";
        }

        @Override
        public void field(Field field) {
            switch (field.getName().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> disposition = field;
                case "content-type" -> type = field;
                case "content-id" -> contentId = HeaderText.of(field).replaceAll("^<|>$", "");
                case "from" -> shown("From", field);
                case "to" -> shown("To", field);
                case "cc" -> shown("Cc", field);
                case "date" -> shown("Date", field);
                case "subject" -> shown("Subject", field);
                default -> {
                    // Who relayed it and how is not for the page; the whole message is kept as it came.
                }
            }
        }

        private void shown(String name, Field field) {
            if (inHeaderOfMessage) {
                headers.merge(name, HeaderText.of(field), (a, b) -> a + ", " + b);
            }
        }

        @Override
        public void endHeader() {
            inHeaderOfMessage = false;
        }

        @Override
        public void startMultipart(BodyDescriptor descriptor) throws MimeException {
            if (multiparts.size() >= DEEPEST) {
                throw new TooDeep();
            }
            multiparts.push(descriptor.getSubType().toLowerCase(Locale.ROOT));
            encrypted |= descriptor.getMimeType().equalsIgnoreCase("multipart/encrypted");
        }

        @Override
        public void endMultipart() {
            multiparts.poll();
            if (!multiparts.contains("alternative")) {
                flushAlternatives();
            }
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
            String mimeType = descriptor.getMimeType().toLowerCase(Locale.ROOT);
            if (mimeType.endsWith("pkcs7-mime") && type != null) {
                encrypted |= HeaderText.parameter(type, "smime-type")
                        .toLowerCase(Locale.ROOT)
                        .contains("enveloped");
            }
            boolean text = mimeType.equals("text/plain") || mimeType.equals("text/html");
            if (text && !isFile()) {
                byte[] bytes = in.readNBytes(LONGEST_TEXT + 1);
                if (bytes.length <= LONGEST_TEXT) {
                    keepText(mimeType, Charsets.decode(bytes, Optional.ofNullable(descriptor.getCharset())));
                    return;
                }
                keepPart(mimeType, new SequenceInputStream(new ByteArrayInputStream(bytes), in));
                return;
            }
            keepPart(mimeType, in);
        }

        /** A text is a file if the sender names it or says so; an empty or odd disposition does not make it vanish. */
        private boolean isFile() {
            return !name().isEmpty()
                    || (disposition != null && HeaderText.token(disposition).equals("attachment"));
        }

        private String name() {
            String name = disposition == null ? "" : HeaderText.parameter(disposition, "filename");
            return name.isEmpty() && type != null ? HeaderText.parameter(type, "name") : name;
        }

        private void keepText(String mimeType, String content) {
            boolean isHtml = mimeType.equals("text/html");
            if (multiparts.contains("alternative")) {
                if (isHtml) {
                    html += content;
                } else {
                    plain += content;
                }
            } else if (!content.isBlank()) {
                bodies.add(isHtml ? new Message.Body("", content) : new Message.Body(content, ""));
            }
        }

        private void flushAlternatives() {
            if (!plain.isBlank() || !html.isBlank()) {
                bodies.add(new Message.Body(plain, html));
            }
            plain = "";
            html = "";
        }

        private void keepPart(String mimeType, InputStream in) throws IOException {
            String name = name();
            if (name.isEmpty()) {
                name = switch (mimeType) {
                    case "message/rfc822" -> "message.eml";
                    case "text/calendar" -> "invitation.ics";
                    default -> "";
                };
            }
            try {
                parts.add(new Message.Part(spool.keep(name, in, -1), mimeType, contentId));
            } catch (Spool.LimitReached e) {
                leftOut.add(Spool.shown(name));
            }
        }
    }
}
