package dev.yinhu.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may differ between embedded servers.
 *
 * @param binaries folder to unpack PostgreSQL's programs into; empty for the data directory
 * @param fsync each commit is on disk before it returns; off only in tests
 * @param syncNewFiles a new cluster is on disk before it is used; off only in tests
 * @param ways how to run the programs when we are root, tried in this order
 * @param throughPgCtl start by {@code pg_ctl}, needed where a process cannot get a session of its
 *     own by {@code setsid}, and on Windows, where it drops an administrator's rights
 * @param patience how long a server found running may stay silent before it is stopped
 */
record EmbeddedSettings(
    Optional<Path> binaries,
    boolean fsync,
    boolean syncNewFiles,
    List<Way> ways,
    boolean throughPgCtl,
    Duration patience) {
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
        Platform.userCache(System.getenv()),
        true,
        true,
        List.of(Way.values()),
        Platform.current() != Platform.LINUX,
        PATIENCE);
  }

  /** For tests: loses nothing by the death of any process, but by that of the machine. */
  EmbeddedSettings withoutSync(boolean keepFsync) {
    return new EmbeddedSettings(binaries, keepFsync, false, ways, throughPgCtl, patience);
  }

  EmbeddedSettings withWays(Way... chosen) {
    return new EmbeddedSettings(
        binaries, fsync, syncNewFiles, List.of(chosen), throughPgCtl, patience);
  }

  EmbeddedSettings withBinaries(Path folder) {
    return new EmbeddedSettings(
        Optional.of(folder), fsync, syncNewFiles, ways, throughPgCtl, patience);
  }

  EmbeddedSettings withPgCtl() {
    return new EmbeddedSettings(binaries, fsync, syncNewFiles, ways, true, patience);
  }

  EmbeddedSettings withPatience(Duration limit) {
    return new EmbeddedSettings(binaries, fsync, syncNewFiles, ways, throughPgCtl, limit);
  }
}
