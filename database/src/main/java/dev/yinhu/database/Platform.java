package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operating system we run on, as far as starting PostgreSQL depends on it. */
enum Platform {
  LINUX("linux"),
  MAC("darwin"),
  WINDOWS("windows");

  private final String archiveName;

  Platform(String archiveName) {
    this.archiveName = archiveName;
  }

  static Platform current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return WINDOWS;
    }
    return name.startsWith("mac") ? MAC : LINUX;
  }

  String archiveName() {
    return archiveName;
  }

  /** Whether we are root. Windows has none, there PostgreSQL drops rights by itself. */
  static boolean root() {
    try {
      Path self = Path.of("/proc/self");
      if (Files.exists(self)) {
        return Files.getAttribute(self, "unix:uid").equals(0);
      }
    } catch (IOException e) {
      return false; // PostgreSQL will say so itself if we are.
    }
    return current() != WINDOWS && System.getProperty("user.name", "").equals("root");
  }

  /** The folder in which programs keep what they can make again, of this user. */
  static Optional<Path> userCache(Map<String, String> environment) {
    String home = System.getProperty("user.home", "");
    Optional<Path> base =
        switch (current()) {
          case WINDOWS -> absolute(environment.get("LOCALAPPDATA"));
          case MAC -> absolute(home).map(p -> p.resolve("Library/Caches"));
          case LINUX ->
              absolute(environment.get("XDG_CACHE_HOME"))
                  .or(() -> absolute(home).map(p -> p.resolve(".cache")));
        };
    return base.map(p -> p.resolve("yinhu"));
  }

  private static Optional<Path> absolute(@Nullable String path) {
    return Optional.ofNullable(path)
        .filter(p -> !p.isEmpty())
        .map(Path::of)
        .filter(p -> p.isAbsolute() && p.getParent() != null);
  }
}
