package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.cli.Session;
import dev.yinhu.service.config.ConfigReader;
import dev.yinhu.service.config.ConfigReading;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.OpenApiContract;
import dev.yinhu.service.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole service in this process, as {@code serve} runs it, with the demo's register in force
 * and callers added through a session of the command line. Every answer that its client reads is
 * held to the description that the service serves.
 */
public final class LiveService implements AutoCloseable {
  /** Callers that are no service. */
  private static final Map<String, Role> STAFF =
      Map.of("dpo", Role.DPO, "auditor", Role.AUDITOR, "admin", Role.ADMIN, "admin-2", Role.ADMIN);

  private final Closer closer = new Closer();
  private final YinhuConfig config;
  private final Session session;
  private final Yinhu yinhu;
  private final HttpClient client;
  private final OpenApiContract contract;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private LiveService(YinhuConfig config) throws IOException {
    this.config = config;
    try {
      client = closer.add(HttpClient.newHttpClient());
      session = closer.add(DirectorySession.open(config, new SecureRandom(), Clock.systemUTC()));
      yinhu = closer.add(Yinhu.open(config, new SecureRandom(), Clock.systemUTC()));
      contract = new OpenApiContract(raw("GET", "/openapi.json", Map.of(), null).text());
    } catch (RuntimeException | IOException | Error e) {
      throw closer.closeAfter(e);
    }
  }

  /** Starts on a data directory, with the demo's register in force. */
  public static LiveService start(Path data, Map<String, String> settings) throws IOException {
    LiveService service = new LiveService(config(data, settings));
    service.apply(demoRegister());
    service.awaitRegister();
    service.awaitCheckpoint();
    return service;
  }

  /** A start waits half a second for it, which a busy machine may need longer for. */
  private void awaitCheckpoint() {
    Await.until(
        "the first checkpoint was made or refused",
        () -> !send("GET", "/readyz", Map.of(), null).text().contains("is being made"));
  }

  /** A configuration of settings beside the defaults; the port is any that is free. */
  public static YinhuConfig config(Path data, Map<String, String> settings) {
    Map<String, String> overrides = new HashMap<>(settings);
    overrides.put("data", data.toString());
    overrides.putIfAbsent("http.port", "0");
    return switch (new ConfigReader(data).read(Optional.empty(), Map.of(), overrides)) {
      case ConfigReading.Usable usable -> usable.config();
      case ConfigReading.Faulty faulty -> throw new AssertionError(faulty.problems());
    };
  }

  /** The data directory. */
  public Path data() {
    return config.data();
  }

  /** The text of the demo's register. */
  public static String demoRegister() {
    try (InputStream in = LiveService.class.getResourceAsStream("/demo/register.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies a register as the command line does. */
  public long apply(String text) {
    return session.applyRegister(List.of(new RegisterSource("register.yaml", text))).version();
  }

  private void awaitRegister() {
    Await.until(
        "the register is in force",
        () ->
            reveal("order-service", "deliver-order", "clear", "shop.users.name", "s", "yh1.AA")
                    .status()
                == 200);
  }

  /** A session of the command line beside the running service. */
  public Session session() {
    return session;
  }

  /** A token that expired an hour ago. */
  public String expiredToken() {
    InstantSource clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
    try (Session past = DirectorySession.open(config, new SecureRandom(), clock)) {
      var expiry = clock.instant().plus(Duration.ofHours(1));
      return past.addCaller("late-service", Role.SERVICE, Optional.of(expiry)).reveal();
    }
  }

  /** The token of a caller, who is added when first asked for. */
  public String token(String caller) {
    return tokens.computeIfAbsent(
        caller,
        name ->
            session
                .addCaller(name, STAFF.getOrDefault(name, Role.SERVICE), Optional.empty())
                .reveal());
  }

  /** The routes of the running service. */
  public List<Route> routes() {
    return yinhu.routes();
  }

  /** What the service says of itself. */
  public OpenApiContract contract() {
    return contract;
  }

  /** An address of the service. */
  public URI address(String path) {
    return URI.create(yinhu.address() + path);
  }

  /** Posts JSON as a caller. */
  public Reply post(String caller, String path, String body) {
    return send("POST", path, headers(caller), body);
  }

  /** Asks for a value. */
  public Reply reveal(
      String caller,
      String purpose,
      String disclose,
      String field,
      String subject,
      String ciphertext) {
    return post(
        caller,
        "/v1/decrypt",
        """
        {"purpose":"%s","disclose":"%s","items":[{"field":"%s","subject":"%s","ciphertext":"%s"}]}
        """
            .formatted(purpose, disclose, field, subject, ciphertext));
  }

  /** Every entry of the access log, a line each. */
  public String entries() {
    StringBuilder all = new StringBuilder();
    long index = 0;
    Reply reply = get("auditor", "/v1/audit/entries/" + index);
    while (reply.status() == 200) {
      all.append(reply.text()).append('\n');
      reply = get("auditor", "/v1/audit/entries/" + ++index);
    }
    return all.toString();
  }

  /** Gets as a caller. */
  public Reply get(String caller, String path) {
    return send("GET", path, headers(caller), null);
  }

  /** Puts a register as a caller. */
  public Reply putRegister(String caller, String text) {
    Map<String, String> headers = new HashMap<>(headers(caller));
    headers.put("Content-Type", "text/yaml");
    return send("PUT", "/v1/register", headers, text);
  }

  /** The headers with which a caller signs in. */
  public Map<String, String> headers(String caller) {
    return Map.of("Authorization", "Bearer " + token(caller));
  }

  /** Sends anything; the answer is what the description says. */
  public Reply send(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    Reply reply = raw(method, path, headers, body);
    if (!method.equals("HEAD")) {
      assertDescribed(method, path, reply);
    }
    return reply;
  }

  private void assertDescribed(String method, String path, Reply reply) {
    String type = reply.mediaType();
    String asked = path.split("\\?", 2)[0];
    var route =
        routes().stream()
            .filter(known -> asked.matches(pattern(known.path())))
            .filter(known -> known.method().name().equals(method))
            .findAny();
    if (route.isPresent()) {
      contract.assertAnswer(method, route.get().path(), reply.status(), type, reply.text());
    } else {
      assertThat(reply.status()).isIn(404, 405);
      contract.assertFits("Problem", reply.text());
    }
    assertThat(reply.requestId()).as("request id").isNotEmpty();
  }

  private static String pattern(String template) {
    return template.replaceAll("\\{[a-z_]+}", "[^/]+").replaceAll("\\{\\+[a-z_]+}", ".+");
  }

  private Reply raw(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .timeout(Duration.ofSeconds(40))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return Reply.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    closer.close();
  }
}
