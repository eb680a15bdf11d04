package org.chartroom.api;

import io.dropwizard.request.logging.RequestLogFactory;
import java.nio.file.Path;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.RequestLogWriter;

/** One line a request in {@code requests-DATE.log}, kept for 30 days. Without queries: what was searched for may be health information. */
final class RequestFile implements RequestLogFactory<RequestLog> {
    private static final String WITHOUT_QUERY = "%{client}a %{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t \"%m %U\" %s %O %{ms}T";
    private static final int DAYS_KEPT = 30;

    private final Path folder;

    RequestFile(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public RequestLog build(String name) {
        RequestLogWriter writer =
                new RequestLogWriter(folder.resolve("requests-yyyy_mm_dd.log").toString());
        writer.setAppend(true);
        writer.setRetainDays(DAYS_KEPT);
        return new CustomRequestLog(writer, WITHOUT_QUERY);
    }
}
