package dev.yinhu.service.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL of a data directory, as the operating system sees it. */
public final class Postmaster {
  private Postmaster() {}

  /** Its process id, when one says that it runs and lives. */
  static Optional<Long> pid(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"));
      return Optional.of(Long.parseLong(lines.getFirst().strip())).filter(Postmaster::lives);
    } catch (IOException | RuntimeException notRunning) {
      return Optional.empty();
    }
  }

  /** kill -9, if one runs. */
  public static void kill(Path data) {
    pid(data).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** A process that ended, but that nobody collected yet, has no program any more. */
  static boolean lives(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }
}
