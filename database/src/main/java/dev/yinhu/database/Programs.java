package dev.yinhu.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs as whoever may run them. Immutable. */
record Programs(PostgresBinaries binaries, RunAs runAs) {
  private static final int PROBE_SECONDS = 5;

  /** Finds a way to run PostgreSQL on this cluster. */
  static Programs find(Cluster cluster, EmbeddedSettings settings)
      throws IOException, InterruptedException {
    RunAs runAs = runAs(cluster, settings);
    return new Programs(binaries(cluster, settings, runAs), runAs);
  }

  private static PostgresBinaries binaries(Cluster cluster, EmbeddedSettings settings, RunAs runAs)
      throws IOException, InterruptedException {
    if (settings.binaries().isPresent() && runAs.readsOurHome()) {
      try {
        return PostgresBinaries.in(settings.binaries().get());
      } catch (IOException e) {
        // No cache on this machine (home missing, read-only or full): the data directory will do.
      }
    }
    PostgresBinaries binaries = PostgresBinaries.in(cluster.home().resolve("binaries"));
    if (!runAs.readsOurHome()) {
      openToAll(cluster.home().resolve("binaries"));
    }
    return binaries;
  }

  private static void openToAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static RunAs runAs(Cluster cluster, EmbeddedSettings settings)
      throws IOException, InterruptedException {
    if (!Platform.root()) {
      return new RunAs.Ourselves();
    }
    if (cluster.exists()) {
      int owner = (int) Files.getAttribute(cluster.data(), "unix:uid");
      if (owner != 0) {
        return asOwner(new Account(Integer.toString(owner), owner, gid(cluster)));
      }
    }
    for (EmbeddedSettings.Way way : settings.ways()) {
      Optional<RunAs> candidate = candidate(way);
      if (candidate.isPresent() && works(candidate.get().wrap(List.of("true")))) {
        return candidate.get();
      }
    }
    throw new DatabaseUnavailable(
        "PostgreSQL does not run as root, and this system allows neither a user namespace"
            + " (unshare -U) nor an unprivileged account (setpriv, runuser). Start as another"
            + " user, or set database.url to a PostgreSQL server.");
  }

  private static int gid(Cluster cluster) throws IOException {
    return (int) Files.getAttribute(cluster.data(), "unix:gid");
  }

  private static RunAs asOwner(Account owner) throws IOException, InterruptedException {
    RunAs.OtherAccount byId = new RunAs.OtherAccount(owner, true);
    if (works(byId.wrap(List.of("true")))) {
      return byId;
    }
    return new RunAs.OtherAccount(Account.ofUid(owner.uid()).orElse(owner), false);
  }

  private static Optional<RunAs> candidate(EmbeddedSettings.Way way) throws IOException {
    if (way == EmbeddedSettings.Way.USER_NAMESPACE) {
      return Optional.of(new RunAs.UserNamespace());
    }
    return Account.unprivileged()
        .map(a -> new RunAs.OtherAccount(a, way == EmbeddedSettings.Way.SETPRIV));
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false; // No such program.
    }
  }

  /** Starts a program whose output goes to the end of {@code log}, and does not wait for it. */
  Process start(Path log, String program, List<String> arguments, boolean ownSession)
      throws IOException {
    if (ownSession) {
      try {
        return start(log, program, arguments, List.of("setsid"));
      } catch (IOException e) {
        // This system has no setsid: then Ctrl-C in a terminal stops the server early, no more.
      }
    }
    return start(log, program, arguments, List.of());
  }

  private Process start(Path log, String program, List<String> arguments, List<String> before)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    List<String> line = new ArrayList<>();
    line.add(binaries.program(program));
    line.addAll(arguments);
    command.addAll(runAs.wrap(line));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    builder.redirectInput(nothing());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  /** Runs a program to its end and gives its exit code. */
  int run(Path log, String program, String... arguments) throws IOException, InterruptedException {
    return start(log, program, List.of(arguments), false).waitFor();
  }

  private static File nothing() {
    return new File(Platform.current() == Platform.WINDOWS ? "NUL" : "/dev/null");
  }
}
