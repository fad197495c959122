package dev.yinhu.benchmarks;

import dev.yinhu.service.Main;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code scan} of a log much larger than its heap, with a line of ten million characters in it: how
 * it ends and the most memory that the process ever had, as Linux tells it (VmHWM of proc(5)). The
 * size in megabytes is 1,000 or what the property {@code yinhu.scan.megabytes} says.
 */
final class ScanMemory {
  private static final int MILLION = 1_000_000;
  private static final String HEAP = "-Xmx256m";

  /** One line in so many holds a number: the report holds each. */
  private static final int LINES_A_NUMBER = 100;

  private static final String LONG_PIECE = "订单已发货，请注意查收; ";
  private static final long PAUSE_MILLIS = 20;
  private static final long KIB = 1024;

  /** Behind how many lines the long one stands. */
  private static final int LINES_BEFORE = 100_000;

  private ScanMemory() {}

  static void main() throws IOException, InterruptedException {
    long bytes = Long.getLong("yinhu.scan.megabytes", 1000) * MILLION;
    try (ScratchDirectory directory = ScratchDirectory.create()) {
      Path log = directory.path().resolve("orders.log");
      write(log, bytes);
      long begun = System.nanoTime();
      Process process =
          new ProcessBuilder(
                  System.getProperty("yinhu.java", "java"),
                  HEAP,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "scan",
                  log.toString(),
                  "--format",
                  "json")
              .redirectError(directory.path().resolve("errors.txt").toFile())
              .redirectOutput(directory.path().resolve("report.json").toFile())
              .start();
      long peak = peakOf(process);
      System.out.printf(
          "scan of %d MB with %s: exit code %d (0 is right), peak %d MB, %d s%n",
          Files.size(log) / MILLION,
          HEAP,
          process.waitFor(),
          peak / MILLION,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }
  }

  private static void write(Path log, long bytes) throws IOException {
    try (Writer out = Files.newBufferedWriter(log)) {
      long number = 0;
      for (long written = 0; written < bytes; number++) {
        String phone = number % LINES_A_NUMBER == 0 ? "，手机 13800138000" : "";
        String line =
            "2026-11-23T08:15:30.123+08:00 INFO order %d of the shop was shipped, 订单已发货%s\n"
                .formatted(number, phone);
        out.write(line);
        written += line.getBytes(StandardCharsets.UTF_8).length;
        if (number == LINES_BEFORE) {
          out.write(LONG_PIECE.repeat(10 * MILLION / LONG_PIECE.length()));
        }
      }
    }
  }

  /** Reads the peak until the process has ended: the last figure is the highest. */
  private static long peakOf(Process process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peakIn(status));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
    return peak;
  }

  /** In bytes; 0 when the process has just ended, as a file of /proc then cannot be read. */
  private static long peakIn(Path status) {
    try {
      List<String> peak =
          Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:")).toList();
      return peak.isEmpty() ? 0 : Long.parseLong(peak.getFirst().replaceAll("[^0-9]", "")) * KIB;
    } catch (IOException ended) {
      return 0;
    }
  }
}
