package dev.yinhu.service;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.config.YinhuConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Entries of a time before the test, which only a clock of then can write. */
public final class OldLog implements AutoCloseable {
  private static final String REF = "AAAAAAAAAAAAAAAAAAAABA";

  private final AuditLog log;
  private final Instant then;

  private OldLog(AuditLog log, Instant then) {
    this.log = log;
    this.then = then;
  }

  /** Opens the log of a database as it was then. */
  public static OldLog at(Instant then, Database database) {
    database.migrate("audit");
    return new OldLog(
        AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> then), then);
  }

  /** Makes a data directory whose log begins with so many accesses of then. */
  public static void begin(YinhuConfig config, Instant then, int count, String caller) {
    try (Database database =
            Database.open(DatabaseSettings.of(config), DataDirectory.open(config.data()));
        OldLog old = at(then, database)) {
      old.append(count, caller);
    }
  }

  /** Appends accesses; durable when it returns. */
  public void append(int count, String caller) {
    List<CompletableFuture<Long>> indexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indexes.add(log.append(access("old-" + i, caller)));
    }
    indexes.forEach(CompletableFuture::join);
  }

  private AuditEntry access(String request, String caller) {
    return new AuditEntry.Access(
        then,
        request,
        Operation.DECRYPT,
        new CallerName(caller),
        Optional.of(new Purpose("deliver-order")),
        new Behalf(Optional.empty(), Optional.empty()),
        1,
        List.of(new Item("shop.users.phone", "clear", "", 1, List.of(REF))));
  }

  @Override
  public void close() {
    log.close();
  }
}
