package org.chartroom.api.cli;

import picocli.CommandLine.Command;

/** The command above all commands: says which there are. */
@Command(
        name = "chartroom",
        description = "The records room of a medical office in software.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            WorkerCommand.class,
            ReadCommand.class,
            DictateCommand.class,
            FormatCommand.class,
            UploadCommand.class,
            DoctorCommand.class,
            AdminCommand.class
        })
final class ChartroomCommand {}
