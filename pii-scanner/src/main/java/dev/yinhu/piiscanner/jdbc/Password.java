package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.WrongSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the password of a database stands. It is read when a connection is opened and not kept. */
public sealed interface Password {
  /** There is none. */
  record None() implements Password {}

  /** The first line of a file, without blanks around it. */
  record InFile(Path file) implements Password {}

  /** The value of an environment variable. */
  record InVariable(String name) implements Password {}

  /**
   * As somebody says where it stands.
   *
   * @throws WrongSettings when both are said
   */
  static Password of(Optional<Path> file, Optional<String> variable) {
    if (file.isPresent() && variable.isPresent()) {
      throw new WrongSettings("give one of --jdbc-password-file and --jdbc-password-env");
    }
    Password named = variable.<Password>map(InVariable::new).orElseGet(None::new);
    return file.<Password>map(InFile::new).orElse(named);
  }

  /**
   * The password.
   *
   * @param environment variables of the process
   * @throws DatabaseScanException when it cannot be read, saying from where
   */
  default Optional<String> read(Map<String, String> environment) {
    return switch (this) {
      case None _ -> Optional.empty();
      case InFile(Path file) -> Optional.of(firstLine(file));
      case InVariable(String name) -> {
        String value = environment.get(name);
        if (value == null) {
          throw new DatabaseScanException(
              "the environment variable " + name + " for the database's password is not set");
        }
        yield Optional.of(value);
      }
    };
  }

  private static String firstLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.isEmpty() ? "" : lines.getFirst().strip();
    } catch (IOException e) {
      throw new DatabaseScanException(
          "the password file " + file + " cannot be read: check the path and its permissions", e);
    }
  }
}
