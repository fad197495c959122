package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.accessaudit.signal.SignalWarning;
import dev.yinhu.accessaudit.signal.WarningFilter;
import dev.yinhu.accessaudit.signal.WarningState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.warning.SignalTakeover;
import dev.yinhu.breachresponse.warning.Warning;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Warnings: those of the rules over the access log, whose ids begin with a w, and those that people
 * and other parts raise, whose ids are numbers. Either kind becomes an incident by promoting.
 */
public final class WarningRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR);
  private static final Set<Role> DECIDERS = EnumSet.of(Role.DPO);
  private static final Set<Role> TELLERS = EnumSet.of(Role.SERVICE, Role.DPO, Role.ADMIN);
  private static final String WARNINGS = "/v1/warnings";
  private static final String WARNING = WARNINGS + "/{id}";
  private static final int USUAL = 100;
  private static final Set<String> FILTERS =
      Set.of("state", "rule", "caller", "actor", "severity", "after", "before", "limit");
  private static final Set<String> OF_SIGNALS =
      Set.of("rule", "caller", "actor", "after", "before");
  private static final Pattern SIGNAL = Pattern.compile("w[0-9]{1,19}-[0-9a-f]{8}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final JsonBody<WarningBody.Raise> RAISE = JsonBody.of(WarningBody.Raise.class);
  private static final JsonBody<SignalBody.Snooze> SNOOZE = JsonBody.of(SignalBody.Snooze.class);
  private static final JsonBody<WarningBody.Close> CLOSE = JsonBody.of(WarningBody.Close.class);
  private static final JsonBody<WarningBody.Promote> PROMOTE =
      JsonBody.of(WarningBody.Promote.class);

  private final SignalBook book;
  private final AdminChanges changes;
  private final FreeText texts;
  private final IncidentDesk desk;

  private WarningRoutes(SignalBook book, AdminChanges changes, FreeText texts, IncidentDesk desk) {
    this.book = book;
    this.changes = changes;
    this.texts = texts;
    this.desk = desk;
  }

  /** Warnings; {@code next} is what to read signals on with, as {@code before}. */
  private record All(
      List<SignalView.Warning> warnings, List<RaisedView> raised, @Nullable Long next) {}

  /** The routes; {@code texts} looks into what people write. */
  public static List<Route> of(
      SignalBook book, AdminChanges changes, FreeText texts, IncidentDesk desk) {
    WarningRoutes routes = new WarningRoutes(book, changes, texts, desk);
    return List.of(
        Route.guarded(HttpMethod.GET, WARNINGS, READERS, routes::list),
        Route.guarded(HttpMethod.POST, WARNINGS, TELLERS, routes::raise),
        Route.guarded(HttpMethod.GET, WARNING, READERS, routes::show),
        Route.guarded(HttpMethod.POST, WARNING + "/snooze", DECIDERS, routes::snooze),
        Route.guarded(HttpMethod.POST, WARNING + "/close", DECIDERS, routes::close),
        Route.guarded(HttpMethod.POST, WARNING + "/promote", DECIDERS, routes::promote));
  }

  private Future<Answer> list(Exchange exchange) {
    QueryParameters query = exchange.query(FILTERS);
    WarningFilter filter = filter(query);
    boolean both = OF_SIGNALS.stream().allMatch(name -> query.get(name).isEmpty());
    return exchange.blocking(() -> {
      SignalView.Warnings signals = SignalView.warnings(book.warnings(filter), filter.limit());
      List<RaisedView> raised = both ? raised(filter) : List.of();
      return Answer.json(new All(signals.warnings(), raised, signals.next()));
    });
  }

  private List<RaisedView> raised(WarningFilter filter) {
    Instant now = desk.clock().instant();
    String wanted = filter.state().map(WarningState::word).orElse("");
    return desk.warnings().list(wanted.equals("open"), filter.limit()).stream()
        .filter(warning -> !SIGNAL.matcher(warning.reference()).matches())
        .filter(warning -> warning.severity().compareTo(filter.least()) >= 0)
        .map(warning -> IncidentView.raised(warning, now))
        .filter(view -> wanted.isEmpty() || same(wanted, view.state()))
        .toList();
  }

  /** What is closed of signals is settled of others; monitored ones there are only of signals. */
  private static boolean same(String wanted, String state) {
    return state.equals(wanted.equals("closed") ? "settled" : wanted);
  }

  private static WarningFilter filter(QueryParameters query) {
    return new WarningFilter(
        word(query, "state", WarningState::of, "open, snoozed, closed or monitored"),
        word(query, "rule", SignalRule::of, "the code of a rule"),
        query.get("caller"),
        query.get("actor"),
        word(query, "severity", Severity::of, "low, medium, high or critical").orElse(Severity.LOW),
        query.number("after", 0, Long.MAX_VALUE, 0),
        query.number("before", 0, Long.MAX_VALUE, Long.MAX_VALUE),
        (int) query.number("limit", 1, WarningFilter.MOST, USUAL));
  }

  private static <T> Optional<T> word(
      QueryParameters query, String name, Function<String, Optional<T>> reader, String expected) {
    Optional<String> text = query.get(name);
    Optional<T> value = text.flatMap(reader);
    if (text.isPresent() && value.isEmpty()) {
      throw QueryParameters.expected(name, expected);
    }
    return value;
  }

  private Future<Answer> raise(Exchange exchange) {
    WarningBody.Raise body = exchange.json(RAISE);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      texts.check("title", body.title());
      Warning made = desk.warnings().raise(body.raised(), order);
      return Answer.json(201, IncidentView.raised(made, desk.clock().instant()));
    });
  }

  private Future<Answer> show(Exchange exchange) {
    String id = known(exchange);
    return exchange.blocking(() ->
        Answer.json(
            isSignal(id)
                ? SignalView.warning(book.warning(id).orElseThrow(WarningRoutes::missing))
                : IncidentView.raised(raised(id), desk.clock().instant())));
  }

  private Warning raised(String id) {
    return desk.warnings().find(Long.parseLong(id)).orElseThrow(WarningRoutes::missing);
  }

  private Future<Answer> snooze(Exchange exchange) {
    String id = known(exchange);
    SignalBody.Snooze body = exchange.json(SNOOZE);
    return decide(
        exchange,
        body.reason(),
        (signals, order, why) ->
            isSignal(id)
                ? decided(signals.snooze(id, body.end(), why))
                : IncidentView.raised(
                    desk.warnings().snooze(Long.parseLong(id), body.end(), why, order),
                    desk.clock().instant()));
  }

  private Future<Answer> close(Exchange exchange) {
    String id = known(exchange);
    WarningBody.Close body = exchange.json(CLOSE);
    return decide(
        exchange,
        body.reason(),
        (signals, order, why) ->
            isSignal(id)
                ? decided(signals.close(id, why))
                : IncidentView.raised(
                    desk.warnings().settle(Long.parseLong(id), body.outcome(), why, order),
                    desk.clock().instant()));
  }

  private Future<Answer> promote(Exchange exchange) {
    String id = known(exchange);
    WarningBody.Promote body = exchange.json(PROMOTE);
    String caller = exchange.caller().name();
    return decide(
        exchange,
        body.reason(),
        (signals, order, why) -> {
          Warning warning = isSignal(id) ? ofSignal(id) : raised(id);
          Incident made = desk.warnings().promote(warning.id(), body.promotion(caller), order);
          if (isSignal(id)) {
            // Findings from now on are another warning.
            var _ = signals.close(id, why);
          }
          return IncidentView.line(made);
        });
  }

  private Warning ofSignal(String id) {
    SignalWarning signal = book.warning(id).orElseThrow(WarningRoutes::missing);
    return SignalTakeover.taken(signal, desk.warnings());
  }

  private static boolean isSignal(String id) {
    return SIGNAL.matcher(id).matches();
  }

  /** What stands in the path goes into the log, so it must look like an id. */
  private static String known(Exchange exchange) {
    String id = exchange.pathParameter("id");
    if (!isSignal(id) && !NUMBER.matcher(id).matches()) {
      throw missing();
    }
    return id;
  }

  private static SignalView.Warning decided(SignalBook.Outcome outcome) {
    return switch (outcome) {
      case SignalBook.Outcome.Changed(var warning) -> SignalView.warning(warning);
      case SignalBook.Outcome.Unknown() -> throw missing();
      case SignalBook.Outcome.NotNow(var state) ->
          throw new ProblemException(
              Problem.WARNING_SETTLED, "The warning is " + state.word() + "; nothing was changed.");
    };
  }

  /** A decision on a warning; blocks. */
  @FunctionalInterface
  private interface Decision {
    Object make(SignalDesk signals, Order order, Reason why);
  }

  private Future<Answer> decide(Exchange exchange, String reason, Decision decision) {
    Order order = IncidentRoutes.order(exchange);
    SignalDesk signals = new SignalDesk(book, changes, order.actor(), order.requestId());
    return exchange.blocking(() -> {
      texts.check("reason", reason);
      try {
        return Answer.json(decision.make(signals, order, SignalBody.why(reason)));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "Nothing was changed: " + e.getMessage() + ".");
      }
    });
  }

  private static ProblemException missing() {
    return new ProblemException(Problem.NOT_FOUND, "No such warning.");
  }
}
