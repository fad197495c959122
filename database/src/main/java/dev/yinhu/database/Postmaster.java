package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts and stops the server process of one cluster. Call everything under the start lock. */
final class Postmaster {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration LEAVING_LIMIT = Duration.ofSeconds(15);
  private static final Duration FAST_LIMIT = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(5);
  private static final int PORTS_TO_TRY = 20;

  private final Cluster cluster;
  private final Programs programs;
  private final EmbeddedSettings settings;

  Postmaster(Cluster cluster, Programs programs, EmbeddedSettings settings) {
    this.cluster = cluster;
    this.programs = programs;
    this.settings = settings;
  }

  /** A server process that accepts connections. */
  record Running(long pid, ServerAccess access) {}

  /** Starts the server on its old port, or on another when that is taken. */
  Running start(ServerAccess access) throws IOException, InterruptedException {
    Deadline leaving = Deadline.in(LEAVING_LIMIT);
    ServerAccess here = access;
    int ports = 0;
    while (true) {
      here = here.withPort(Ports.free(here.port(), cluster.home()));
      long logged = ServerLog.size(cluster.log());
      Optional<PostmasterPid> started = launch(here);
      if (started.isPresent()) {
        if (here.port() != access.port()) {
          cluster.writeAccess(here);
        }
        return new Running(started.get().pid(), here);
      }
      String said = ServerLog.since(cluster.log(), logged);
      boolean again =
          ServerLog.portTaken(said)
              ? ++ports < PORTS_TO_TRY
              : ServerLog.predecessorLeaving(said) && leaving.pause();
      if (!again) {
        throw ServerLog.explain("PostgreSQL does not start", cluster.log(), logged);
      }
    }
  }

  /** Nothing when the server ended instead of becoming ready. */
  private Optional<PostmasterPid> launch(ServerAccess access)
      throws IOException, InterruptedException {
    Optional<PostmasterPid> before = PostmasterPid.read(cluster.data());
    Process process = startProcess(access);
    boolean settled = false;
    try {
      Optional<PostmasterPid> started = awaitReady(process, access, before);
      settled = true;
      return started;
    } finally {
      if (!settled) {
        process.destroyForcibly(); // Interrupted or too late: recovery heals what that breaks off.
      }
    }
  }

  private Process startProcess(ServerAccess access) throws IOException {
    // In a session of its own, or Ctrl-C in the terminal would stop it before we are done with it.
    return settings.throughPgCtl()
        ? programs.start(cluster.log(), "pg_ctl", controlArguments(access), false)
        : programs.start(cluster.log(), "postgres", serverArguments(access), true);
  }

  private Optional<PostmasterPid> awaitReady(
      Process process, ServerAccess access, Optional<PostmasterPid> before)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(START_LIMIT);
    while (deadline.pause()) {
      boolean ended = !process.isAlive();
      Optional<PostmasterPid> now =
          PostmasterPid.read(cluster.data()).filter(p -> isNew(p, before));
      if (now.isPresent() && now.get().ready() && now.get().port() == access.port()) {
        return now;
      }
      // A pg_ctl that ended well leaves a server that is ready.
      if (ended && (!settings.throughPgCtl() || process.exitValue() != 0 || now.isEmpty())) {
        return Optional.empty();
      }
    }
    throw new DatabaseUnavailable(
        "PostgreSQL is still recovering after "
            + START_LIMIT.toMinutes()
            + " minutes. Look into its log, and start again: "
            + cluster.log());
  }

  private static boolean isNew(PostmasterPid now, Optional<PostmasterPid> before) {
    return now.pid() != ProcessHandle.current().pid()
        && before.map(b -> !b.sameStart(now)).orElse(true);
  }

  private List<String> controlArguments(ServerAccess access) {
    List<String> server = serverArguments(access);
    return List.of(
        "start",
        "-w",
        "-t",
        Long.toString(START_LIMIT.toSeconds()),
        "-D",
        server.get(1),
        "-l",
        cluster.log().toString(),
        "-o",
        String.join(" ", server.subList(2, server.size())));
  }

  private List<String> serverArguments(ServerAccess access) {
    List<String> arguments = new ArrayList<>(List.of("-D", cluster.data().toString()));
    for (String setting : ServerOptions.of(access.port(), settings.fsync())) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return arguments;
  }

  /** Stops the process: politely, then by a crash, which recovery heals, then by force. */
  void stop(long pid) throws IOException, InterruptedException {
    if (!signal("INT", pid, FAST_LIMIT)) {
      crash(pid);
    }
  }

  /** Stops a process that answers nothing. */
  void crash(long pid) throws IOException, InterruptedException {
    if (signal("QUIT", pid, IMMEDIATE_LIMIT)) {
      return;
    }
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd(pid, IMMEDIATE_LIMIT);
  }

  private boolean signal(String name, long pid, Duration limit)
      throws IOException, InterruptedException {
    Path output = cluster.home().resolve("pg_ctl.log");
    programs.run(output, "pg_ctl", "kill", name, Long.toString(pid));
    Files.deleteIfExists(output);
    return awaitEnd(pid, limit);
  }

  private static boolean awaitEnd(long pid, Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.in(limit);
    while (OsProcess.alive(pid)) {
      if (!deadline.pause()) {
        return false;
      }
    }
    return true;
  }
}
