package dev.yinhu.service.http;

import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authenticator;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * What the edge works with. It owns none of it.
 *
 * @param faults translators of the modules' exceptions, asked in order
 */
public record HttpParts(
    List<Route> routes,
    Authenticator authenticator,
    Admission admission,
    Blocking blocking,
    List<FaultTranslator> faults,
    MeterRegistry meters,
    Draining draining) {
  public HttpParts {
    routes = List.copyOf(routes);
    faults = List.copyOf(faults);
  }
}
