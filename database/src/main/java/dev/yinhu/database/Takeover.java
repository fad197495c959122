package dev.yinhu.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about a server that {@code postmaster.pid} tells of: take it over when it answers with
 * our password from our files, wait while it starts or stops, stop it when it hangs, and see
 * through a pid that another program got.
 */
final class Takeover {
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private enum Owner {
    OURS,
    ANOTHER_PROGRAM,
    UNKNOWN
  }

  private final Cluster cluster;
  private final Postmaster postmaster;
  private final Duration patience;

  Takeover(Cluster cluster, Postmaster postmaster, Duration patience) {
    this.cluster = cluster;
    this.patience = patience;
    this.postmaster = postmaster;
  }

  /** A server to go on with; nothing when one must be started. Call under the start lock. */
  Optional<Postmaster.Running> attempt(ServerAccess access)
      throws IOException, InterruptedException {
    if (PostmasterPid.damaged(cluster.data())) {
      replaceDamaged();
      return Optional.empty();
    }
    Optional<PostmasterPid> found = PostmasterPid.read(cluster.data());
    if (found.isEmpty() || !OsProcess.alive(found.get().pid())) {
      return Optional.empty(); // PostgreSQL itself cleans up after a dead predecessor.
    }
    Owner owner = owner(found.get().pid());
    if (owner != Owner.ANOTHER_PROGRAM) {
      Optional<Postmaster.Running> running = awaitAnswer(found.get(), access);
      if (running.isPresent()) {
        return running;
      }
      if (owner == Owner.OURS && OsProcess.alive(found.get().pid())) {
        LOG.warn("The embedded PostgreSQL (process {}) hangs; stopping it", found.get().pid());
        postmaster.crash(found.get().pid());
      }
    }
    if (OsProcess.alive(found.get().pid())) {
      PostmasterPid.disown(cluster.data());
    }
    return Optional.empty();
  }

  /** Nobody else starts a server while we hold the lock, so an empty file is old. */
  private void replaceDamaged() throws IOException, InterruptedException {
    for (long pid : OsProcess.startedWith(cluster.data().toString())) {
      postmaster.crash(pid);
    }
    PostmasterPid.delete(cluster.data());
  }

  /** Whether this process is a server of our files, as far as the system tells. */
  boolean ours(long pid) {
    return owner(pid) == Owner.OURS;
  }

  private Owner owner(long pid) {
    Optional<List<String>> arguments = OsProcess.arguments(pid);
    if (arguments.isEmpty()) {
      return Owner.UNKNOWN;
    }
    boolean ours =
        arguments.get().stream()
            .anyMatch(a -> a.replace("\"", "").equals(cluster.data().toString()));
    return ours ? Owner.OURS : Owner.ANOTHER_PROGRAM;
  }

  /** Waits while the process lives: long when it says that it starts or stops, else shortly. */
  private Optional<Postmaster.Running> awaitAnswer(PostmasterPid found, ServerAccess access)
      throws IOException, InterruptedException {
    Deadline recovery = Deadline.in(RECOVERY_LIMIT);
    Deadline silence = Deadline.in(patience);
    while (OsProcess.alive(found.pid())) {
      Optional<PostmasterPid> now = PostmasterPid.read(cluster.data());
      Answer answer = now.map(p -> ask(p, access)).orElse(Answer.NONE);
      if (answer == Answer.OURS) {
        ServerAccess here = access.withPort(now.orElseThrow().port());
        if (here.port() != access.port()) {
          cluster.writeAccess(here);
        }
        return Optional.of(new Postmaster.Running(found.pid(), here));
      }
      if (answer == Answer.FOREIGN || !(answer == Answer.BUSY ? recovery : silence).pause()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private enum Answer {
    OURS,
    FOREIGN,
    BUSY,
    NONE
  }

  private Answer ask(PostmasterPid now, ServerAccess access) {
    if (now.status().equals("starting") || now.status().equals("stopping")) {
      return Answer.BUSY;
    }
    if (now.port() == 0) {
      return Answer.NONE;
    }
    ConnectionInfo target = access.withPort(now.port()).database("postgres");
    try (Connection connection = new Connector(() -> target, ANSWER).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      return samePath(row.getString(1)) ? Answer.OURS : Answer.FOREIGN;
    } catch (SQLException e) {
      return refusal(e);
    }
  }

  private Answer refusal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.equals("28P01") || state.equals("28000")) {
      throw Connecting.explain(
          e, "the embedded server of " + cluster.root(), cluster.accessFile().toString());
    }
    return state.equals(CANNOT_CONNECT_NOW) ? Answer.BUSY : Answer.NONE;
  }

  private boolean samePath(String reported) {
    String ours = cluster.data().toString().replace('\\', '/');
    return Platform.current() == Platform.WINDOWS
        ? reported.toLowerCase(Locale.ROOT).equals(ours.toLowerCase(Locale.ROOT))
        : reported.equals(ours);
  }
}
