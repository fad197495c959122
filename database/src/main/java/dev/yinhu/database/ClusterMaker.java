package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a new cluster in a draft folder that gets its name only when complete, so that a process
 * killed half-way leaves nothing that looks like a database.
 */
final class ClusterMaker {
  private static final Duration LEFT_BEHIND_LIMIT = Duration.ofSeconds(10);

  private ClusterMaker() {}

  /** Call under the start lock. */
  static ServerAccess make(Cluster cluster, Programs programs, EmbeddedSettings settings)
      throws IOException, InterruptedException {
    discardDraft(cluster);
    PrivateFiles.createDirectory(cluster.draft());
    programs.runAs().giveTo(cluster.draft(), cluster.root());
    ServerAccess access =
        new ServerAccess(Ports.free(0, cluster.home()), Cluster.newPassword(new SecureRandom()));
    Path log = cluster.home().resolve("initdb.log");
    Files.deleteIfExists(log);
    PrivateFiles.replace(cluster.passwordDraft(), access.password() + "\n");
    int exit;
    try {
      programs.runAs().giveTo(cluster.passwordDraft(), cluster.root());
      exit = programs.start(log, "initdb", arguments(cluster, settings), false).waitFor();
    } finally {
      Files.deleteIfExists(cluster.passwordDraft());
    }
    if (exit != 0) {
      throw ServerLog.explain("PostgreSQL could not create its files", log, 0);
    }
    cluster.writeAccess(access);
    Files.move(cluster.draft(), cluster.data(), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncDirectory(cluster.home());
    Files.deleteIfExists(log);
    return access;
  }

  /**
   * What a killed process left, which may still be at work in it: initdb starts one process after
   * the other, so what is killed may have a successor that writes into what is being deleted.
   */
  private static void discardDraft(Cluster cluster) throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(LEFT_BEHIND_LIMIT);
    while (Files.exists(cluster.draft())) {
      killWriters(cluster, deadline);
      try {
        PrivateFiles.deleteTree(cluster.draft());
      } catch (DirectoryNotEmptyException stillWritten) {
        if (!deadline.pause()) {
          throw stillWritten;
        }
      }
    }
  }

  private static void killWriters(Cluster cluster, Deadline deadline) throws InterruptedException {
    for (long pid : OsProcess.startedWith(cluster.draft().toString())) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      while (OsProcess.alive(pid) && deadline.pause()) {
        Thread.onSpinWait();
      }
    }
  }

  private static List<String> arguments(Cluster cluster, EmbeddedSettings settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-D",
                cluster.draft().toString(),
                "-U",
                Cluster.USER,
                "--auth=scram-sha-256",
                "--pwfile=" + cluster.passwordDraft(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
    if (!settings.syncNewFiles()) {
      arguments.add("--no-sync");
    }
    return arguments;
  }
}
