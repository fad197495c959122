package dev.yinhu.service.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.Closer;
import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authenticator;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.config.ConfigReader;
import dev.yinhu.service.config.ConfigReading;
import dev.yinhu.service.config.YinhuConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A real server over a real database, with routes made to be tested, and a client for it. */
public final class TestService implements AutoCloseable {

  /** An item of a test request. */
  record Item(String name, int count) {
    Item {
      InvalidMember.required(name, "name");
    }
  }

  /** A test request. */
  record Order(String title, List<Item> items, @Nullable Boolean urgent) {
    Order {
      InvalidMember.required(title, "title");
      items = InvalidMember.requiredList(items, "items");
      if (items.size() > 3) {
        throw new InvalidMember("items", "at most 3 items");
      }
    }
  }

  static final JsonBody<Order> ORDER = JsonBody.of(Order.class);

  final Callers callers;
  final Authenticator authenticator;
  final Blocking blocking;
  final Draining draining = new Draining();

  /** Lets requests to {@code /v1/slow} finish. */
  final CountDownLatch release = new CountDownLatch(1);

  /** Counted down when a request has reached {@code /v1/slow}. */
  final CountDownLatch reached = new CountDownLatch(1);

  /** Requests that reached {@code /v1/orders}. */
  final List<Order> orders = new ArrayList<>();

  private final Closer closer = new Closer();
  private final YinhuConfig config;
  private final HttpService http;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestService(TestDatabase database, Map<String, String> settings) {
    this.config = config(settings);
    var clock = Clock.systemUTC();
    callers = new Callers(database.jdbi(), new SecureRandom(), clock);
    blocking = closer.add(new Blocking(config.limits().blockingPermits()));
    authenticator =
        new Authenticator(
            database.jdbi(),
            Optional.empty(),
            blocking,
            config.caches().tokens(),
            config.caches().tokenTime(),
            clock,
            Ticker.systemTicker());
    var metrics = closer.add(new ServiceMetrics(blocking));
    var routes = new ArrayList<>(testRoutes());
    routes.addAll(
        StandardRoutes.of(
            List.of(new ReadinessCheck("database", database.database()::reachable)),
            draining,
            Optional.of(metrics)));
    var parts =
        new HttpParts(
            routes,
            authenticator,
            Admission.EVERYBODY,
            blocking,
            List.of(),
            metrics.registry(),
            draining);
    http = closer.add(HttpService.start(config, parts, new SecureRandom()));
  }

  static TestService open(TestDatabase database, Map<String, String> settings) {
    return new TestService(database, settings);
  }

  static TestService open(TestDatabase database) {
    return new TestService(database, Map.of());
  }

  static YinhuConfig config(Map<String, String> settings) {
    var overrides = new HashMap<>(settings);
    overrides.putIfAbsent("http.port", "0");
    var reading =
        new ConfigReader(Path.of("").toAbsolutePath()).read(Optional.empty(), Map.of(), overrides);
    return switch (reading) {
      case ConfigReading.Usable usable -> usable.config();
      case ConfigReading.Faulty faulty -> throw new AssertionError(faulty.problems());
    };
  }

  private List<Route> testRoutes() {
    var services = Set.of(Role.SERVICE);
    return List.of(
        Route.guarded(
            HttpMethod.POST,
            "/v1/orders",
            services,
            exchange -> {
              var order = exchange.json(ORDER);
              orders.add(order);
              return Future.succeededFuture(Answer.json(order));
            }),
        Route.guarded(
            HttpMethod.GET,
            "/v1/orders/{id}",
            Set.of(Role.AUDITOR, Role.DPO),
            exchange ->
                Future.succeededFuture(Answer.json(Map.of("id", exchange.pathParameter("id"))))),
        Route.guarded(
            HttpMethod.GET,
            "/v1/slow",
            services,
            exchange ->
                exchange.blocking(() -> {
                  reached.countDown();
                  release.await();
                  return Answer.text("done");
                })),
        Route.guarded(
            HttpMethod.POST,
            "/v1/broken",
            services,
            exchange -> {
              throw new IllegalStateException("choked on " + exchange.body());
            }),
        Route.guarded(
            HttpMethod.POST,
            "/v1/class-missing",
            services,
            _ -> {
              throw new NoClassDefFoundError("dev/yinhu/Missing");
            }),
        Route.guarded(
            HttpMethod.POST,
            "/v1/no-memory",
            services,
            _ -> {
              throw new OutOfMemoryError("as the machine says it");
            }),
        Route.guarded(
            HttpMethod.POST,
            "/v1/elsewhere",
            services,
            exchange ->
                Future.fromCompletionStage(
                    CompletableFuture.supplyAsync(() -> Answer.json(Map.of("ok", true))))));
  }

  /** Stops the HTTP side only. */
  void drain() {
    http.close();
  }

  int port() {
    return http.port();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  String token(Role role) {
    return callers.add("test-" + role.word(), role, Optional.empty()).reveal();
  }

  HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(address(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> post(String path, String token, String body) throws Exception {
    return send(request(path, token).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20)).build());
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    release.countDown();
    client.shutdownNow();
    closer.close();
  }
}
