package dev.yinhu.service;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authenticator;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.callers.IssuerTokens;
import dev.yinhu.service.cli.RunningService;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Draining;
import dev.yinhu.service.http.HttpParts;
import dev.yinhu.service.http.HttpService;
import dev.yinhu.service.http.ReadinessCheck;
import dev.yinhu.service.http.ServiceMetrics;
import dev.yinhu.service.http.StandardRoutes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The running service: all modules put together. Opened ready to answer; closing drains the
 * requests that run and then closes everything, last opened first.
 */
public final class Yinhu implements RunningService {

  private final Closer closer;
  private final String address;

  private Yinhu(Closer closer, String address) {
    this.closer = closer;
    this.address = address;
  }

  /**
   * Opens the service of a configuration. When any part cannot start, what was opened is closed
   * again and the part's exception is thrown.
   */
  public static Yinhu open(YinhuConfig config, SecureRandom random, InstantSource clock) {
    var closer = new Closer();
    try {
      var directory = DataDirectory.open(config.data());
      closer.add(directory.lockForServing());
      var database = closer.add(Database.open(DatabaseSettings.of(config), directory));
      database.migrate("service");
      database.migrate("register");
      var blocking = closer.add(new Blocking(config.limits().blockingPermits()));
      var metrics = closer.add(new ServiceMetrics(blocking));
      metrics.watch(database.dataSource());
      var authenticator = authenticator(config, database, blocking, clock);
      closer.add(
          database.listen(Callers.CHANNEL, _ -> authenticator.forget(), authenticator::forget));
      var draining = new Draining();
      var routes =
          StandardRoutes.of(
              List.of(new ReadinessCheck("database", database::reachable)),
              draining,
              config.metrics() ? Optional.of(metrics) : Optional.empty());
      var parts =
          new HttpParts(
              routes,
              authenticator,
              blocking,
              List.of(new DatabaseFaults()),
              metrics.registry(),
              draining);
      var http = closer.add(HttpService.start(config, parts, random));
      return new Yinhu(closer, address(config, http.port()));
    } catch (Throwable e) {
      throw closer.closeAfter(e);
    }
  }

  private static Authenticator authenticator(
      YinhuConfig config, Database database, Blocking blocking, InstantSource clock) {
    return new Authenticator(
        database.jdbi(),
        config.oidc().map(oidc -> IssuerTokens.of(oidc, clock)),
        blocking,
        config.caches().tokens(),
        config.caches().tokenTime(),
        clock,
        Ticker.systemTicker());
  }

  private static String address(YinhuConfig config, int port) {
    var host = config.http().host();
    return (config.tls().isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    closer.close();
  }
}
