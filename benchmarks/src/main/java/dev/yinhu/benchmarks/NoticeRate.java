package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.tell.Addressing;
import dev.yinhu.breachresponse.tell.Affected;
import dev.yinhu.breachresponse.tell.AffectedPeople;
import dev.yinhu.breachresponse.tell.Guardians;
import dev.yinhu.breachresponse.tell.Role;
import dev.yinhu.breachresponse.tell.TellingText;
import dev.yinhu.breachresponse.tell.TellingWish;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.LineSettings;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.NoticesSettings;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.Sealer;
import dev.yinhu.notices.smtp.SmtpChannel;
import dev.yinhu.notices.smtp.SmtpSettings;
import dev.yinhu.notices.text.TextSettings;
import dev.yinhu.notices.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A run of notices of an incident to 30,000 persons (or what the property {@code
 * yinhu.notices.persons} says) by mail, from asking for it to the last one told, through a mail
 * server on this machine; and the heap that is left after a collection at each third. Target:
 * 10,000 notices a minute, and that the heap does not grow.
 */
final class NoticeRate {
  private static final IncidentId INCIDENT = new IncidentId(1, false);
  private static final Order ORDER = new Order("benchmark", "r-1");
  private static final int TARGET = 10_000;
  private static final int MILLION = 1_000_000;

  private NoticeRate() {}

  static void main() throws Exception {
    long persons = Long.getLong("yinhu.notices.persons", 30_000);
    Process mail = MailProcess.start();
    try (BufferedReader said =
            new BufferedReader(
                new InputStreamReader(mail.getInputStream(), StandardCharsets.UTF_8));
        ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      int port = Integer.parseInt(said.readLine());
      List.of("audit", "breach", "notices").forEach(database::migrate);
      run(database, port, persons);
      mail.getOutputStream().write('\n');
      mail.getOutputStream().flush();
      System.out.printf("notices: the server has %s mails%n", said.readLine());
    } finally {
      mail.destroyForcibly().waitFor();
    }
  }

  private static void run(Database database, int port, long persons) throws IOException {
    Clock clock = Clock.systemUTC();
    Texts texts = Texts.shipped(new TextSettings("示例商城", ZoneId.of("Asia/Shanghai")));
    try (AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock);
        Notices notices = notices(database, texts, port, clock)) {
      Tellings tellings =
          new Tellings(
              database.jdbi(),
              new Tellings.Ground(
                  new Acts(database.jdbi(), log, clock),
                  notices,
                  texts,
                  new People(persons),
                  Addressing.AT_HAND,
                  Guardians.UNKNOWN,
                  (_, _, _, _, _) -> {},
                  _ -> true,
                  clock));
      measure(tellings, notices, persons);
    }
  }

  private static void measure(Tellings tellings, Notices notices, long persons) {
    long begun = System.nanoTime();
    notices.start();
    var _ = tellings.start(INCIDENT, wish(), ORDER);
    tellings.work();
    double filled = (System.nanoTime() - begun) / 1e9;
    long told = 0;
    long next = persons / 3;
    while (told < persons) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      tellings.follow(INCIDENT);
      told = tellings.totals(INCIDENT, Role.PERSON).told();
      if (told >= next) {
        System.out.printf("notices: %,d told, heap %d MB%n", told, heap() / MILLION);
        next += persons / 3;
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "notices: %,d persons in %.1f s (outbox filled after %.1f s), %,.0f a minute, target %,d%n",
        persons, seconds, filled, persons / seconds * 60, TARGET);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static TellingWish wish() {
    return new TellingWish(
        new TellingText(List.of("contact"), "attack", "fraud", "stopped", "beware", "hotline"),
        Language.ZH_CN,
        List.of(ChannelKind.EMAIL),
        MILLION,
        Duration.ofDays(1));
  }

  private static Notices notices(Database database, Texts texts, int port, Clock clock)
      throws IOException {
    LineSettings standard = LineSettings.standard();
    LineSettings fast =
        new LineSettings(
            standard.concurrency(),
            TARGET,
            standard.tries(),
            standard.firstPause(),
            standard.longestPause(),
            standard.askEvery(),
            standard.downAfter(),
            standard.downPause());
    NoticesSettings plain = NoticesSettings.standard();
    return Notices.open(
        database,
        new Notices.Parts(
            new NoticesSettings(plain.lease(), plain.poll(), Map.of(ChannelKind.EMAIL, fast)),
            texts,
            (who, _, _) -> contact(who),
            new NoCodes(),
            clock,
            new SecureRandom()),
        List.of(
            SmtpChannel.open(
                new SmtpSettings(
                    "127.0.0.1",
                    port,
                    SmtpSettings.Security.NONE,
                    Optional.empty(),
                    "privacy@shop.example",
                    "示例商城",
                    Duration.ofSeconds(20),
                    true,
                    standard.concurrency()))));
  }

  private static ContactSource.Found contact(Recipient who) {
    return switch (who) {
      case Recipient.Person(UUID person) ->
          new ContactSource.Known(
              Contact.of(
                  "p%d@shop.example".formatted(person.getMostSignificantBits()).toCharArray()));
      case Recipient.Configured _ -> new ContactSource.None();
    };
  }

  /** Persons that are made as they are asked for. */
  private record People(long count) implements AffectedPeople {
    @Override
    public long version(IncidentId incident) {
      return 1;
    }

    @Override
    public Stream<Affected> of(IncidentId incident) {
      return LongStream.range(0, count).mapToObj(n -> new Affected(new UUID(n, n), false));
    }
  }

  /** No notice here has a code. */
  private static final class NoCodes implements Sealer {
    @Override
    public byte[] seal(byte[] plain, byte[] context) {
      throw new IllegalStateException("a notice of an incident has no code");
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
      throw new IllegalStateException("a notice of an incident has no code");
    }
  }
}
