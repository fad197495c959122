package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A line of {@code /etc/passwd}. */
record Account(String name, int uid, int gid) {
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final List<String> UNPRIVILEGED = List.of("yinhu", "postgres", "nobody");
  private static final int FIELDS = 4;

  /** The account that a service started by root should use for PostgreSQL. */
  static Optional<Account> unprivileged() throws IOException {
    for (String name : UNPRIVILEGED) {
      Optional<Account> account = find(a -> a.name().equals(name) && a.uid() != 0);
      if (account.isPresent()) {
        return account;
      }
    }
    return Optional.empty();
  }

  static Optional<Account> ofUid(int uid) throws IOException {
    return find(a -> a.uid() == uid);
  }

  private static Optional<Account> find(Predicate<Account> wanted) throws IOException {
    for (String line : Files.readAllLines(PASSWD)) {
      String[] fields = line.split(":", -1);
      if (fields.length > FIELDS
          && fields[2].matches("\\d{1,9}")
          && fields[3].matches("\\d{1,9}")) {
        Account account =
            new Account(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
        if (wanted.test(account)) {
          return Optional.of(account);
        }
      }
    }
    return Optional.empty();
  }
}
