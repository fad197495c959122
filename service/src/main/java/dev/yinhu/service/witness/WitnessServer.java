package dev.yinhu.service.witness;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.witness.Witness;
import dev.yinhu.accessaudit.witness.WitnessAnswer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one witness: {@code POST /add-checkpoint} for logs, {@code GET
 * /SHA256-OF-ORIGIN/checkpoint} for monitors, both open to all, as tlog-witness wants it.
 * Thread-safe.
 */
public final class WitnessServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);

  /** A checkpoint with 16 signatures of ML-DSA-44 and the longest proof has less. */
  private static final int MAX_BODY_BYTES = 128 * 1024;

  private static final int IDLE_SECONDS = 60;
  private static final String ADD = "/add-checkpoint";
  private static final String CHECKPOINT = "/checkpoint";
  private static final long PATIENCE_SECONDS = 10;

  private final Witness witness;
  private final Vertx vertx;
  private final HttpServer server;

  private WitnessServer(Witness witness, Vertx vertx, String host) {
    this.witness = witness;
    this.vertx = vertx;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(host).setIdleTimeout(IDLE_SECONDS))
            .requestHandler(this::handle);
  }

  /**
   * Starts serving.
   *
   * @param port 0 takes a free one
   * @throws AuditException when it cannot listen there
   */
  public static WitnessServer start(Witness witness, String host, int port) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    WitnessServer started = new WitnessServer(witness, vertx, host);
    try {
      started.server.listen(port).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return started;
    } catch (Exception e) {
      started.close();
      throw new AuditException(
          "the witness cannot listen on %s:%d (%s)".formatted(host, port, e.getMessage()), e);
    }
  }

  /** The port that is open. */
  public int port() {
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    if (HttpMethod.POST.equals(request.method()) && path.equals(ADD)) {
      add(request);
    } else if (HttpMethod.GET.equals(request.method()) && path.endsWith(CHECKPOINT)) {
      String name = path.substring(1, Math.max(1, path.length() - CHECKPOINT.length()));
      vertx
          .executeBlocking(() -> witness.checkpoint(name))
          .onComplete(done -> {
            Optional<String> note = done.succeeded() ? done.result() : Optional.empty();
            int status = done.failed() ? 500 : note.isPresent() ? 200 : 404;
            answer(request, status, "text/plain; charset=utf-8", note.orElse("none\n"));
            told(done);
          });
    } else {
      answer(request, 404, "text/plain; charset=utf-8", "nothing is here\n");
    }
  }

  private void add(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.exceptionHandler(broken -> LOG.debug("a request broke off", broken));
    request.handler(part -> {
      if (body.length() + part.length() <= MAX_BODY_BYTES) {
        body.appendBuffer(part);
      } else if (!request.response().ended()) {
        answer(request, 413, "text/plain; charset=utf-8", "the request is too large\n");
        request.connection().close();
      }
    });
    request.endHandler(_ ->
        vertx
            .executeBlocking(() -> witness.addCheckpoint(body.toString(StandardCharsets.UTF_8)))
            .onComplete(done -> {
              if (done.succeeded()) {
                WitnessAnswer answer = done.result();
                answer(request, answer.status(), answer.contentType(), answer.body());
              } else {
                answer(request, 500, "text/plain; charset=utf-8", "nothing was signed\n");
              }
              told(done);
            }));
  }

  private static void told(AsyncResult<?> done) {
    if (done.failed()) {
      LOG.error("The witness could not answer; nothing was signed", done.cause());
    }
  }

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    if (!request.response().ended()) {
      Future<Void> _ =
          request.response().setStatusCode(status).putHeader("content-type", type).end(body);
    }
  }

  /** Serves no more. */
  @Override
  public void close() {
    try {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the witness did not stop in time");
    }
  }
}
