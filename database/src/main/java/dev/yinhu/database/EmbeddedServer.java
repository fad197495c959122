package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the embedded server as seen by one user of it. The first user starts it, everybody
 * shares it, the last to close stops it; each decision is made under the start lock. While open, a
 * watchdog starts the server again when it died. Thread-safe.
 */
final class EmbeddedServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(4);
  private static final String DATABASE = "yinhu";

  private final Cluster cluster;
  private final EmbeddedSettings settings;
  private final OsLock user;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Postmaster.Running running;
  private volatile boolean heldDown;
  private final Watchdog watchdog;

  private EmbeddedServer(
      Cluster cluster, EmbeddedSettings settings, OsLock user, Postmaster.Running running) {
    this.cluster = cluster;
    this.settings = settings;
    this.user = user;
    this.running = running;
    this.watchdog = new Watchdog(this);
  }

  /** Starts the server of this directory or joins the running one. */
  static EmbeddedServer open(DataDirectory directory, EmbeddedSettings settings) {
    try {
      Cluster cluster = Cluster.in(directory);
      try (OsLock _ = startLock(cluster)) {
        return join(cluster, settings);
      }
    } catch (IOException e) {
      throw DataDirectory.unusable(directory.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Interrupted while starting the embedded PostgreSQL", e);
    }
  }

  private static EmbeddedServer join(Cluster cluster, EmbeddedSettings settings)
      throws IOException, InterruptedException {
    OsLock user = register(cluster);
    boolean joined = false;
    try {
      EmbeddedServer server =
          new EmbeddedServer(cluster, settings, user, ensureRunning(cluster, settings));
      server.watchdog.start();
      joined = true;
      return server;
    } finally {
      if (!joined) {
        user.closeAndDelete();
      }
    }
  }

  private static OsLock startLock(Cluster cluster) throws IOException, InterruptedException {
    return OsLock.lock(cluster.startLock(), LOCK_LIMIT)
        .orElseThrow(() ->
            new DatabaseUnavailable(
                "Another process has been starting or stopping the database of "
                    + cluster.root()
                    + " for minutes. End it and start again."));
  }

  private static OsLock register(Cluster cluster) throws IOException {
    Path file = Files.createTempFile(cluster.users(), "user", ".lock");
    return OsLock.tryLock(file)
        .orElseThrow(() -> new DatabaseUnavailable("Fresh lock file " + file + " is locked"));
  }

  private static Postmaster.Running ensureRunning(Cluster cluster, EmbeddedSettings settings)
      throws IOException, InterruptedException {
    if (!cluster.exists() && Files.exists(cluster.restoring())) {
      throw new DatabaseUnavailable(
          "A restore of the database of "
              + cluster.root()
              + " was broken off. Run yinhu restore again.");
    }
    Programs programs = Programs.find(cluster, settings);
    cluster.boundLog();
    ServerAccess access =
        cluster.exists() ? cluster.readAccess() : ClusterMaker.make(cluster, programs, settings);
    Postmaster postmaster = new Postmaster(cluster, programs, settings);
    Optional<Postmaster.Running> taken =
        new Takeover(cluster, postmaster, settings.patience()).attempt(access);
    return taken.isPresent() ? taken.get() : postmaster.start(access);
  }

  @Override
  public ConnectionInfo connectionInfo() {
    return running.access().database(DATABASE);
  }

  @Override
  public String passwordPlace() {
    return cluster.accessFile().toString();
  }

  /** Process id of the server. */
  long pid() {
    return running.pid();
  }

  /** Whether the watchdog has to act. */
  boolean died() {
    return !heldDown && !closed.get() && !OsProcess.alive(running.pid());
  }

  /** Starts the server again when it is still dead and nobody else did. */
  void revive() throws IOException, InterruptedException {
    try (OsLock _ = startLock(cluster)) {
      if (died()) {
        running = ensureRunning(cluster, settings);
        LOG.warn("The embedded PostgreSQL runs again on port {}", running.access().port());
      }
    }
  }

  void boundLog() throws IOException {
    cluster.boundLog();
  }

  /** For fault tests: stops the server and keeps it down until {@link #letUp}. */
  void holdDown() throws IOException, InterruptedException {
    heldDown = true;
    try (OsLock _ = startLock(cluster)) {
      stop();
    }
  }

  /** Ends {@link #holdDown}: the server is up again when this returns. */
  void letUp() throws IOException, InterruptedException {
    heldDown = false;
    revive();
  }

  private void stop() throws IOException, InterruptedException {
    Optional<PostmasterPid> found = PostmasterPid.read(cluster.data());
    long pid = found.map(PostmasterPid::pid).orElse(running.pid());
    Postmaster postmaster = new Postmaster(cluster, Programs.find(cluster, settings), settings);
    boolean ours =
        pid == running.pid() || new Takeover(cluster, postmaster, settings.patience()).ours(pid);
    if (ours && OsProcess.alive(pid)) {
      postmaster.stop(pid);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // An interrupted caller still wants its server stopped.
    boolean interrupted = Thread.interrupted();
    try {
      watchdog.end();
      leave();
    } catch (IOException e) {
      throw DataDirectory.unusable(cluster.root(), e);
    } catch (InterruptedException e) {
      interrupted = true;
      LOG.warn("Interrupted while stopping the embedded PostgreSQL; the next start takes it over");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void leave() throws IOException, InterruptedException {
    try (OsLock _ = startLock(cluster)) {
      user.closeAndDelete();
      if (!usedByOthers()) {
        stop();
      }
    }
  }

  private boolean usedByOthers() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cluster.users(), "user*.lock")) {
      for (Path file : files) {
        Optional<OsLock> free = OsLock.tryLock(file);
        if (free.isEmpty()) {
          return true;
        }
        free.get().closeAndDelete(); // Left by a process that was killed.
      }
    }
    return false;
  }
}
