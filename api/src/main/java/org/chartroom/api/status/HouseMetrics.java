package org.chartroom.api.status;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jvm.GarbageCollectorMetricSet;
import com.codahale.metrics.jvm.MemoryUsageGaugeSet;
import com.codahale.metrics.jvm.ThreadStatesGaugeSet;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Servlet;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.chartroom.api.intake.IntakeDoors;

/** What Prometheus asks for: everything Dropwizard measures, and the house's own numbers. */
public final class HouseMetrics {
    private HouseMetrics() {}

    /** Registers the house's numbers and gives the servlet that tells all of them. */
    public static Servlet servlet(MetricRegistry metrics, HouseState house, Meters meters) {
        gauge(metrics, "queue.waiting", () -> house.queue().waiting());
        gauge(metrics, "queue.oldest.seconds", () -> house.queue().oldestSeconds());
        gauge(metrics, "index.lag.changes", () -> house.index().lagChanges());
        gauge(metrics, "index.documents", () -> house.index().documents());
        gauge(metrics, "store.free.bytes", () -> house.storage().freeBytes());
        gauge(metrics, "workers", () -> house.workers().size());
        gauge(metrics, "uploads", meters::uploads);
        gauge(metrics, "intake.taken", () -> sum(house, IntakeDoors.State::taken));
        gauge(metrics, "intake.failed", () -> sum(house, IntakeDoors.State::failed));
        gauge(
                metrics,
                "intake.troubled",
                () -> sum(house, door -> door.trouble().isPresent() ? 1 : 0));
        gauge(metrics, "pages.read", meters::pagesRead);
        gauge(metrics, "failures", meters::failures);
        metrics.register("jvm.memory", new MemoryUsageGaugeSet());
        metrics.register("jvm.gc", new GarbageCollectorMetricSet());
        metrics.register("jvm.threads", new ThreadStatesGaugeSet());
        PrometheusRegistry registry = new PrometheusRegistry();
        DropwizardExports.builder().dropwizardRegistry(metrics).register(registry);
        return new PrometheusMetricsServlet(registry);
    }

    private static long sum(HouseState house, ToLongFunction<IntakeDoors.State> of) {
        return house.intake().stream().mapToLong(of).sum();
    }

    private static void gauge(MetricRegistry metrics, String name, Supplier<Number> value) {
        Gauge<Number> gauge = value::get;
        metrics.register("chartroom." + name, gauge);
    }
}
