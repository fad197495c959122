package dev.yinhu.crypto;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Everything that the module's tables hold, as text: byte columns in hexadecimal. */
final class Tables {
  private Tables() {}

  static String dump(Jdbi jdbi) {
    return jdbi.withHandle(handle -> {
      List<String> tables =
          handle
              .select(
                  "select table_name from information_schema.tables where table_schema='crypto'")
              .mapTo(String.class)
              .list();
      return tables.stream()
          .flatMap(table ->
              handle
                  .select("select t::text from crypto.\"" + table + "\" t")
                  .mapTo(String.class)
                  .stream())
          .collect(Collectors.joining("\n"));
    });
  }
}
