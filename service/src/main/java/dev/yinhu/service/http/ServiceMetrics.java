package dev.yinhu.service.http;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.yinhu.service.blocking.Blocking;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/**
 * The meters of this process, read as Prometheus text. Owns its registry. No tag ever holds
 * anything a request carried. Thread-safe.
 */
public final class ServiceMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  /** Meters of the Java process and of the blocking calls. */
  public ServiceMetrics(Blocking blocking) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
    Gauge.builder("yinhu.blocking.running", blocking, Blocking::running)
        .description("Calls off the event loop now")
        .register(registry);
    Gauge.builder("yinhu.blocking.permits", blocking, Blocking::most)
        .description("Calls that may be off the event loop at once")
        .register(registry);
  }

  /** Adds the meters of a connection pool; does nothing for other data sources. */
  public void watch(DataSource source) {
    if (source instanceof HikariDataSource pool) {
      pool(pool, "active", HikariPoolMXBean::getActiveConnections);
      pool(pool, "idle", HikariPoolMXBean::getIdleConnections);
      pool(pool, "waiting", HikariPoolMXBean::getThreadsAwaitingConnection);
    }
  }

  private void pool(HikariDataSource pool, String state, ToDoubleFunction<HikariPoolMXBean> count) {
    Gauge.builder(
            "yinhu.database.connections", pool, of -> count.applyAsDouble(of.getHikariPoolMXBean()))
        .description("Connections of the pool, and threads that wait for one")
        .tag("state", state)
        .register(registry);
  }

  /** Where modules register their meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All meters in the Prometheus text format. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
