package org.chartroom.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.chartroom.api.auth.OpenToAll;
import org.jspecify.annotations.Nullable;

/** The description of this API, made from the same classes that answer it; made once, when first asked for. */
@Path("openapi.json")
public final class OpenApiResource {
    private final Set<Class<?>> resources;
    private @Nullable String document;

    public OpenApiResource(Set<Class<?>> resources) {
        this.resources = Set.copyOf(resources);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @OpenToAll
    public synchronized String openApi() throws JsonProcessingException {
        String made = document;
        if (made == null) {
            made = make();
            document = made;
        }
        return made;
    }

    private String make() throws JsonProcessingException {
        OpenAPI base = new OpenAPI()
                .info(new Info()
                        .title("Chartroom")
                        .version("v1")
                        .description("The records room of a medical office. Errors are application/problem+json with a "
                                + "stable type and a correlation id."))
                .servers(List.of(new Server().url("/api/v1")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("chartroom-session")))
                .security(List.of(
                        new SecurityRequirement().addList("token"), new SecurityRequirement().addList("session")));
        OpenAPI described = new Reader(base).read(resources);
        described.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiResource::readable));
        return Json.pretty().writeValueAsString(described);
    }

    private static void readable(Operation operation) {
        if (operation.getSummary() == null && operation.getOperationId() != null) {
            operation.setSummary(
                    operation.getOperationId().replaceAll("([A-Z])", " $1").strip());
        }
    }
}
