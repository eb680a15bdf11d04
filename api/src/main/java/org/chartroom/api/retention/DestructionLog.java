package org.chartroom.api.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.api.OwnerOnly;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;

/**
 * The destructions that were carried out, a line of JSON each, in a file of its own: it lies in the data folder and beside
 * the backups, so that a backup from before can be told what was destroyed since. It says nothing that was in a document.
 * Lines are added, never changed; the same one twice counts once.
 */
public final class DestructionLog {
    /** Name of the file, wherever it lies. */
    public static final String NAME = "destroyed.jsonl";

    private final Path folder;
    private final ObjectMapper json = Json.mapper();

    /** The log in this folder, which need not be there yet. */
    public DestructionLog(Path folder) {
        this.folder = folder;
    }

    /** What it says; a last line that was cut off is none. */
    public List<Destruction> read() throws IOException {
        Map<DestructionId, Destruction> read = new LinkedHashMap<>();
        for (String line : lines()) {
            try {
                Destruction destruction = json.readValue(line, Destruction.class);
                read.put(destruction.id(), destruction);
            } catch (JsonProcessingException e) {
                throw new IOException("the log of destroyed records " + folder.resolve(NAME) + " is damaged", e);
            }
        }
        return List.copyOf(read.values());
    }

    /** Adds a line, durably. */
    void add(Destruction destruction) throws IOException {
        addLines(List.of(json.writeValueAsString(destruction)));
    }

    /** Adds what another log says and this one does not. */
    public void addAll(DestructionLog other) throws IOException {
        addLines(other.lines());
    }

    private List<String> lines() throws IOException {
        try {
            String all = Files.readString(folder.resolve(NAME));
            List<String> lines = new ArrayList<>(all.lines().toList());
            if (!lines.isEmpty() && !all.endsWith("\n")) {
                lines.removeLast();
            }
            lines.removeIf(String::isBlank);
            return lines;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void addLines(List<String> wanted) throws IOException {
        List<String> there = lines();
        Set<String> more = new LinkedHashSet<>(wanted);
        more.removeAll(there);
        if (more.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(there);
        all.addAll(more);
        Path file = folder.resolve(NAME);
        OwnerOnly.write(file, (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
