package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.House;
import org.chartroom.api.OwnerOnly;
import org.chartroom.api.auth.Accounting;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;

/** One login for each role of a demonstration, made once and kept in a file only its owner can read. */
final class DemoUsers {
    static final String FILE = "demo-users.json";
    private static final Duration TOKEN = Duration.ofDays(365);

    private static final Map<Role, String> NAMES = Map.of(
            Role.CLINICIAN, "Dr. Rowan Hale",
            Role.TRANSCRIPTIONIST, "Avery Lind",
            Role.INTAKE, "Jordan Pike",
            Role.RECORDS_CLERK, "Casey Moor",
            Role.PRIVACY_OFFICER, "Morgan Vale",
            Role.ADMINISTRATOR, "Sam Archer");

    private DemoUsers() {}

    /** A login. */
    record User(String role, String name, String password, String token) {
        /** Without what is secret. */
        @Override
        public String toString() {
            return "User[name=" + name + "]";
        }
    }

    /** Makes who is missing, and writes the file; users from an earlier run keep their passwords. */
    static List<User> prepare(House house, URI url, Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, User> before = read(file);
        Accounting accounting = house.accounting();
        List<User> users = new ArrayList<>();
        for (Role role : Role.values()) {
            String name = NAMES.get(role);
            if (name == null) {
                continue;
            }
            User known = before.get(role.code());
            if (known != null && accounting.byLogin(known.name()).isPresent()) {
                users.add(known);
                continue;
            }
            String password = accounting.newPassword();
            Optional<UserAccount> existing = accounting.byLogin(role.code());
            UserAccount account = existing.isPresent()
                    ? accounting.change(
                            Accounting.HOUSE, existing.get(), name, Set.of(role), false, Optional.of(password))
                    : accounting.create(Accounting.HOUSE, role.code(), name, Set.of(role), Optional.of(password));
            String token = accounting.issueToken(Accounting.HOUSE, account, "demonstration", TOKEN);
            users.add(new User(role.code(), account.login(), password, token));
        }
        write(file, url, users);
        return users;
    }

    private static Map<String, User> read(Path file) throws IOException {
        Map<String, User> users = new HashMap<>();
        if (Files.isRegularFile(file)) {
            for (JsonNode user : new ObjectMapper().readTree(file.toFile()).path("users")) {
                users.put(
                        user.path("role").asText(),
                        new User(
                                user.path("role").asText(),
                                user.path("name").asText(),
                                user.path("password").asText(),
                                user.path("token").asText()));
            }
        }
        return users;
    }

    private static void write(Path file, URI url, List<User> users) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode object = mapper.createObjectNode().put("url", url.toString());
        ArrayNode array = object.putArray("users");
        for (User user : users) {
            array.addObject()
                    .put("role", user.role())
                    .put("name", user.name())
                    .put("password", user.password())
                    .put("token", user.token());
        }
        OwnerOnly.write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(object));
    }
}
