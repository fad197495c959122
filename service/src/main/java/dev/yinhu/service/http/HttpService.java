package dev.yinhu.service.http;

import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.config.YinhuConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open port and its event loops. Owns its Vert.x instance. Started ready, closed once;
 * thread-safe.
 */
public final class HttpService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final YinhuConfig config;
  private final Draining draining;
  private final List<EdgeVerticle> loops;
  private final Blocking transfers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpService(
      Vertx vertx,
      YinhuConfig config,
      Draining draining,
      List<EdgeVerticle> loops,
      Blocking transfers) {
    this.vertx = vertx;
    this.config = config;
    this.draining = draining;
    this.loops = loops;
    this.transfers = transfers;
  }

  /**
   * Opens the port; requests are answered when this returns.
   *
   * @throws HttpStartException when the port is taken or a TLS file is of no use; nothing stays
   *     open
   */
  public static HttpService start(YinhuConfig config, HttpParts parts, RandomGenerator random) {
    var transfers = new Blocking(config.limits().files());
    var settings = EdgeSettings.of(config, parts, random, transfers);
    var vertx = vertx(config.http().eventLoops());
    try {
      var open = new AtomicInteger();
      var options = ServerOptions.of(config);
      Queue<EdgeVerticle> loops = new ConcurrentLinkedQueue<>();
      vertx
          .deployVerticle(
              () -> {
                var verticle = new EdgeVerticle(settings, options, open);
                loops.add(verticle);
                return verticle;
              },
              new DeploymentOptions().setInstances(config.http().eventLoops()))
          .await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpService(vertx, config, parts.draining(), List.copyOf(loops), transfers);
    } catch (Exception e) {
      close(vertx);
      transfers.close();
      throw new HttpStartException(explained(config, e), e);
    }
  }

  private static Vertx vertx(int eventLoops) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(2)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static String explained(YinhuConfig config, Exception e) {
    var place = config.http().host() + ":" + config.http().port();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "cannot listen on "
            + place
            + ": the port is in use or the address is not this machine's; "
            + "stop the other program or choose another port with --port";
      }
    }
    return config.tls().isPresent()
        ? "cannot listen on "
            + place
            + ": check the files of tls.certificate, tls.key and tls.client_ca"
        : "cannot listen on " + place;
  }

  /** The port that is open. */
  public int port() {
    return loops.getFirst().port();
  }

  /**
   * Drains and closes: {@code /readyz} says no for {@code http.drain_notice}, then new connections
   * are turned away, running requests get {@code http.drain_timeout} to finish, then everything is
   * closed. Blocks meanwhile.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    draining.start();
    try {
      Thread.sleep(config.http().drainNotice());
      var longest = config.http().drainTimeout();
      var drained = loops.stream().map(EdgeVerticle::drain).toList();
      Future.join(drained).await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("not all requests were finished when stopping ({})", e.getClass().getSimpleName());
    } finally {
      close(vertx);
      transfers.close(); // Their connections are closed: they end, and record that they did.
    }
  }

  private static void close(Vertx vertx) {
    try {
      vertx.close().await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("the event loops did not stop in time ({})", e.getClass().getSimpleName());
    }
  }
}
