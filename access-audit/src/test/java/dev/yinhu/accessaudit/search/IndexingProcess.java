package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Appends entries to a log and indexes them until it is killed; tells after each hundred that they
 * can be found.
 */
final class IndexingProcess {
  private IndexingProcess() {}

  /** Takes JDBC URL, user, folder and seed; the password comes from the environment. */
  static void main(String[] arguments) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    database.setPassword(System.getenv("YINHU_TEST_PASSWORD"));
    AuditLog log = AuditLog.open(database, AuditLogConfig.DEFAULT, SearchedLog.CLOCK);
    AuditSearch search = AuditSearch.open(log, Path.of(arguments[2]));
    SampleEntries entries = new SampleEntries(Long.parseLong(arguments[3]));
    while (true) {
      long last = 0;
      for (int i = 0; i < 100; i++) {
        last = log.append(entries.next()).join();
      }
      if (search.await(last, Duration.ofSeconds(60))) {
        System.out.println(last);
      }
    }
  }
}
