package dev.yinhu.breachresponse.tell;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Leave;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.database.Database;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.LineSettings;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.NoticesSettings;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.Sealer;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.text.Texts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All that tells people, over a database, with a scope and contacts that the test plants. */
final class TellingRoom implements AutoCloseable {
  static final Order DPO = new Order("dpo", "r-1");
  static final IncidentId LEAK = new IncidentId(42, false);

  final List<Affected> people = new ArrayList<>();
  final Map<UUID, UUID> guardians = new HashMap<>();
  final List<String> leaves = new ArrayList<>();
  volatile boolean mustTell = true;
  volatile long version = 1;
  volatile Addressing addressing = Addressing.AT_HAND;
  volatile Function<UUID, ContactSource.Found> contacts =
      person -> new ContactSource.Known(Contact.of(person.toString().toCharArray()));

  final Notices notices;
  final Tellings tellings;
  private final AuditLog log;

  TellingRoom(Database database, long began, Texts texts, Channel... channels) {
    InstantSource clock = TestNotices.hurried(began).clock();
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock);
    notices =
        Notices.open(
            database,
            new Notices.Parts(
                settings(), texts, (who, _, _) -> found(who), new Unsealed(), clock, random()),
            List.of(channels));
    tellings =
        new Tellings(
            database.jdbi(),
            new Tellings.Ground(
                new Acts(database.jdbi(), log, clock),
                notices,
                texts,
                new Planted(),
                (incident, scope) -> addressing.ready(incident, scope),
                minors -> minors.stream().filter(guardians::containsKey).collect(guardianOf()),
                leave(),
                _ -> mustTell,
                clock));
  }

  private java.util.stream.Collector<UUID, ?, Map<UUID, UUID>> guardianOf() {
    return Collectors.toMap(minor -> minor, minor -> guardians.getOrDefault(minor, minor));
  }

  private Leave leave() {
    return (_, _, what, _, _) -> leaves.add(what);
  }

  private static SecureRandom random() {
    return new SecureRandom();
  }

  /** Short pauses, and leases that end soon. */
  private static NoticesSettings settings() {
    LineSettings line =
        new LineSettings(
            48,
            10_000,
            100,
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            1_000_000,
            Duration.ofMillis(10));
    return new NoticesSettings(
        Duration.ofSeconds(2),
        Duration.ofMillis(20),
        Stream.of(ChannelKind.values()).collect(Collectors.toMap(kind -> kind, _ -> line)));
  }

  private ContactSource.Found found(Recipient who) {
    return switch (who) {
      case Recipient.Person(UUID person) -> contacts.apply(person);
      case Recipient.Configured _ -> new ContactSource.None();
    };
  }

  /** The person of that number; they ascend. */
  static UUID person(long number) {
    return new UUID(number, number * 0x9E3779B97F4A7C15L);
  }

  static Stream<Affected> persons(long from, long to) {
    return LongStream.range(from, to).mapToObj(number -> new Affected(person(number), false));
  }

  /** A short message about a leak of contact data, as fast as can be. */
  static TellingWish wish(ChannelKind... channels) {
    return new TellingWish(
        new TellingText(
            List.of("contact", "transaction"), "attack", "fraud", "stopped", "beware", "hotline"),
        Language.ZH_CN,
        List.of(channels),
        1_000_000,
        Duration.ofDays(1));
  }

  @Override
  public void close() {
    notices.close();
    log.close();
  }

  /** The scope that the test planted. */
  private final class Planted implements AffectedPeople {
    @Override
    public long version(IncidentId incident) {
      return version;
    }

    @Override
    public Stream<Affected> of(IncidentId incident) {
      return List.copyOf(people).stream();
    }
  }

  /** There are no one-time codes here. */
  private static final class Unsealed implements Sealer {
    @Override
    public byte[] seal(byte[] plain, byte[] context) {
      throw new IllegalStateException("nothing is sealed here");
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
      throw new IllegalStateException("nothing is sealed here");
    }
  }
}
