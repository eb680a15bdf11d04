package org.chartroom.api.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chartroom.api.config.ConfigException;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/** Which data folder a command means. */
final class DataFolder {
    /** Written by the demonstration into its folder. */
    static final String DEMO_CONFIG = "demo.yml";

    private DataFolder() {}

    /** The demonstration's own, when none is named. */
    static Path demo(Home home) {
        return home.root().resolve("data").resolve("demo");
    }

    /**
     * The configuration of the folder that is meant.
     *
     * @param config the server's file, or
     * @param data the folder, or neither for the demonstration
     */
    static ServerConfig config(@Nullable Path config, @Nullable Path data, Home home) {
        try {
            if (config != null) {
                return ConfigReader.read(config);
            }
            Path folder = (data == null ? demo(home) : data).toAbsolutePath().normalize();
            Path own = folder.resolve(DEMO_CONFIG);
            return Files.isRegularFile(own) ? ConfigReader.read(own) : ConfigReader.defaults(folder);
        } catch (ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
