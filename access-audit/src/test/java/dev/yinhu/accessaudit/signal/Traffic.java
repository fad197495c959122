package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Admin;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditEntry.Reading;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Weeks of a shop's life, made from a seed: an order service at all hours, a marketing job at three
 * in the morning, twelve people at a support desk in two shifts and at weekends by turns, a data
 * protection officer who looks into the log, and the odd refusal. In the order of time.
 */
final class Traffic {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A Monday. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);

  static final int AGENTS = 12;
  private static final int CUSTOMERS = 50_000;
  private static final int HOURS_OF_DAY = 24;

  private final Random random;
  private final List<AuditEntry> entries = new ArrayList<>();
  private int requests;

  private Traffic(long seed) {
    this.random = new Random(seed);
  }

  /** So many days of it. */
  static List<AuditEntry> days(long seed, int days) {
    Traffic traffic = new Traffic(seed);
    for (int day = 0; day < days; day++) {
      for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
        traffic.hour(day, hour);
      }
    }
    traffic.entries.sort(Comparator.comparing(AuditEntry::time));
    return traffic.entries;
  }

  /** The moment at that time of that day. */
  static Instant at(int day, int hour, int minute) {
    return FIRST_DAY.plusDays(day).atTime(hour, minute).atZone(ZONE).toInstant();
  }

  private void hour(int day, int hour) {
    Instant start = at(day, hour, 0);
    double rhythm = 1.1 - Math.cos(2 * Math.PI * (hour - 3) / HOURS_OF_DAY);
    for (int i = poisson(60 * rhythm); i > 0; i--) {
      entries.add(order(within(start)));
    }
    if (hour == 3) {
      marketing(start);
    }
    for (int agent = 0; agent < AGENTS; agent++) {
      if (works(agent, day, hour)) {
        for (int i = poisson(11); i > 0; i--) {
          support(agent, within(start));
        }
      }
    }
    boolean officeHour = hour >= 9 && hour < 18 && day % 7 < 5;
    for (int i = officeHour ? poisson(0.7) : 0; i > 0; i--) {
      entries.add(reading("dpo", within(start)));
    }
  }

  /** Two shifts, 8 to 17 and 13 to 22, and each third of the staff at every third weekend. */
  private static boolean works(int agent, int day, int hour) {
    boolean weekend = day % 7 >= 5;
    int begins = agent % 2 == 0 ? 8 : 13;
    return hour >= begins && hour < begins + 9 && (!weekend || day / 7 % 3 == agent % 3);
  }

  private void marketing(Instant start) {
    for (int i = 0; i < 10; i++) {
      List<String> subjects =
          IntStream.range(0, 100).mapToObj(n -> ref(random.nextInt(CUSTOMERS))).toList();
      Item item = new Item("shop.users.email", "clear", "", 100, subjects);
      entries.add(
          access(start.plusSeconds(10L * i), "marketing-job", "marketing", Optional.empty(), item));
    }
  }

  private AuditEntry order(Instant time) {
    boolean refused = random.nextInt(200) == 0;
    Item item =
        new Item(
            "shop.users.phone",
            refused ? "not-authentic" : "clear",
            "",
            1,
            List.of(ref(random.nextInt(CUSTOMERS))));
    return access(time, "order-service", "deliver-order", Optional.empty(), item);
  }

  /** A customer calls; several of their fields are looked at within a minute or two. */
  private void support(int agent, Instant time) {
    String subject = ref(random.nextInt(CUSTOMERS));
    int fields = 1 + random.nextInt(3);
    for (int i = 0; i < fields; i++) {
      String field = List.of("shop.users.phone", "shop.users.name", "shop.addresses.detail").get(i);
      Item item =
          random.nextInt(300) == 0
              ? new Item(field, "not-permitted", "only-masked", 1, List.of(subject))
              : new Item(field, "masked", "", 1, List.of(subject));
      entries.add(look(agent(agent), time.plusSeconds(i * 20L), item));
    }
  }

  static String agent(int number) {
    return "agent-%02d".formatted(number);
  }

  /** Looks like a printed reference of a subject, and is one to one with the number. */
  static String ref(int number) {
    return "%024x".formatted(number * 0x9E3779B97F4A7C15L).substring(8) + "aaaaaa";
  }

  AuditEntry look(String actor, Instant time, Item item) {
    return access(time, "support-desk", "customer-support", Optional.of(new Actor(actor)), item);
  }

  AuditEntry access(Instant time, String caller, String purpose, Optional<Actor> actor, Item item) {
    return new Access(
        time,
        "r-" + requests++,
        Operation.DECRYPT,
        new CallerName(caller),
        Optional.of(new Purpose(purpose)),
        new Behalf(actor, Optional.empty()),
        1,
        List.of(item));
  }

  AuditEntry reading(String who, Instant time) {
    return new Reading(
        time, "r-" + requests++, who, "search", Optional.empty(), Map.of("caller", "x"), 20);
  }

  static AuditEntry admin(Instant time, String who, String action, Phase phase) {
    return new Admin(time, "r-admin", who, action, phase, Map.of());
  }

  /** Entries that somebody plants: made without a hand in the random numbers of the rest. */
  static Traffic planted() {
    return new Traffic(0);
  }

  /** Both, in the order of time. */
  static List<AuditEntry> mixed(List<AuditEntry> usual, List<AuditEntry> planted) {
    List<AuditEntry> all = new ArrayList<>(usual);
    all.addAll(planted);
    all.sort(Comparator.comparing(AuditEntry::time));
    return all;
  }

  private Instant within(Instant hour) {
    return hour.plusMillis(random.nextInt((int) Duration.ofHours(1).toMillis()));
  }

  /** Knuth's method, for small means; the mean of a large one is split. */
  private int poisson(double mean) {
    if (mean > 20) {
      return poisson(mean / 2) + poisson(mean / 2);
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
