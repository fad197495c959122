package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The accesses of a leak that never was: the same for the same drill, so that whoever goes on after
 * a crash knows which are missing. Persons are references that belong to nobody. Immutable.
 *
 * @param drill its number
 * @param fields of the register in force, at least one
 */
record Traffic(
    long drill, Scenario.Leak leak, List<String> fields, Purpose purpose, long register) {
  private static final int AT_ONCE = 20;
  private static final int REFERENCE = 16;

  Traffic {
    fields = List.copyOf(fields);
  }

  /** How many entries there are in all. */
  int entries() {
    return (leak.persons() + AT_ONCE - 1) / AT_ONCE;
  }

  /** How many of them have to be there at that time since the drill began. */
  int due(Duration since) {
    if (since.compareTo(leak.from()) < 0) {
      return 0;
    }
    if (since.compareTo(leak.until()) >= 0) {
      return entries();
    }
    double part =
        (double) since.minus(leak.from()).toMillis() / leak.until().minus(leak.from()).toMillis();
    return (int) (entries() * part);
  }

  /** How many values leak in all. */
  long values() {
    return (long) leak.persons() * used().size();
  }

  private List<String> used() {
    return fields.subList(0, Math.min(fields.size(), leak.fields()));
  }

  /** The name of a caller of the leak. */
  static String caller(long drill, String name) {
    return DrillMark.PREFIX + drill + "-" + name;
  }

  /** What requests of the drill's accesses are called. */
  static String request(long drill) {
    return DrillMark.PREFIX + drill + "/";
  }

  /** The entry of that number, from 0. */
  AuditEntry.Access entry(int number, Instant now) {
    int first = number * AT_ONCE;
    int last = Math.min(leak.persons(), first + AT_ONCE);
    List<String> persons = IntStream.range(first, last).mapToObj(this::person).toList();
    return new AuditEntry.Access(
        now,
        request(drill) + number,
        Operation.DECRYPT,
        new CallerName(caller(drill, leak.callers().get(number % leak.callers().size()))),
        Optional.of(purpose),
        Behalf.NOBODY,
        register,
        used().stream()
            .map(field -> new AuditEntry.Item(field, "clear", "", persons.size(), persons))
            .toList());
  }

  private String person(int number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("drill " + drill + " " + number).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, REFERENCE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
