package dev.yinhu.notices;

import dev.yinhu.database.Database;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.text.TextSettings;
import dev.yinhu.notices.text.Texts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A test's notices: short pauses, a clock that the test moves, contacts that it plants. */
public final class TestNotices {
  /** Where the clock begins. */
  public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  /** A number that must be found nowhere but at the gateway. */
  public static final String NUMBER = "13800138000";

  private final long began;
  private volatile Duration advanced = Duration.ZERO;
  private volatile Function<Recipient, ContactSource.Found> contacts =
      _ -> new ContactSource.Known(Contact.of(NUMBER.toCharArray()));
  private LineSettings line =
      new LineSettings(
          8,
          10_000,
          3,
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(1),
          1000,
          Duration.ofMillis(10));
  private Duration lease = Duration.ofSeconds(30);

  TestNotices() {
    this(System.nanoTime());
  }

  private TestNotices(long began) {
    this.began = began;
  }

  /**
   * For several processes: one clock (Linux has one monotonic clock for all), a number of their own
   * for everybody, and leases that end soon.
   *
   * @param began {@link System#nanoTime} of the first
   */
  public static TestNotices hurried(long began) {
    TestNotices fixture = new TestNotices(began);
    fixture.lease = Duration.ofSeconds(2);
    fixture.line =
        new LineSettings(
            8,
            10_000,
            100,
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            1_000_000,
            Duration.ofMillis(10));
    fixture.contacts =
        who ->
            new ContactSource.Known(Contact.of(Integer.toHexString(who.hashCode()).toCharArray()));
    return fixture;
  }

  /** Its id on its first channel. */
  public static DeliveryId idOf(Notice notice) {
    return new DeliveryId(notice.key().id(), 0);
  }

  /** The texts that the product has. */
  public static Texts texts() {
    return Texts.shipped(new TextSettings("示例商城", ZoneId.of("Asia/Shanghai")));
  }

  /** Runs on, and ahead where the test advances it. */
  public InstantSource clock() {
    return () -> START.plus(advanced).plusNanos(System.nanoTime() - began);
  }

  void advance(Duration time) {
    advanced = advanced.plus(time);
  }

  void contacts(Function<Recipient, ContactSource.Found> source) {
    contacts = source;
  }

  TestNotices lease(Duration time) {
    lease = time;
    return this;
  }

  TestNotices line(LineSettings settings) {
    line = settings;
    return this;
  }

  LineSettings line() {
    return line;
  }

  Sealer sealer() {
    return new TurnedRound();
  }

  /** Opened, not started. */
  public Notices open(Database database, Channel... channels) {
    Map<ChannelKind, LineSettings> lines =
        Stream.of(ChannelKind.values()).collect(Collectors.toMap(kind -> kind, _ -> line));
    return Notices.open(
        database,
        new Notices.Parts(
            new NoticesSettings(lease, Duration.ofMillis(5), lines),
            texts(),
            (recipient, _, _) -> contacts.apply(recipient),
            new TurnedRound(),
            clock(),
            new SecureRandom()),
        List.of(channels));
  }

  /** A database with the tables of this module. */
  public static TestDatabase database() {
    return TestDatabase.create("notices");
  }

  /** A notice of the text {@code case-received} to a person, of that key. */
  public static Notice notice(String key, ChannelKind... channels) {
    return new Notice(
        new NoticeKey(key),
        new Owner("case/1"),
        new Recipient.Person(
            UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        List.of(channels),
        received(),
        false,
        START,
        START.plus(Duration.ofDays(1)));
  }

  static Message received() {
    return new Message(
        "case-received",
        1,
        Language.ZH_CN,
        Map.of(
            "reference",
            new Parameter.Reference("YH-2026-0001"),
            "kind",
            new Parameter.Code("copy"),
            "due",
            new Parameter.Day(java.time.LocalDate.of(2026, 3, 20))));
  }

  static Notice drill(Notice notice) {
    return new Notice(
        notice.key(),
        notice.owner(),
        notice.recipient(),
        notice.channels(),
        notice.message(),
        true,
        notice.notBefore(),
        notice.expires());
  }

  /** Not a cipher: turns every bit round, and refuses another context. */
  private static final class TurnedRound implements Sealer {
    @Override
    public byte[] seal(byte[] plain, byte[] context) {
      byte[] sealed = Arrays.copyOf(plain, plain.length + 1);
      for (int i = 0; i < plain.length; i++) {
        sealed[i] = (byte) ~plain[i];
      }
      sealed[plain.length] = (byte) Arrays.hashCode(context);
      return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
      if (sealed[sealed.length - 1] != (byte) Arrays.hashCode(context)) {
        throw new IllegalArgumentException("another context");
      }
      byte[] plain = Arrays.copyOf(sealed, sealed.length - 1);
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) ~plain[i];
      }
      return plain;
    }
  }
}
