package dev.yinhu.subjectrights.erasure;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The rows of some schemas as they were at one time, to be put back later. */
final class Backup {
  private final Jdbi jdbi;
  private final List<String> tables;

  /** Takes it. */
  Backup(Jdbi jdbi, String... schemas) {
    this.jdbi = jdbi;
    this.tables =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select schemaname || '.' || tablename from pg_tables where schemaname in"
                        + " (<schemas>)")
                .bindList("schemas", List.of(schemas))
                .mapTo(String.class)
                .list());
    jdbi.useHandle(handle -> {
      handle.execute("create schema if not exists backup");
      for (String table : tables) {
        handle.execute("create table " + kept(table) + " as table " + table);
      }
    });
  }

  private static String kept(String table) {
    return "backup." + table.replace('.', '_');
  }

  /** Puts the rows back, whatever is there now. */
  void restore() {
    jdbi.useTransaction(handle -> {
      handle.execute("set local session_replication_role = replica");
      for (String table : tables) {
        handle.execute("delete from " + table);
        handle.execute(
            "insert into " + table + " overriding system value select * from " + kept(table));
      }
    });
  }
}
