package dev.yinhu.crypto;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** A backup of the tables that erasing and epochs are about, to put back later. */
record CryptoTables(Jdbi jdbi, String name) {
  private static final List<String> TABLES = List.of("subject", "erasure_ledger", "epoch");

  static CryptoTables backUp(Jdbi jdbi, String name) {
    jdbi.useHandle(handle -> {
      handle.execute("create schema " + name);
      for (String table : TABLES) {
        handle.execute("create table " + name + "." + table + " as table crypto." + table);
      }
    });
    return new CryptoTables(jdbi, name);
  }

  void restore() {
    jdbi.useTransaction(handle -> {
      for (String table : TABLES) {
        handle.execute("delete from crypto." + table);
      }
      for (String table : TABLES.reversed()) {
        String columns =
            String.join(
                ", ",
                handle
                    .select(
                        "select column_name from information_schema.columns where table_schema = ?"
                            + " and table_name = ?",
                        name,
                        table)
                    .mapTo(String.class)
                    .list());
        handle.execute(
            "insert into crypto.%s (%s) select %s from %s.%s"
                .formatted(table, columns, columns, name, table));
      }
    });
  }
}
