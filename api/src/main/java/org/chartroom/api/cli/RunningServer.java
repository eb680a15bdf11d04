package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.RunFile;
import org.chartroom.api.json.Json;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Errands;
import org.chartroom.api.upkeep.Outcome;
import org.chartroom.api.upkeep.Watch;
import org.chartroom.models.record.Role;

/** The server that has a data folder open, asked over HTTP with the token it wrote into the folder for that. */
final class RunningServer implements AdminDesk {
    private static final long LOOK_EVERY_MS = 200;

    private final ApiClient client;
    private final ObjectMapper json = Json.mapper();

    private RunningServer(ApiClient client) {
        this.client = client;
    }

    /**
     * @param data a data folder that is in use
     * @throws CommandFailed when who uses it is no server that answers
     */
    static RunningServer of(Path data) throws IOException {
        RunFile run = RunFile.ofLivingServer(data)
                .orElseThrow(() -> new CommandFailed("another process has " + data
                        + " open and it is no server, or one that is just starting or stopping: wait for its end, then"
                        + " run this again"));
        Path certificate = LocalOffice.certificateIn(data);
        boolean tls = run.url().getScheme().equals("https") && Files.isRegularFile(certificate);
        RunningServer server = new RunningServer(ApiClient.ofThisMachine(
                run.url(), run.token(), Optional.of(certificate).filter(c -> tls)));
        try {
            server.client.get("admin/jobs").orFail("asking the server at " + run.url());
            return server;
        } catch (ConnectException e) {
            server.close();
            throw new CommandFailed("the server (process " + run.pid() + ") has " + data
                    + " open and does not answer at " + run.url() + ": wait a moment, or stop it");
        } catch (InterruptedException e) {
            server.close();
            Thread.currentThread().interrupt();
            throw new CommandFailed("stopped while asking the server");
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public Outcome run(Errand errand, Watch watch) throws IOException, InterruptedException {
        Map<String, Object> body = switch (errand) {
            case Errand.BackUp backUp -> Map.of("into", backUp.into().toString());
            case Errand.Verify _, Errand.Reindex _, Errand.Destroy _ -> Map.of();
        };
        Errands.Job job = job(client.post("admin/" + errand.verb(), body, "").orFail(errand.verb()));
        boolean saidSo = false;
        while (job.state() == Errands.State.RUNNING) {
            watch.reached(job.step(), job.done(), job.of());
            if (watch.calledOff() && !saidSo) {
                saidSo = true;
                client.delete("admin/jobs/" + job.id()).orFail("calling it off");
            }
            Thread.sleep(LOOK_EVERY_MS);
            job = job(client.get("admin/jobs/" + job.id()).orFail(errand.verb()));
        }
        String problem = job.problem();
        return job.outcome().orElseThrow(() -> new CommandFailed(problem));
    }

    private Errands.Job job(JsonNode node) {
        return json.convertValue(node, Errands.Job.class);
    }

    @Override
    public List<User> users() throws IOException, InterruptedException {
        List<User> users = new ArrayList<>();
        client.get("users").orFail("asking for the users").path("items").forEach(node -> users.add(user(node)));
        return users;
    }

    private static User user(JsonNode node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        node.path("roles").forEach(role -> roles.add(Role.ofCode(role.asText())));
        return new User(
                node.path("id").asText(),
                node.path("login").asText(),
                node.path("displayName").asText(),
                roles,
                node.path("disabled").asBoolean());
    }

    @Override
    public User add(String login, String name, Set<Role> roles, Optional<String> password)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("login", login);
        body.put("displayName", name);
        body.put("roles", codes(roles));
        password.ifPresent(given -> body.put("password", given));
        return user(client.post("users", body, "").orFail("making the account"));
    }

    @Override
    public User change(User user, Set<Role> roles, boolean disabled, Optional<String> password)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("displayName", user.name());
        body.put("roles", codes(roles));
        body.put("disabled", disabled);
        password.ifPresent(given -> body.put("password", given));
        return user(client.put("users/" + user.id(), body).orFail("changing the account"));
    }

    private static List<String> codes(Set<Role> roles) {
        return roles.stream().map(Role::code).toList();
    }

    @Override
    public void resetSecondFactor(User user) throws IOException, InterruptedException {
        client.post("users/" + user.id() + "/second-factor/reset", Map.of(), "").orFail("resetting the second factor");
    }

    @Override
    public String token(User user, String label, int days) throws IOException, InterruptedException {
        return client.post("users/" + user.id() + "/tokens", Map.of("label", label, "days", days), "")
                .orFail("making the token")
                .path("token")
                .asText();
    }

    @Override
    public JsonNode due(LocalDate by) throws IOException, InterruptedException {
        return client.get("retention/due?limit=200&by=" + by).orFail("asking what is due");
    }

    @Override
    public JsonNode holds() throws IOException, InterruptedException {
        return client.get("holds?limit=200").orFail("asking for the holds").path("items");
    }

    @Override
    public JsonNode destructions() throws IOException, InterruptedException {
        return client.get("retention/destructions?limit=200")
                .orFail("asking for the destructions")
                .path("items");
    }

    @Override
    public void close() {
        client.close();
    }
}
