package dev.yinhu.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may differ between embedded servers.
 *
 * @param binaries folder to unpack PostgreSQL's programs into; empty for the data directory
 * @param durable fsync on; off only in tests that lose nothing by a crash of the machine
 * @param ways how to run the programs when we are root, tried in this order
 * @param patience how long a server found running may stay silent before it is stopped
 */
record EmbeddedSettings(
    Optional<Path> binaries, boolean durable, List<Way> ways, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A way to run as somebody other than root. */
  enum Way {
    USER_NAMESPACE,
    SETPRIV,
    RUNUSER
  }

  EmbeddedSettings {
    ways = List.copyOf(ways);
  }

  /** For production: programs in the user's cache, shared by all data directories. */
  static EmbeddedSettings standard() {
    return new EmbeddedSettings(
        Platform.userCache(System.getenv()), true, List.of(Way.values()), PATIENCE);
  }

  EmbeddedSettings withDurable(boolean fsync) {
    return new EmbeddedSettings(binaries, fsync, ways, patience);
  }

  EmbeddedSettings withWays(Way... chosen) {
    return new EmbeddedSettings(binaries, durable, List.of(chosen), patience);
  }

  EmbeddedSettings withBinaries(Path folder) {
    return new EmbeddedSettings(Optional.of(folder), durable, ways, patience);
  }

  EmbeddedSettings withPatience(Duration limit) {
    return new EmbeddedSettings(binaries, durable, ways, limit);
  }
}
