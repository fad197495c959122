package dev.yinhu.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which database to use. Immutable.
 *
 * @param url {@code jdbc:postgresql://host:port/database} of an external server, without password;
 *     empty for the embedded one
 * @param user account on the external server; may also stand in the URL
 * @param passwordFile file whose first line is the password of {@code user}
 * @param poolSize most connections of the pool, 2 to 500, with the embedded server 2 to 80
 * @param connectionTimeout how long to wait for a connection before failing, 250 ms to 60 s
 */
public record DatabaseConfig(
    Optional<String> url,
    Optional<String> user,
    Optional<Path> passwordFile,
    int poolSize,
    Duration connectionTimeout) {
  private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?");

  /** Leaves some of its 100 connections to commands that run beside the service. */
  private static final int MOST_OF_EMBEDDED = 80;

  /** Connections of the pool unless configured. */
  public static final int DEFAULT_POOL_SIZE = 16;

  /** Wait for a connection unless configured. */
  public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @throws IllegalArgumentException when a value is out of bounds; the message names it
   */
  public DatabaseConfig {
    url.ifPresent(DatabaseConfig::checkUrl);
    if (url.isEmpty() && (user.isPresent() || passwordFile.isPresent())) {
      throw new IllegalArgumentException(
          "database user and password file belong to an external server: set database.url too");
    }
    if (poolSize < 2 || poolSize > 500) {
      throw new IllegalArgumentException("database pool size must be 2 to 500, not " + poolSize);
    }
    if (url.isEmpty() && poolSize > MOST_OF_EMBEDDED) {
      throw new IllegalArgumentException(
          "database pool size must be at most "
              + MOST_OF_EMBEDDED
              + " with the embedded server, not "
              + poolSize);
    }
    if (connectionTimeout.toMillis() < 250 || connectionTimeout.toMillis() > 60_000) {
      throw new IllegalArgumentException(
          "database connection timeout must be 250 ms to 60 s, not " + connectionTimeout);
    }
  }

  /** The embedded server with the usual pool. */
  public static DatabaseConfig embedded() {
    return new DatabaseConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_POOL_SIZE,
        DEFAULT_CONNECTION_TIMEOUT);
  }

  /** An external server with the usual pool. */
  public static DatabaseConfig external(String url, String user, Path passwordFile) {
    return new DatabaseConfig(
        Optional.of(url),
        Optional.of(user),
        Optional.of(passwordFile),
        DEFAULT_POOL_SIZE,
        DEFAULT_CONNECTION_TIMEOUT);
  }

  /** The same with another pool size. */
  public DatabaseConfig withPoolSize(int size) {
    return new DatabaseConfig(url, user, passwordFile, size, connectionTimeout);
  }

  /** The same with another wait for a connection. */
  public DatabaseConfig withConnectionTimeout(Duration timeout) {
    return new DatabaseConfig(url, user, passwordFile, poolSize, timeout);
  }

  private static void checkUrl(String url) {
    if (!FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "database url must have the form jdbc:postgresql://host:port/database");
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          "database url must not hold a password: put it into a file and name the file");
    }
  }
}
