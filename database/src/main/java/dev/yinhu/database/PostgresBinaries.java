package dev.yinhu.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;

/**
 * PostgreSQL's programs, unpacked from the archive that the class path carries for this platform.
 *
 * <p>Unpacked once into a folder named after the archive and its checksum: under a lock, into a
 * draft folder that gets its name only when complete. So several processes may come at once, and
 * one killed half-way leaves only a draft that the next removes.
 */
final class PostgresBinaries {
  private static final Duration UNPACKING_LIMIT = Duration.ofMinutes(2);

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /**
   * Finds them below {@code folder}, unpacking when they are not there yet.
   *
   * @throws DatabaseUnavailable when the class path has none for this platform
   */
  static PostgresBinaries in(Path folder) throws IOException, InterruptedException {
    URL archive = archive();
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    Path home = folder.resolve(name(archive, connection));
    if (!Files.isDirectory(home)) {
      PrivateFiles.createDirectory(folder);
      unpack(archive, home);
    }
    return new PostgresBinaries(home);
  }

  /** Where they are unpacked. */
  Path folder() {
    return home;
  }

  /** Full path of one program. */
  String program(String name) {
    String suffix = Platform.current() == Platform.WINDOWS ? ".exe" : "";
    return home.resolve("bin").resolve(name + suffix).toString();
  }

  private static URL archive() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    List<String> spellings = arm ? List.of("arm_64", "arm64v8", "aarch64") : List.of("x86_64");
    for (String spelling : spellings) {
      String name = "/postgres-" + Platform.current().archiveName() + "-" + spelling + ".txz";
      URL url = PostgresBinaries.class.getResource(name);
      if (url != null) {
        return url;
      }
    }
    throw new DatabaseUnavailable(
        "This build carries no PostgreSQL for "
            + Platform.current().archiveName()
            + " "
            + arch
            + ". Build on this platform, or set database.url to a PostgreSQL 15 or newer.");
  }

  private static String name(URL archive, URLConnection connection) throws IOException {
    String file = archive.getPath().substring(archive.getPath().lastIndexOf('/') + 1);
    String base = file.substring(0, file.length() - ".txz".length());
    if (connection instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      return base + "-" + HexFormat.of().toHexDigits((int) entry.getCrc()) + "-" + entry.getSize();
    }
    return base + "-" + connection.getContentLengthLong();
  }

  private static void unpack(URL archive, Path home) throws IOException, InterruptedException {
    Path lockFile = home.resolveSibling(home.getFileName() + ".lock");
    try (OsLock _ =
        OsLock.lock(lockFile, UNPACKING_LIMIT)
            .orElseThrow(() ->
                new DatabaseUnavailable(
                    "Another process has been unpacking PostgreSQL into "
                        + home
                        + " for minutes. End it and start again."))) {
      if (Files.isDirectory(home)) {
        return;
      }
      Path draft = home.resolveSibling(home.getFileName() + ".draft");
      PrivateFiles.deleteTree(draft);
      try (InputStream in = archive.openStream()) {
        TarXz.unpack(in, draft);
      }
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.syncDirectory(PrivateFiles.folderOf(home));
    }
  }
}
