package dev.yinhu.service.http;

import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authentication;
import dev.yinhu.service.callers.Authenticator;
import dev.yinhu.service.callers.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request of one event loop from its headers to its answer. Order: route, sign-in,
 * role, declared length, body, handler; so nobody without a good token makes us keep a byte of a
 * body. Belongs to one event loop.
 */
final class Edge {

  private static final Logger ACCESS = LoggerFactory.getLogger("dev.yinhu.access");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
  private static final CharSequence TRANSPORT =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence TRANSPORT_YEAR =
      HttpHeaders.createOptimized("max-age=31536000");

  /** With the default bound of 1 MiB, whoever sends 10 MB at once still reads the answer. */
  private static final int DISCARD_FACTOR = 32;

  private final Context context;
  private final LoopInbox inbox;
  private final Thread loop = Thread.currentThread();
  private final RouteTable table;
  private final MeteredRoute unmatched;
  private final Authenticator authenticator;
  private final Admission admission;
  private final Blocking blocking;
  private final Faults faults;
  private final Draining draining;
  private final RequestIds ids;
  private final ConnectionWatch watch;
  private final int mostBodyBytes;
  private final long mostFileBytes;
  private final Blocking transfers;
  private final boolean secure;
  private final boolean logsAccess;

  /** Made on the event loop it belongs to. */
  Edge(Context context, EdgeSettings settings, ConnectionWatch watch) {
    this.context = context;
    this.inbox = new LoopInbox(context);
    this.table = settings.table();
    this.unmatched = settings.unmatched();
    this.authenticator = settings.parts().authenticator();
    this.admission = settings.parts().admission();
    this.blocking = settings.parts().blocking();
    this.faults = new Faults(settings.parts().faults());
    this.draining = settings.parts().draining();
    this.ids = settings.ids();
    this.watch = watch;
    this.mostBodyBytes = settings.config().limits().bodyBytes();
    this.mostFileBytes = settings.config().limits().mostFileBytes();
    this.transfers = settings.transfers();
    this.secure = settings.config().tls().isPresent();
    this.logsAccess = settings.config().logging().access();
  }

  Context context() {
    return context;
  }

  LoopInbox inbox() {
    return inbox;
  }

  Blocking blocking() {
    return blocking;
  }

  /** Where streaming routes move their bytes, one thread each. */
  Blocking transfers() {
    return transfers;
  }

  int mostBodyBytes() {
    return mostBodyBytes;
  }

  boolean isOnLoop() {
    return Thread.currentThread().equals(loop);
  }

  void handle(HttpServerRequest request) {
    var exchange = exchange(request);
    switch (table.find(request.method(), request.path())) {
      case RouteTable.Match.Found found -> {
        exchange.matched(found);
        admit(exchange);
      }
      case RouteTable.Match.OtherMethods(var allowed) -> refuseMethod(exchange, allowed);
      case RouteTable.Match.Nowhere _ ->
          exchange.refuse(
              new ProblemException(Problem.NOT_FOUND, "See /openapi.json for what there is."));
    }
  }

  private Exchange exchange(HttpServerRequest request) {
    var exchange = new Exchange(this, request, ids.idFor(request.getHeader(REQUEST_ID)), unmatched);
    watch.requestStarted(request.connection());
    request.exceptionHandler(_ -> {}); // The connection is gone; its close handler tidies up.
    request.handler(exchange::chunk);
    request.endHandler(_ -> exchange.end());
    return exchange;
  }

  /** Answers a message that is no HTTP, before any route. */
  void refuse(HttpServerRequest request, ProblemException problem) {
    exchange(request).refuse(problem);
  }

  private void refuseMethod(Exchange exchange, String allowed) {
    exchange.request().response().putHeader(HttpHeaders.ALLOW, allowed);
    exchange.refuse(
        new ProblemException(Problem.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + "."));
  }

  private void admit(Exchange exchange) {
    if (exchange.route().route().open()) {
      accept(exchange);
      return;
    }
    var header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
    switch (authenticator.authenticate(header)) {
      case Lookup.Now(var authentication) -> judge(exchange, authentication);
      case Lookup.Later(var stage) -> {
        exchange.request().pause();
        Future.fromCompletionStage(stage, context)
            .onComplete(result -> resume(exchange, result.result(), result.cause()));
      }
    }
  }

  private void resume(
      Exchange exchange, @Nullable Authentication authentication, @Nullable Throwable failure) {
    if (authentication != null) {
      judge(exchange, authentication);
    } else {
      exchange.refuse(failure == null ? new IllegalStateException("no authentication") : failure);
    }
    exchange.request().resume();
  }

  private void judge(Exchange exchange, Authentication authentication) {
    if (authentication instanceof Authentication.Authenticated(var caller)) {
      exchange.signedIn(caller);
      var route = exchange.route().route();
      var refusal = admission.refusal(caller, route);
      if (refusal.isPresent()) {
        exchange.refuse(refusal.get());
      } else if (route.roles().contains(caller.role())) {
        accept(exchange);
      } else {
        exchange.refuse(
            new ProblemException(
                Problem.WRONG_ROLE,
                "The role " + caller.role().word() + " is not one of this route's."));
      }
    } else {
      Challenge.problem(authentication).ifPresent(exchange::refuse);
    }
  }

  private void accept(Exchange exchange) {
    var handling = exchange.route().route().handling();
    if (!exchange.route().route().takesBody()) {
      switch (handling) {
        case Route.Handling.Whole _ -> dispatch(exchange);
        case Route.Handling.Streamed(var handler, _) -> stream(exchange, handler, 0);
      }
      return;
    }
    var request = exchange.request();
    var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (declared != null && isTooLong(declared, longest(handling))) {
      exchange.refuse(
          handling instanceof Route.Handling.Streamed
              ? fileTooLarge(longest(handling))
              : bodyTooLarge());
      return;
    }
    if (request.getHeader(HttpHeaders.EXPECT) != null) {
      request.response().writeContinue();
    }
    switch (handling) {
      case Route.Handling.Whole _ -> exchange.collect();
      case Route.Handling.Streamed(var handler, _) -> stream(exchange, handler, longest(handling));
    }
  }

  private long longest(Route.Handling handling) {
    return switch (handling) {
      case Route.Handling.Whole _ -> mostBodyBytes;
      case Route.Handling.Streamed(_, var longest) -> longest.applyAsLong(mostFileBytes);
    };
  }

  private static void stream(Exchange exchange, StreamHandler handler, long longest) {
    try {
      exchange.stream(handler, longest);
    } catch (RuntimeException e) {
      exchange.refuse(e);
    }
  }

  private static boolean isTooLong(String declared, long most) {
    try {
      return Long.parseLong(declared) > most;
    } catch (NumberFormatException _) {
      return true;
    }
  }

  ProblemException bodyTooLarge() {
    return new ProblemException(
        Problem.BODY_TOO_LARGE, "At most " + mostBodyBytes + " bytes; split the batch.");
  }

  static ProblemException fileTooLarge(long most) {
    return new ProblemException(
        Problem.BODY_TOO_LARGE, "At most " + most + " bytes; limits.file_bytes is the bound.");
  }

  /** A streaming request got on. */
  void progressed(Exchange exchange) {
    watch.streaming(exchange.request().connection());
  }

  /** The status that the failure would have been answered with. */
  int statusOf(Throwable failure, Exchange exchange) {
    return faults.problem(failure, exchange.requestId()).problem().status();
  }

  /**
   * An answered client may finish sending, so that it reads the answer instead of a reset; but not
   * without end.
   */
  void limitDiscarded(Exchange exchange, long bytes) {
    if (bytes > (long) DISCARD_FACTOR * mostBodyBytes) {
      exchange.request().connection().close();
    }
  }

  void requestRead(Exchange exchange) {
    watch.requestRead(exchange.request().connection(), exchange.isAnswered());
  }

  void dispatch(Exchange exchange) {
    try {
      if (exchange.route().route().handling() instanceof Route.Handling.Whole(var handler)) {
        handler.handle(exchange).onComplete(exchange::complete);
      }
    } catch (Exception | StackOverflowError | LinkageError e) {
      exchange.refuse(e);
    } catch (Error e) {
      exchange.refuse(e); // Whoever waits hears of it first; the process may be past helping.
      throw e;
    }
  }

  void fail(Exchange exchange, Throwable failure) {
    var problem = faults.problem(failure, exchange.requestId());
    send(exchange, ProblemDocument.answer(problem, exchange.requestId()));
  }

  void send(Exchange exchange, Answer answer) {
    var request = exchange.request();
    var response = request.response();
    finished(exchange, answer.status());
    if (response.closed()) {
      return;
    }
    head(exchange, answer.status());
    for (var header : answer.headers()) {
      response.headers().set(header.getKey(), header.getValue());
    }
    write(request, answer);
  }

  /** Status and the headers that every answer has. */
  void head(Exchange exchange, int status) {
    var headers = exchange.request().response().setStatusCode(status).headers();
    headers.set(REQUEST_ID, exchange.requestId());
    headers.set(NOSNIFF_NAME, NOSNIFF);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    if (secure) {
      headers.set(TRANSPORT, TRANSPORT_YEAR);
    }
    if (draining.isStarted()) {
      headers.set(HttpHeaders.CONNECTION, CLOSE);
    }
  }

  private static void write(HttpServerRequest request, Answer answer) {
    var response = request.response();
    if (answer.status() == 204) {
      response.end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
      response.end();
    } else {
      response.end(answer.body());
    }
  }

  /** Counts an answer. */
  void finished(Exchange exchange, int status) {
    watch.answered(exchange.request().connection(), exchange.isEnded());
    long nanos = System.nanoTime() - exchange.started();
    exchange.route().record(status, nanos);
    if (logsAccess) {
      ACCESS.info(
          "{} {} {} µs caller={} request={}",
          exchange.route().route(),
          status,
          nanos / 1_000,
          exchange.callerName(),
          exchange.requestId());
    }
  }
}
