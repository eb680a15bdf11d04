package org.chartroom.api.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.chartroom.api.http.Correlation;
import org.chartroom.ingest.intake.CutOffException;
import org.chartroom.ingest.intake.EmptyFileException;
import org.chartroom.ingest.intake.TooLargeException;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.StoreFullException;
import org.chartroom.models.record.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever ended a request into a problem answer. Only texts written for callers leave; stacks, paths and foreign
 * messages go to the log, beside the correlation id that the answer carries.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    /** Addresses whose errors are told in FHIR's own form. */
    private static final String FHIR = "/api/v1/fhir/";

    private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

    @Context
    @Nullable
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        Answer answer = answer(failure);
        String correlationId = Correlation.of(request);
        if (answer.kind().status() >= 500) {
            log.error("{} [{}]", answer.kind().slug(), correlationId, failure);
        } else {
            log.debug("{} [{}] {}", answer.kind().slug(), correlationId, answer.detail());
        }
        boolean fhir = request != null && request.getRequestURI().startsWith(FHIR);
        Response.ResponseBuilder response = Response.status(answer.kind().status())
                .type(fhir ? Outcome.MEDIA_TYPE : Problem.MEDIA_TYPE)
                .entity(
                        fhir
                                ? Outcome.of(answer.kind(), answer.detail(), correlationId)
                                : Problem.of(answer.kind(), answer.detail(), correlationId, answer.more()));
        if (answer.kind() == Kind.TOO_MANY_ATTEMPTS && answer.more().get("retryAfterSeconds") instanceof Number wait) {
            response.header("Retry-After", wait);
        }
        if (failure instanceof WebApplicationException web) {
            Object allow = web.getResponse().getHeaders().getFirst("Allow");
            if (allow != null) {
                response.header("Allow", allow);
            }
        }
        return response.build();
    }

    private record Answer(Kind kind, String detail, Map<String, Object> more) {
        Answer(Kind kind, String detail) {
            this(kind, detail, Map.of());
        }
    }

    private Answer answer(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> new Answer(e.kind(), String.valueOf(e.getMessage()), e.more());
            case ConflictException e -> new Answer(Kind.CONFLICT, e.getMessage() + " Nothing was changed. Look again.");
            case EmptyFileException _ ->
                new Answer(
                        Kind.EMPTY_FILE, "The file has no bytes. Nothing was kept. Check the file and send it again.");
            case TooLargeException e ->
                new Answer(
                        Kind.TOO_LARGE,
                        "The file is longer than the " + e.limit()
                                + " bytes taken here. Nothing was kept. Split it or have the limit raised.");
            case CutOffException _ ->
                new Answer(
                        Kind.CUT_OFF,
                        "The upload ended before the file did. Nothing was kept. Send the whole file again.");
            case BlobStoreFullException _ -> full();
            case StoreFullException _ -> full();
            case BlobMissingException _ ->
                new Answer(
                        Kind.INTERNAL,
                        "The record is there, its bytes are not. Tell the administrator, who should run admin verify.");
            case StoreUnavailableException _ ->
                new Answer(
                        Kind.UNAVAILABLE,
                        "The record store does not answer. It is not certain whether the change was kept. Look, or try "
                                + "again with the same Idempotency-Key.");
            case JsonProcessingException e -> json(e);
            case WebApplicationException e -> web(e);
            case EOFException _ ->
                new Answer(Kind.CUT_OFF, "The request ended too early. Nothing was kept. Send it again.");
            case IOException e
            when isDisconnect(e) ->
                new Answer(Kind.CUT_OFF, "The request ended too early. Nothing was kept. Send it again.");
            // Cursors are opaque: only the store can tell that one is none of its own.
            case IllegalArgumentException _
            when request != null && request.getParameter("cursor") != null ->
                new Answer(Kind.BAD_REQUEST, "The cursor is not one that this list gave out. Start at the beginning.");
            default ->
                new Answer(
                        Kind.INTERNAL,
                        "This should not have happened. Try again; if it stays, tell the administrator the correlation "
                                + "id.");
        };
    }

    private static boolean isDisconnect(IOException e) {
        return e.getClass().getName().endsWith("EofException")
                || e instanceof java.nio.channels.ClosedChannelException
                || e.getCause() instanceof java.util.concurrent.TimeoutException;
    }

    private static Answer full() {
        return new Answer(
                Kind.DISK_FULL,
                "There is no room left, so nothing was kept; what is already kept can be read. Free space on the server, "
                        + "then send it again.");
    }

    private static Answer json(JsonProcessingException e) {
        if (e instanceof StreamReadException && !(e.getLocation() == null)) {
            return new Answer(
                    Kind.BAD_REQUEST,
                    "The body is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ". Nothing was changed.");
        }
        if (e instanceof JsonMappingException mapping) {
            StringBuilder path = new StringBuilder();
            for (JsonMappingException.Reference each : mapping.getPath()) {
                path.append(path.isEmpty() ? "" : ".")
                        .append(each.getFieldName() == null ? "[" + each.getIndex() + "]" : each.getFieldName());
            }
            // Messages of our own checked records are written for callers; Jackson's own name Java types.
            Throwable cause = mapping.getCause();
            String why = cause instanceof IllegalArgumentException && cause.getMessage() != null
                    ? cause.getMessage()
                    : "its value cannot be";
            return new Answer(
                    Kind.BAD_REQUEST,
                    (path.isEmpty() ? "The body" : "'" + path + "'") + ": " + why + ". Nothing was changed.");
        }
        return new Answer(Kind.BAD_REQUEST, "The body cannot be understood. Nothing was changed.");
    }

    private static Answer web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 401 -> new Answer(Kind.NOT_SIGNED_IN, "Sign in first.");
            case 403 -> new Answer(Kind.NOT_ALLOWED, "Your role does not allow this.");
            case 404 -> new Answer(Kind.NOT_FOUND, "There is nothing at this address. Check it.");
            case 405 -> new Answer(Kind.WRONG_METHOD, "This address does not take that method.");
            case 406 -> new Answer(Kind.NOT_ACCEPTABLE, "This address does not answer in that form.");
            case 413 -> new Answer(Kind.TOO_LARGE, "The request is too large. Nothing was kept.");
            case 415 -> new Answer(Kind.WRONG_MEDIA_TYPE, "This address does not take bodies of that type.");
            default ->
                status < 500
                        ? new Answer(Kind.BAD_REQUEST, "The request cannot be understood. Nothing was changed.")
                        : new Answer(
                                Kind.INTERNAL,
                                "This should not have happened. Try again; if it stays, tell the administrator the "
                                        + "correlation id.");
        };
    }
}
