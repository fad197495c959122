package dev.yinhu.service.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A route with its timers, one per class of status, made when first needed and then found by index:
 * recording looks up no tags. Thread-safe.
 */
final class MeteredRoute {

  private static final int STATUS_CLASSES = 6;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
    Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
    Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5)
  };

  private final Route route;
  private final MeterRegistry registry;
  private final AtomicReferenceArray<@Nullable Timer> timers =
      new AtomicReferenceArray<>(STATUS_CLASSES);

  MeteredRoute(Route route, MeterRegistry registry) {
    this.route = route;
    this.registry = registry;
  }

  Route route() {
    return route;
  }

  void record(int status, long nanos) {
    int statusClass = Math.clamp(status / 100, 1, STATUS_CLASSES - 1);
    var timer = timers.get(statusClass);
    if (timer == null) {
      timer = timer(statusClass);
      timers.set(statusClass, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(int statusClass) {
    return Timer.builder("yinhu.http.requests")
        .description("Requests answered, by route template and class of status")
        .tag("method", route.method().name())
        .tag("route", route.path())
        .tag("status", statusClass + "xx")
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
