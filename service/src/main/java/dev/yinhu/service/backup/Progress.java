package dev.yinhu.service.backup;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells somebody who waits, at most once a second, how far a copy has come. For one thread. */
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MEBIBYTE = 1L << 20;

  private final Consumer<String> told;
  private final String what;
  private long files;
  private long bytes;
  private long last = System.nanoTime();

  Progress(Consumer<String> told, String what) {
    this.told = told;
    this.what = what;
  }

  void add(long size) {
    files++;
    bytes += size;
    if (System.nanoTime() - last >= EVERY_NANOS) {
      last = System.nanoTime();
      tell();
    }
  }

  void tell() {
    told.accept("%s: %d files, %d MiB".formatted(what, files, bytes / MEBIBYTE));
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }
}
