package dev.yinhu.service.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;

/**
 * One request whose body and answer pass through in pieces: stands between the thread that moves
 * them and the connection, with back-pressure both ways. Belongs to the exchange's event loop.
 */
final class Streaming {

  private static final CharSequence BYTES = HttpHeaders.createOptimized("application/octet-stream");

  /** Counted when the client was gone before the end; nginx's number, never sent. */
  private static final int CLIENT_GONE = 499;

  private final Edge edge;
  private final Exchange exchange;
  private final long most;
  private final BodyStream body;
  private final AnswerStream answer;
  private long received;
  private boolean begun;
  private boolean over;

  /**
   * @param most longest body in bytes
   */
  Streaming(Edge edge, Exchange exchange, long most) {
    this.edge = edge;
    this.exchange = exchange;
    this.most = most;
    this.body = new BodyStream(() -> edge.inbox().post(exchange.request()::resume));
    this.answer = new AnswerStream(this::send);
  }

  /** Runs the transfer on a thread of its own, if one is free. */
  void start(StreamHandler handler) {
    if (exchange.request().version() == HttpVersion.HTTP_1_0) {
      throw new ProblemException(
          Problem.MALFORMED_HTTP, "HTTP/1.1 is needed: 1.0 cannot tell a cut answer from a whole.");
    }
    var transfer = handler.handle(exchange);
    exchange.request().exceptionHandler(this::broken);
    response().exceptionHandler(this::broken);
    response().closeHandler(_ -> broken(new IOException("closed")));
    edge.progressed(exchange);
    var moved =
        edge.transfers()
            .submit(() -> {
              transfer.run(body, answer);
              return true;
            });
    edge.inbox().deliver(moved).onComplete(_ -> finish(), this::failed);
  }

  private HttpServerResponse response() {
    return exchange.request().response();
  }

  private void broken(Throwable cause) {
    if (!over) {
      var known = cause instanceof Exception e ? e : new IOException(cause);
      body.fail(known);
      answer.fail(known);
    }
  }

  /** A piece of the request's body has come. */
  void chunk(Buffer chunk) {
    received += chunk.length();
    edge.progressed(exchange);
    if (received > most) {
      body.fail(Edge.fileTooLarge(most));
    } else if (body.add(chunk)) {
      exchange.request().pause();
    }
  }

  /** All of the request's body has come. */
  void end() {
    body.end();
  }

  boolean isOver() {
    return over;
  }

  private Future<Void> send(Buffer piece) {
    Promise<Void> sent = Promise.promise();
    edge.inbox()
        .post(() -> {
          try {
            write(piece).onComplete(sent);
          } catch (RuntimeException e) {
            sent.fail(e);
          }
        });
    return sent.future();
  }

  private Future<Void> write(Buffer piece) {
    if (over || response().closed()) {
      return Future.failedFuture(new IOException("closed"));
    }
    begin();
    return response().write(piece).onSuccess(_ -> edge.progressed(exchange));
  }

  private void begin() {
    if (!begun) {
      begun = true;
      exchange.begun();
      edge.head(exchange, 200);
      response().putHeader(HttpHeaders.CONTENT_TYPE, BYTES).setChunked(true);
    }
  }

  private void finish() {
    if (response().closed()) {
      failed(new BrokenStream(new IOException("closed")));
      return;
    }
    begin();
    over = true;
    response().end();
    edge.finished(exchange, 200);
  }

  private void failed(Throwable failure) {
    over = true;
    var cause = failure instanceof BrokenStream broken ? broken.why() : failure;
    boolean clientGone = failure instanceof BrokenStream && !(cause instanceof ProblemException);
    if (clientGone) {
      exchange.begun();
      cut(CLIENT_GONE);
    } else if (begun) {
      cut(edge.statusOf(cause, exchange));
    } else {
      exchange.refuse(cause);
      exchange.request().resume();
    }
  }

  /** Closes without the last chunk, so that the client knows that this was not all. */
  private void cut(int status) {
    edge.finished(exchange, status);
    exchange.request().connection().close();
  }
}
