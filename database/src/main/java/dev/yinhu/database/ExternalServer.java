package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL server that somebody else runs. Immutable. */
record ExternalServer(ConnectionInfo connectionInfo, String passwordPlace) implements Server {

  /**
   * @throws DatabaseUnavailable when the password file cannot be read
   */
  static ExternalServer of(DatabaseConfig config, String url) {
    String password = config.passwordFile().map(ExternalServer::readPassword).orElse("");
    return new ExternalServer(
        new ConnectionInfo(url, config.user().orElse(""), password),
        config.passwordFile().map(Path::toString).orElse("a password file (none is configured)"));
  }

  private static String readPassword(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || lines.getFirst().isBlank()) {
        throw new DatabaseUnavailable(
            "Database password file "
                + file
                + " is empty. Write the password into its first line.");
      }
      return lines.getFirst().strip();
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "Database password file " + file + " cannot be read. Check the path and its permissions.",
          e);
    }
  }

  @Override
  public void close() {
    // Nothing of ours.
  }
}
