package org.chartroom.api.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what an answer left unread of a request, so that the connection can be used again. A call can be refused before its body
 * has come; the server would then close the connection after the answer, and the next call that is already on its way in it
 * would be lost without an answer. What is too long to be taken in is said in the answer: {@code Connection: close} (RFC 9112, 9.6).
 */
public final class UnreadBody implements ContainerResponseFilter {
    /** Bytes; the rest of an upload that is refused is not waited for. */
    private static final int MOST = 1 << 16;

    @Context
    @Nullable
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        HttpServletRequest from = Objects.requireNonNull(request, "request");
        boolean hasBody = from.getContentLengthLong() > 0 || from.getHeader("Transfer-Encoding") != null;
        // Who waits to be told to go on has sent nothing; the server closes by itself and says so.
        if (hasBody && from.getHeader("Expect") == null && !isTakenIn(from)) {
            answer.getHeaders().putSingle("Connection", "close");
        }
    }

    private static boolean isTakenIn(HttpServletRequest from) {
        try {
            ServletInputStream body = from.getInputStream();
            return body.isFinished() || body.readNBytes(MOST + 1).length <= MOST;
        } catch (IOException | IllegalStateException e) {
            // It broke off, or is no body at all: nothing more can come in this connection.
            return false;
        }
    }
}
