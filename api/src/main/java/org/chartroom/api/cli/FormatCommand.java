package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.chartroom.transcribe.format.FormattedNote;
import org.chartroom.transcribe.format.NoteFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Spoken words to formatted text, one utterance a line, by the rules that format dictations. */
@Command(
        name = "format",
        description = "Spoken words on standard input to formatted text, one utterance a line.",
        mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object a line: text, edits, sections, and what stayed ambiguous.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        NoteFormatter formatter = NoteFormatter.english();
        ObjectMapper mapper = new ObjectMapper();
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String spoken = line.strip();
            List<String> words = spoken.isEmpty() ? List.of() : List.of(spoken.split("\\s+"));
            FormattedNote note = formatter.formatWords(words);
            if (json) {
                ObjectNode object = mapper.createObjectNode();
                object.put("raw", String.join(" ", words));
                object.put("text", note.text());
                object.set("edits", mapper.valueToTree(note.edits()));
                object.set("sections", mapper.valueToTree(note.sections()));
                object.set("ambiguities", mapper.valueToTree(note.ambiguities()));
                out.println(mapper.writeValueAsString(object));
            } else {
                out.println(note.text());
            }
            out.flush();
        }
        return 0;
    }
}
