package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's {@code postmaster.pid} says. It may be left over from a server that died.
 *
 * @param pid process of the server
 * @param startEpoch second in which it started
 * @param port where it listens; 0 while it has not written that yet
 * @param status {@code starting}, {@code ready}, {@code stopping} or empty
 */
record PostmasterPid(long pid, String startEpoch, int port, String status) {
  private static final int START_EPOCH = 2;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  /** Reads the file of this PostgreSQL data directory; nothing when missing or not yet readable. */
  static Optional<PostmasterPid> read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(cluster));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PostmasterPid(
              Math.abs(Long.parseLong(line(lines, 0))),
              line(lines, START_EPOCH),
              line(lines, PORT).isEmpty() ? 0 : Integer.parseInt(line(lines, PORT)),
              line(lines, STATUS)));
    } catch (NumberFormatException e) {
      return Optional
          .empty(); // Half-written: the server is writing it right now, or died doing so.
    }
  }

  /**
   * Puts our pid in place of one that another program got by re-use. PostgreSQL takes its parent's
   * pid for stale and goes on; it would refuse to start beside any other living process. Deleting
   * the file instead would also lose the shared-memory id by which it finds surviving children.
   */
  static void disown(Path cluster) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file(cluster)));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file(cluster), lines);
  }

  /** Whether there is a file that says nothing, as a crash of the machine can leave it. */
  static boolean damaged(Path cluster) throws IOException {
    return Files.exists(file(cluster)) && read(cluster).isEmpty();
  }

  static void delete(Path cluster) throws IOException {
    Files.deleteIfExists(file(cluster));
  }

  boolean ready() {
    return status.equals("ready");
  }

  boolean sameStart(PostmasterPid other) {
    return pid == other.pid && startEpoch.equals(other.startEpoch);
  }

  private static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }
}
