package dev.yinhu.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads why the embedded server failed from what it wrote. */
final class ServerLog {
  private static final int TAIL_BYTES = 16_384;
  private static final int QUOTED_LINES = 3;

  private ServerLog() {}

  static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** What was written since the log had {@code from} bytes, at most the last 16 KiB. */
  static String since(Path log, long from) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(log)) {
      long size = Files.size(log);
      in.skipNBytes(Math.max(Math.min(from, size), size - TAIL_BYTES));
      return new String(in.readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
    }
  }

  static boolean portTaken(String text) {
    return text.contains("could not bind") || text.contains("could not create any TCP/IP sockets");
  }

  /** Children of a killed server that still leave, or a server that still leaves. */
  static boolean predecessorLeaving(String text) {
    return text.contains("pre-existing shared memory block") || text.contains("\" already exists");
  }

  /** An exception that says what happened and what to do. */
  static DatabaseUnavailable explain(String failure, Path log, long from) throws IOException {
    String text = since(log, from);
    return new DatabaseUnavailable(failure + ": " + advice(text) + " Its log: " + log);
  }

  private static String advice(String text) {
    if (text.contains("No space left on device")) {
      return "the disk is full. Free some space and start again.";
    }
    if (text.contains("not compatible with this version")) {
      return "the files are of another PostgreSQL major version. Start the program version that"
          + " made them, or restore a backup into a new data directory.";
    }
    if (text.contains("pre-existing shared memory block")) {
      return "processes of an earlier server still use these files. End them and start again.";
    }
    if (text.contains("ermission denied") || text.contains("wrong ownership")) {
      return "the files belong to another user. Start as that user, or give the directory to this"
          + " one.";
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()))
        + ".";
  }
}
