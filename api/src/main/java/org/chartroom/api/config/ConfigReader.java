package org.chartroom.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Reads a server's configuration: the defaults that ship, overlaid by a file. */
public final class ConfigReader {
    private static final String DEFAULTS = "server-defaults.yml";

    private ConfigReader() {}

    /**
     * Reads a YAML file. Relative paths in it start at the file's folder.
     *
     * @throws ConfigException when it is not there, not YAML, has a key that is not one, or a value that cannot be
     */
    public static ServerConfig read(Path file) throws ConfigException {
        byte[] yaml;
        try {
            yaml = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("There is no configuration file " + file + ".", e);
        } catch (IOException e) {
            throw new ConfigException("The configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        ServerConfig config = parse(yaml, file.toString());
        Path base = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        return new ServerConfig(
                base.resolve(config.data()).normalize(),
                config.office(),
                config.http(),
                config.uploads(),
                config.sessions(),
                config.work(),
                config.workers(),
                config.reading(),
                config.dictation(),
                config.paper(),
                config.filing(),
                config.search(),
                config.delivery().startingAt(base),
                config.log(),
                config.store().startingAt(base),
                config.intake().stream().map(each -> each.startingAt(base)).toList());
    }

    /** The defaults with {@code data} as the folder that holds everything. */
    public static ServerConfig defaults(Path data) {
        try {
            ServerConfig config = parse(new byte[0], DEFAULTS);
            return new ServerConfig(
                    data.toAbsolutePath().normalize(),
                    config.office(),
                    config.http(),
                    config.uploads(),
                    config.sessions(),
                    config.work(),
                    config.workers(),
                    config.reading(),
                    config.dictation(),
                    config.paper(),
                    config.filing(),
                    config.search(),
                    config.delivery(),
                    config.log(),
                    config.store(),
                    config.intake());
        } catch (ConfigException e) {
            throw new IllegalStateException("the defaults that ship cannot be read", e);
        }
    }

    private static ServerConfig parse(byte[] yaml, String name) throws ConfigException {
        try {
            return new Overlay(defaultsTree()).build(path -> new ByteArrayInputStream(yaml), name);
        } catch (ConfigurationException e) {
            throw new ConfigException(String.valueOf(e.getMessage()).strip(), e);
        } catch (IOException e) {
            throw new ConfigException("The configuration file " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode defaultsTree() {
        try (InputStream in = Objects.requireNonNull(ConfigReader.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
            return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults that ship cannot be read", e);
        }
    }

    /** Dropwizard's strict parser (it knows how to say which key was meant), laid over the defaults. */
    private static final class Overlay extends YamlConfigurationFactory<ServerConfig> {
        private final ObjectNode defaults;

        Overlay(ObjectNode defaults) {
            super(ServerConfig.class, null, Jackson.newObjectMapper(), "chartroom");
            this.defaults = defaults;
        }

        @Override
        public ServerConfig build(io.dropwizard.configuration.ConfigurationSourceProvider provider, String path)
                throws IOException, ConfigurationException {
            try (InputStream in = provider.open(path)) {
                JsonNode given = new ObjectMapper(new YAMLFactory()).readTree(in);
                boolean empty = given == null || given.isMissingNode() || given.isNull();
                return build(merge(defaults, empty ? JsonNodeFactory.instance.objectNode() : given), path);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IOException(e.getOriginalMessage(), e);
            }
        }

        private static JsonNode merge(JsonNode under, JsonNode over) {
            if (!(under instanceof ObjectNode lower) || !(over instanceof ObjectNode upper)) {
                return over;
            }
            ObjectNode merged = lower.deepCopy();
            for (Map.Entry<String, JsonNode> each : upper.properties()) {
                JsonNode below = merged.get(each.getKey());
                merged.set(each.getKey(), below == null ? each.getValue() : merge(below, each.getValue()));
            }
            return merged;
        }
    }
}
