package org.chartroom.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Map;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Makes problem answers of what goes wrong before or beside the resources, such as a request line that is none. */
public final class ProblemErrors extends ErrorHandler {
    private final ObjectMapper json;

    public ProblemErrors(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Kind kind = switch (status) {
            case HttpStatus.NOT_FOUND_404 -> Kind.NOT_FOUND;
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> Kind.WRONG_METHOD;
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> Kind.TOO_LARGE;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> Kind.UNAVAILABLE;
            default -> status >= 500 ? Kind.INTERNAL : Kind.BAD_REQUEST;
        };
        String id = request.getAttribute(Correlation.ATTRIBUTE) instanceof String text ? text : "none";
        try {
            byte[] body =
                    json.writeValueAsBytes(Problem.of(kind, kind.title() + ". Nothing was changed.", id, Map.of()));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
            response.write(true, ByteBuffer.wrap(body), callback);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            callback.failed(e);
        }
        return true;
    }
}
