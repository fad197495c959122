package dev.yinhu.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What may differ between embedded servers.
 *
 * @param binaries folder to unpack PostgreSQL's programs into; empty for the data directory
 * @param durable fsync on; off only in tests that lose nothing by a crash of the machine
 * @param ways how to run the programs when we are root, tried in this order
 */
record EmbeddedSettings(Optional<Path> binaries, boolean durable, List<Way> ways) {
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
    return new EmbeddedSettings(Platform.userCache(System.getenv()), true, List.of(Way.values()));
  }

  EmbeddedSettings withDurable(boolean fsync) {
    return new EmbeddedSettings(binaries, fsync, ways);
  }

  EmbeddedSettings withWays(Way... chosen) {
    return new EmbeddedSettings(binaries, durable, List.of(chosen));
  }

  EmbeddedSettings withBinaries(Path folder) {
    return new EmbeddedSettings(Optional.of(folder), durable, ways);
  }
}
