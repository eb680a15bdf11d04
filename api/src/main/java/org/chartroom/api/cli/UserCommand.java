package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.api.RandomIds;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Accounts. A password never stands on the command line, where others could see it. */
@Command(
        name = "user",
        description = "Who may sign in, and as what.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class UserCommand {
    private static final int USUAL_TOKEN_DAYS = 90;

    private final PasswordEntry passwords;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private AdminCommand admin;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    UserCommand(PasswordEntry passwords) {
        this.passwords = passwords;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "Who there is.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "A JSON array instead of lines.") boolean json)
            throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            List<AdminDesk.User> users = desk.users();
            if (json) {
                out().println(Json.mapper().writeValueAsString(users));
            } else {
                users.forEach(user -> out().printf(
                                Locale.ROOT,
                                "%-20s %-24s %-9s %s%n",
                                user.login(),
                                user.name(),
                                user.disabled() ? "disabled" : "",
                                codes(user.roles())));
            }
            return done();
        }
    }

    @Command(
            description = "Makes an account. The password is typed, or read as a line from standard input, or made.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "LOGIN", description = "What they sign in with.") String login,
            @Option(names = "--name", required = true, description = "What others see, such as \"Casey Moor\".")
                    String name,
            @Option(
                            names = "--roles",
                            required = true,
                            split = ",",
                            paramLabel = "ROLE",
                            description = "clinician, transcriptionist, intake, records-clerk, privacy-officer,"
                                    + " administrator or worker; several with commas.")
                    List<String> roles,
            @Option(names = "--generate", description = "Make a password and show it once.") boolean generate,
            @Option(names = "--no-password", description = "For programs: tokens only.") boolean none)
            throws IOException, InterruptedException {
        Set<Role> parsed = roles(roles);
        try (AdminDesk desk = admin.desk()) {
            Optional<String> password = none ? Optional.empty() : Optional.of(given(login, generate));
            AdminDesk.User user = desk.add(login, name, parsed, password);
            out().println("'" + user.login() + "' can sign in as " + codes(user.roles()) + ".");
            if (generate && !none) {
                show(password);
            }
            return done();
        }
    }

    @Command(description = "Sets a new password.", mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "LOGIN", description = "Whose.") String login,
            @Option(names = "--generate", description = "Make one and show it once.") boolean generate)
            throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            AdminDesk.User user = find(desk, login);
            Optional<String> password = Optional.of(given(login, generate));
            desk.change(user, user.roles(), user.disabled(), password);
            out().println("'" + user.login() + "' has a new password.");
            if (generate) {
                show(password);
            }
            return done();
        }
    }

    @Command(
            name = "reset-second-factor",
            description =
                    "For somebody whose telephone is lost: the password alone signs in until they have set up codes"
                            + " again. Their sessions end at once.",
            mixinStandardHelpOptions = true)
    int resetSecondFactor(@Parameters(paramLabel = "LOGIN", description = "Whose.") String login)
            throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            AdminDesk.User user = find(desk, login);
            desk.resetSecondFactor(user);
            out().println("'" + user.login()
                    + "' signs in with the password alone until a second factor is set up again.");
            return done();
        }
    }

    @Command(description = "Replaces the roles of an account.", mixinStandardHelpOptions = true)
    int roles(
            @Parameters(paramLabel = "LOGIN", description = "Whose.") String login,
            @Parameters(paramLabel = "ROLE", split = ",", arity = "1..*", description = "All that they shall have.")
                    List<String> roles)
            throws IOException, InterruptedException {
        Set<Role> parsed = roles(roles);
        try (AdminDesk desk = admin.desk()) {
            AdminDesk.User user = find(desk, login);
            AdminDesk.User changed = desk.change(user, parsed, user.disabled(), Optional.empty());
            out().println("'" + changed.login() + "' is now " + codes(changed.roles()) + ".");
            return done();
        }
    }

    @Command(description = "Closes an account; sessions and tokens end at once.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "LOGIN", description = "Whose.") String login)
            throws IOException, InterruptedException {
        return set(login, true);
    }

    @Command(description = "Opens an account again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "LOGIN", description = "Whose.") String login)
            throws IOException, InterruptedException {
        return set(login, false);
    }

    private int set(String login, boolean disabled) throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            AdminDesk.User user = find(desk, login);
            desk.change(user, user.roles(), disabled, Optional.empty());
            out().println("'" + user.login() + (disabled ? "' cannot sign in any more." : "' can sign in again."));
            return done();
        }
    }

    @Command(
            description = "Makes an API token for a program that acts as this user, and shows it once.",
            mixinStandardHelpOptions = true)
    int token(
            @Parameters(paramLabel = "LOGIN", description = "Whose.") String login,
            @Option(names = "--label", required = true, description = "What it is for.") String label,
            @Option(
                            names = "--days",
                            description = "How long it is good; 90 by default.",
                            defaultValue = "" + USUAL_TOKEN_DAYS)
                    int days)
            throws IOException, InterruptedException {
        if (days < 1 || days > 400 || label.isBlank() || label.length() > 100) {
            throw new ParameterException(
                    spec.commandLine(), "A token has a label of up to 100 characters and 1 to 400 days.");
        }
        try (AdminDesk desk = admin.desk()) {
            out().println(desk.token(find(desk, login), label, days));
            return done();
        }
    }

    private static AdminDesk.User find(AdminDesk desk, String login) throws IOException, InterruptedException {
        return desk.users().stream()
                .filter(user -> user.login().equalsIgnoreCase(login))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("there is no user '" + login + "': admin user list shows who is"));
    }

    private String given(String login, boolean generate) throws IOException {
        return generate ? Accounting.newPassword(new RandomIds(new SecureRandom())) : passwords.take(login);
    }

    private void show(Optional<String> password) {
        out().println("The password is " + password.orElse("") + " and is shown this once.");
    }

    private Set<Role> roles(List<String> codes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : codes) {
            try {
                roles.add(Role.ofCode(code.strip().toLowerCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no role '" + code + "'; the roles are " + codes(EnumSet.allOf(Role.class)) + ".");
            }
        }
        return roles;
    }

    private static String codes(Set<Role> roles) {
        return roles.isEmpty()
                ? "nothing"
                : roles.stream().sorted().map(Role::code).collect(Collectors.joining(", "));
    }

    private int done() {
        out().flush();
        return 0;
    }
}
