package org.chartroom.api.cli;

import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes each command with what it needs, so that no command looks anything up by itself. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<?>> commands;

    CommandFactory(Home home, Clock clock, InputStream input) {
        commands = Map.of(
                AdminCommand.class, () -> new AdminCommand(home, clock),
                ModelCommand.class, () -> new ModelCommand(home),
                UserCommand.class, () -> new UserCommand(new PasswordEntry(input)),
                DemoCommand.class, () -> new DemoCommand(home),
                DictateCommand.class, () -> new DictateCommand(home),
                DoctorCommand.class, () -> new DoctorCommand(home, clock),
                ReadCommand.class, () -> new ReadCommand(home, clock),
                ServeCommand.class, () -> new ServeCommand(home),
                UploadCommand.class, () -> new UploadCommand(home),
                WorkerCommand.class, () -> new WorkerCommand(home));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<?> maker = commands.get(type);
        return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
    }
}
