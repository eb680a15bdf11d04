package org.chartroom.api.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes each command with what it needs, so that no command looks anything up by itself. */
final class CommandFactory implements IFactory {
    private final Home home;
    private final Clock clock;

    CommandFactory(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object made = null;
        if (type == DoctorCommand.class) {
            made = new DoctorCommand(home, clock);
        }
        return made == null ? CommandLine.defaultFactory().create(type) : type.cast(made);
    }
}
