package dev.yinhu.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SQL files of one module on the class path, in {@code db/<module>}.
 *
 * @param module name with only {@code a-z}, digits and {@code -}
 * @param fingerprint hex digest over names and contents; the same files give the same on every node
 */
record Migrations(String module, String fingerprint) {
  private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9-]{0,40}");

  /**
   * @throws MigrationFailed when the class path has no such files
   */
  static Migrations of(String module) {
    return of(module, Migrations.class.getClassLoader());
  }

  static Migrations of(String module, ClassLoader classPath) {
    if (!MODULE.matcher(module).matches()) {
      throw new IllegalArgumentException("Module name must match " + MODULE + ": " + module);
    }
    String folder = "db/" + module;
    URL url = classPath.getResource(folder);
    if (url == null) {
      throw new MigrationFailed("No SQL files in " + folder + " on the class path: rebuild.");
    }
    try {
      return new Migrations(module, digest(files(url, folder)));
    } catch (IOException | URISyntaxException e) {
      throw new MigrationFailed("The SQL files of module " + module + " cannot be read.", e);
    }
  }

  /** The module's own PostgreSQL schema. */
  String schema() {
    return module.replace("-", "");
  }

  String location() {
    return "classpath:db/" + module;
  }

  private static Map<String, byte[]> files(URL url, String folder)
      throws IOException, URISyntaxException {
    URLConnection connection = url.openConnection();
    if (!(connection instanceof JarURLConnection jar)) {
      return filesOfFolder(Path.of(url.toURI()));
    }
    jar.setUseCaches(false);
    try (JarFile file = jar.getJarFile()) {
      Map<String, byte[]> files = new TreeMap<>();
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(folder + "/") && entry.getName().endsWith(".sql")) {
          try (InputStream in = file.getInputStream(entry)) {
            files.put(entry.getName().substring(folder.length() + 1), in.readAllBytes());
          }
        }
      }
      return files;
    }
  }

  private static Map<String, byte[]> filesOfFolder(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.filter(f -> f.toString().endsWith(".sql")).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach((name, content) -> {
        sha.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        sha.update(content);
      });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
