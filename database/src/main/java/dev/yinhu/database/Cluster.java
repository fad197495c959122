package dev.yinhu.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The files of one embedded PostgreSQL below the data directory:
 *
 * <pre>
 * postgresql/cluster/            PostgreSQL's own data directory
 * postgresql/server.properties   port and password, mode 0600
 * postgresql/server.log          its log, bounded
 * postgresql/start.lock          held while somebody starts or stops the server
 * postgresql/users/              one locked file per open Database
 * </pre>
 */
record Cluster(Path root, Path home) {
  static final String USER = "yinhu";
  private static final int PASSWORD_BYTES = 24;
  private static final long LOG_LIMIT = 4L << 20;

  static Cluster in(DataDirectory directory) throws IOException {
    Path home = directory.file("postgresql");
    PrivateFiles.createDirectory(home);
    PrivateFiles.createDirectory(home.resolve("users"));
    return new Cluster(directory.path(), home);
  }

  Path data() {
    return home.resolve("cluster");
  }

  Path draft() {
    return home.resolve("cluster.draft");
  }

  /** What a restore has written so far; left behind by one that was broken off. */
  Path restoring() {
    return home.resolve("cluster.restoring");
  }

  Path passwordDraft() {
    return home.resolve("password.draft");
  }

  Path log() {
    return home.resolve("server.log");
  }

  Path startLock() {
    return home.resolve("start.lock");
  }

  Path users() {
    return home.resolve("users");
  }

  boolean exists() {
    return Files.isRegularFile(data().resolve("PG_VERSION"));
  }

  /** Port and password of the existing cluster. */
  ServerAccess readAccess() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(accessFile())) {
      properties.load(in);
      return new ServerAccess(
          Integer.parseInt(properties.getProperty("port", "").strip()),
          properties.getProperty("password", "").strip());
    } catch (NoSuchFileException | NumberFormatException e) {
      throw new DatabaseUnavailable(
          "File "
              + accessFile()
              + " is missing or damaged. It holds the password of the embedded database: restore"
              + " it from a backup of the data directory.",
          e);
    }
  }

  void writeAccess(ServerAccess access) throws IOException {
    PrivateFiles.replace(
        accessFile(), "port=" + access.port() + "\npassword=" + access.password() + "\n");
  }

  static String newPassword(SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Starts the log anew when it has grown too long, keeping one older part. */
  void boundLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
      // The server appends to the open file, so its place stays and its content moves.
      Files.copy(log(), home.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      Files.write(log(), new byte[0]);
    }
  }

  Path accessFile() {
    return home.resolve("server.properties");
  }
}
