package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.breachresponse.containment.ContainmentBook;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.api.RegisterInForce;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import dev.yinhu.subjectrights.restriction.Restrictions;
import dev.yinhu.tableprotection.TableProtection;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Opens keys, the newest register and table protection over a session's database and log. */
final class TableWork {
  private static final List<String> SCHEMAS = List.of("crypto", "access", "rights", "breach");
  private static final String FINDINGS = "protect";

  private TableWork() {}

  /** What it opens is closed by the closer. */
  static TableProtection open(
      YinhuConfig config,
      Database database,
      AuditLog log,
      SecureRandom random,
      InstantSource clock,
      Closer closer) {
    FieldAccess access = access(config, database, log, clock, closer);
    return TableProtection.open(database, access, clock, random, config.data().resolve(FINDINGS));
  }

  /** Field access under the newest register, which it follows until the closer closes it. */
  static FieldAccess access(
      YinhuConfig config, Database database, AuditLog log, InstantSource clock, Closer closer) {
    SCHEMAS.forEach(database::migrate);
    Crypto crypto = closer.add(Crypto.open(database, RootKeySettings.crypto(config), clock));
    TombstoneBook tombstones = closer.add(TombstoneBook.open(database, clock));
    FieldAccess access = closer.add(guarded(database, crypto, log, tombstones, clock, closer));
    RegisterInForce inForce =
        new RegisterInForce(
            new RegisterStore(database.jdbi()),
            new RegisterReader(Crypto.availableSuites(), clock),
            access);
    inForce.load();
    closer.add(database.listen(RegisterStore.CHANNEL, _ -> inForce.follow(), inForce::follow));
    return access;
  }

  /**
   * Field access of a command, which what is contained and what people decided hold back as in a
   * service; the schemas {@code rights} and {@code breach} are migrated.
   */
  static FieldAccess guarded(
      Database database,
      Crypto crypto,
      AuditLog log,
      TombstoneBook tombstones,
      InstantSource clock,
      Closer closer) {
    ContainmentBook contained = closer.add(ContainmentBook.open(database, clock));
    Restrictions restrictions = closer.add(Restrictions.open(database, log, clock));
    Consents consents =
        new Consents(
            database.jdbi(),
            log,
            clock,
            restrictions::restricts,
            new MinorsInBook(database.jdbi(), log, clock)::among);
    return FieldAccess.open(
        database.jdbi(), crypto, log, clock, Yinhu.ZONE, tombstones, contained, consents);
  }
}
