package dev.yinhu.service.http;

import dev.yinhu.service.callers.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an answer. Belongs to the event loop it arrived on; only {@link
 * #requestId()} and {@link #caller()} may be read elsewhere.
 */
public final class Exchange {

  private final Edge edge;
  private final HttpServerRequest request;
  private final String requestId;
  private final long started;
  private MeteredRoute route;
  private Map<String, String> parameters = Map.of();
  private @Nullable Caller caller;
  private @Nullable Buffer body;
  private boolean bodyIsOwn;
  private boolean collecting;
  private boolean ended;
  private boolean answered;
  private long discarded;
  private @Nullable Streaming streaming;

  Exchange(Edge edge, HttpServerRequest request, String requestId, MeteredRoute unmatched) {
    this.edge = edge;
    this.request = request;
    this.requestId = requestId;
    this.route = unmatched;
    this.started = System.nanoTime();
  }

  /** The id that the answer and the log carry. */
  public String requestId() {
    return requestId;
  }

  /**
   * Who asks.
   *
   * @throws IllegalStateException on an open route
   */
  public Caller caller() {
    var known = caller;
    if (known == null) {
      throw new IllegalStateException("an open route has no caller: " + route.route());
    }
    return known;
  }

  /** The decoded value of a name in the route's path template. */
  public String pathParameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("no {" + name + "} in " + route.route());
    }
    return value;
  }

  /**
   * The parameters of the address, all of them checked.
   *
   * @param known those that the route takes
   * @throws ProblemException when there are others, or they are not spelled right
   */
  public QueryParameters query(Set<String> known) {
    return QueryParameters.of(request.uri(), known);
  }

  /** A request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** The whole body, empty when there was none. */
  public Buffer body() {
    var whole = body;
    return whole == null ? Buffer.buffer() : whole;
  }

  /**
   * The body as a record.
   *
   * @throws ProblemException when it is not as expected, or sent as another media type than JSON
   */
  public <T> T json(JsonBody<T> reader) {
    JsonMediaType.require(header("Content-Type"));
    return reader.read(body());
  }

  /**
   * Runs blocking code on a virtual thread.
   *
   * @return completes back on this event loop; fails with a problem 503 when too many calls run
   */
  public <T> Future<T> blocking(Callable<T> call) {
    return whenDone(edge.blocking().submit(call));
  }

  /** Waits for work of another thread; the future completes back on this event loop. */
  public <T> Future<T> whenDone(CompletionStage<T> stage) {
    return edge.inbox().deliver(stage);
  }

  HttpServerRequest request() {
    return request;
  }

  MeteredRoute route() {
    return route;
  }

  void matched(RouteTable.Match.Found found) {
    route = found.route();
    parameters = found.parameters();
  }

  void signedIn(Caller signedIn) {
    caller = signedIn;
  }

  String callerName() {
    var known = caller;
    return known == null ? "-" : known.name();
  }

  boolean isEnded() {
    return ended;
  }

  boolean isAnswered() {
    return answered;
  }

  long started() {
    return started;
  }

  /** From now on chunks belong to the body; the handler runs when the request has ended. */
  void collect() {
    collecting = true;
    if (ended) {
      edge.dispatch(this);
    }
  }

  /** From now on chunks pass to the handler as they come. */
  void stream(StreamHandler handler, long mostBytes) {
    var started = new Streaming(edge, this, mostBytes);
    started.start(handler);
    streaming = started;
    if (ended) {
      started.end();
    }
  }

  /** The answer is on its way, or the client gone: no problem can be sent any more. */
  void begun() {
    answered = true;
  }

  void chunk(Buffer chunk) {
    var streamed = streaming;
    if (streamed != null && !streamed.isOver()) {
      streamed.chunk(chunk);
      return;
    }
    if (!collecting || answered) {
      discarded += chunk.length();
      edge.limitDiscarded(this, discarded);
      return;
    }
    var before = body;
    if (before == null) {
      body = chunk;
    } else if (bodyIsOwn) {
      before.appendBuffer(chunk);
    } else {
      body =
          Buffer.buffer(before.length() + 2 * chunk.length())
              .appendBuffer(before)
              .appendBuffer(chunk);
      bodyIsOwn = true;
    }
    if (body().length() > edge.mostBodyBytes()) {
      body = null;
      refuse(edge.bodyTooLarge());
    }
  }

  void end() {
    ended = true;
    var streamed = streaming;
    if (streamed != null && !streamed.isOver()) {
      streamed.end();
      return;
    }
    edge.requestRead(this);
    if (collecting && !answered) {
      edge.dispatch(this);
    }
  }

  void refuse(Throwable failure) {
    if (!answered) {
      answered = true;
      edge.fail(this, failure);
    }
  }

  /** The handler's future is done. */
  void complete(@Nullable Answer answer, @Nullable Throwable failure) {
    if (!edge.isOnLoop()) {
      edge.context().runOnContext(_ -> complete(answer, failure));
    } else if (failure != null) {
      refuse(failure);
    } else if (answer == null) {
      refuse(new IllegalStateException("no answer from " + route.route()));
    } else if (!answered) {
      answered = true;
      edge.send(this, answer);
    }
  }
}
