package dev.yinhu.service.api;

import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reading the register in force and applying a new version of it. */
public final class RegisterRoutes {
  private static final Set<Role> READERS = EnumSet.allOf(Role.class);
  private static final Set<Role> WRITERS = EnumSet.of(Role.ADMIN, Role.DPO);
  private static final String SOURCE_NAME = "register.yaml";
  private static final String YAML = "text/yaml";

  record Source(String name, String text) {}

  record Current(
      long version, String sha256, String applied_by, String applied_at, List<Source> sources) {}

  record Told(String code, String severity, int line, int column, String message) {}

  record Applied(long version, String sha256, List<Told> warnings) {}

  private final RegisterStore store;
  private final RegisterReader reader;
  private final RegisterInForce inForce;
  private final AdminChanges changes;
  private final InstantSource clock;

  /** The routes' collaborators; owns none of them. */
  public RegisterRoutes(
      RegisterStore store,
      RegisterReader reader,
      RegisterInForce inForce,
      AdminChanges changes,
      InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.inForce = inForce;
    this.changes = changes;
    this.clock = clock;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/register", READERS, this::read),
        Route.guarded(HttpMethod.PUT, "/v1/register", WRITERS, this::apply));
  }

  private Future<Answer> read(Exchange exchange) {
    boolean yaml = exchange.header("Accept").orElse("").contains("yaml");
    return exchange.blocking(() -> answer(store.current(), yaml));
  }

  private static Answer answer(Optional<StoredRegister> current, boolean yaml) {
    StoredRegister stored =
        current.orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "No register was applied yet."));
    if (yaml) {
      Buffer text = Buffer.buffer(RegisterText.of(stored.sources()));
      return new Answer(200, YAML + "; charset=utf-8", text, List.of());
    }
    return Answer.json(
        new Current(
            stored.version(),
            stored.sha256(),
            stored.appliedBy(),
            stored.appliedAt().toString(),
            stored.sources().stream().map(s -> new Source(s.name(), s.text())).toList()));
  }

  private Future<Answer> apply(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    if (!type.contains("yaml")) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE, "Send the register as " + YAML + ".");
    }
    String text = text(exchange.body());
    if (text.isBlank()) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The body is empty; a register without anything is spelled {}.");
    }
    String actor = exchange.caller().name();
    return exchange.blocking(() -> apply(text, actor, exchange.requestId()));
  }

  private static String text(Buffer body) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(body.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is not UTF-8.");
    }
  }

  private Answer apply(String text, String actor, String requestId) {
    List<RegisterSource> sources = List.of(new RegisterSource(SOURCE_NAME, text));
    Optional<Register> before =
        store.current().flatMap(stored -> reader.read(stored.sources()).register());
    RegisterReading reading = reader.read(sources, before);
    if (!reading.isValid()) {
      throw invalid(reading);
    }
    StoredRegister stored =
        changes.make(
            new AdminChanges.Change(actor, requestId, "register-apply", Map.of()),
            () -> store.apply(sources, actor, clock),
            RegisterInForce::told);
    inForce.load();
    return Answer.json(new Applied(stored.version(), stored.sha256(), told(reading)));
  }

  private static List<Told> told(RegisterReading reading) {
    return reading.problems().stream()
        .map(problem ->
            new Told(
                problem.code().wire(),
                problem.severity().wire(),
                problem.line(),
                problem.column(),
                problem.message()))
        .toList();
  }

  private static ProblemException invalid(RegisterReading reading) {
    List<ProblemException.At> places =
        reading.problems().stream()
            .map(problem ->
                new ProblemException.At("", "line " + problem.line() + ": " + problem.message()))
            .toList();
    return new ProblemException(
        Problem.INVALID_REGISTER,
        "Nothing was applied. Problems found: " + places.size() + ".",
        places,
        Optional.empty());
  }
}
