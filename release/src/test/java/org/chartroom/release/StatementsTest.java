package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.release.Statement;
import org.junit.jupiter.api.Test;

/**
 * Every statement of the law has a test that passes what it allows and one that blocks what it forbids, named after it, such as
 * {@code a1Passes…} and {@code a1Blocks…}, in any module. Those without stand in {@code statements-without-test.txt}: the list may
 * only shrink.
 */
class StatementsTest {
    private static final Pattern NAME = Pattern.compile("void ([a-z][0-9]{1,2}(?:Passes|Blocks))\\w*\\(");

    @Test
    void everyStatementHasATestOfBothKindsOrIsListedAsWithout() {
        Set<String> without = new TreeSet<>();
        Set<String> tested = tested();
        for (Statement statement : Statement.values()) {
            for (String kind : List.of("Passes", "Blocks")) {
                String name = statement.name().toLowerCase(Locale.ROOT) + kind;
                if (!tested.contains(name)) {
                    without.add(name);
                }
            }
        }
        assertThat(without)
                .as("statements without a test; take those that have one now off the list, and write the others")
                .containsExactlyElementsOf(listed());
    }

    private static Set<String> tested() {
        Path root = Path.of(System.getProperty("chartroom.root", ".."));
        Set<String> names = new TreeSet<>();
        for (String module : List.of("models", "store", "release", "api")) {
            Path tests = root.resolve(module).resolve("src/test/java");
            if (!Files.isDirectory(tests)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> names.addAll(names(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static Set<String> names(Path file) {
        try {
            Set<String> names = new TreeSet<>();
            Matcher matcher = NAME.matcher(Files.readString(file));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> listed() {
        try (InputStream in = StatementsTest.class.getResourceAsStream("statements-without-test.txt")) {
            assertThat(in).isNotNull();
            Set<String> listed = new TreeSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(listed::add);
            return listed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
