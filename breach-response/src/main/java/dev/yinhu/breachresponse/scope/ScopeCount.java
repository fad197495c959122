package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.breachresponse.scope.SeenAccess.SeenItem;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the entries that belong to a scope. For one thread at a time. */
final class ScopeCount {
  private static final int SENSITIVE = 1;
  private static final int FIRST_OF_PARTS = 2;

  /** What persons and values are counted by. */
  enum By {
    FIELD,
    CATEGORY,
    CALLER,
    DAY
  }

  private record Part(By by, String key) {}

  private record Person(long high, long low) {}

  private record Asked(long register, String field) {}

  /** Days begin at whole quarters of an hour in every zone. */
  private static final long QUARTER = 900;

  /**
   * What items of a field in a version of the register are counted by.
   *
   * @param parts numbers of the field and its categories; empty when the field does not belong
   */
  private record Kind(List<Integer> parts, boolean sensitive) {
    static final Kind NONE = new Kind(List.of(), false);
  }

  private final ScopeQuery query;
  private final boolean drill;
  private final FieldFacts facts;
  private final ZoneId zone;
  private final PersonSet persons;
  private final Map<Part, Integer> marks = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final Map<Asked, Kind> kinds = new HashMap<>();
  private final Map<String, Integer> callers = new HashMap<>();
  private final Map<Long, Integer> days = new HashMap<>();
  private long[] recordsOfParts = new long[64];
  private int[] bits = new int[16];
  private int bitCount;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final Set<Person> only;
  private final Set<Person> without;
  private long records;
  private long sensitiveRecords;
  private long entries;
  private long unreadable;
  private boolean recordsAtMost;

  ScopeCount(ScopeQuery query, boolean drill, FieldFacts facts, ZoneId zone, PersonSet persons) {
    this.query = query;
    this.drill = drill;
    this.facts = facts;
    this.zone = zone;
    this.persons = persons;
    persons.widen(FIRST_OF_PARTS);
    this.from = query.from().orElse(null);
    this.until = query.until().orElse(null);
    this.only = persons(query.only());
    this.without = persons(query.without());
  }

  private static Set<Person> persons(Set<String> references) {
    return references.stream()
        .map(text -> new Person(Reference.high(text), Reference.low(text)))
        .collect(Collectors.toSet());
  }

  /** Counts what of the entry belongs to the scope. */
  void add(AuditEntry entry) throws IOException {
    switch (entry) {
      case Access access -> add(SeenAccess.of(access));
      case AuditEntry.Unknown unknown -> unreadable(unknown.time());
      case AuditEntry.Admin _, AuditEntry.Reading _ -> {}
    }
  }

  /** Counts what of the access belongs to the scope. */
  void add(SeenAccess access) throws IOException {
    if (isWithin(access.time()) && isOf(access)) {
      boolean any = false;
      for (SeenItem item : access.items()) {
        any |= query.outcomes().contains(item.outcome()) && item(access, item);
      }
      entries += any ? 1 : 0;
    }
  }

  /** An entry of this time, as far as is known, cannot be read. */
  private void unreadable(Instant time) {
    if (isWithin(time)) {
      unreadable++;
    }
  }

  private boolean isWithin(Instant time) {
    return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
  }

  private boolean isOf(SeenAccess access) {
    return DrillMark.isOnName(access.caller()) == drill
        && fits(query.callers(), access.caller())
        && fits(query.actors(), access.actor())
        && fits(query.purposes(), access.purpose())
        && (query.operations().isEmpty() || query.operations().contains(access.operation()));
  }

  private static boolean fits(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private boolean item(SeenAccess access, SeenItem item) throws IOException {
    Kind kind =
        kinds.computeIfAbsent(
            new Asked(access.register(), item.field()),
            asked -> kind(asked.register(), asked.field()));
    if (kind.parts().isEmpty()) {
      return false;
    }
    int kept = 0;
    for (int i = 0; i < item.persons().size(); i++) {
      kept += counts(item.persons().high(i), item.persons().low(i)) ? 1 : 0;
    }
    int others = query.only().isEmpty() ? item.others() : 0;
    int subjects = item.persons().size() + item.others();
    int dropped = subjects - kept - others;
    if (kept + others == 0 && (subjects > 0 || !query.only().isEmpty())) {
      return false;
    }
    long values = (long) item.count() - dropped;
    recordsAtMost |= dropped > 0 && item.count() > subjects;
    unreadable += others;
    records += values;
    sensitiveRecords += kind.sensitive() ? values : 0;
    count(access, kind, values);
    for (int i = 0; i < item.persons().size(); i++) {
      long high = item.persons().high(i);
      long low = item.persons().low(i);
      if (counts(high, low)) {
        persons.mark(high, low, bits, bitCount);
      }
    }
    return true;
  }

  private boolean counts(long high, long low) {
    return (without.isEmpty() || !without.contains(new Person(high, low)))
        && (only.isEmpty() || only.contains(new Person(high, low)));
  }

  private Kind kind(long register, String field) {
    FieldFacts.Facts known = facts.of(register, field);
    if (!fits(query.fields(), field) || !isInCategory(known)) {
      return Kind.NONE;
    }
    List<Integer> found = new ArrayList<>();
    found.add(part(By.FIELD, field));
    known.categories().forEach(category -> found.add(part(By.CATEGORY, category.value())));
    return new Kind(List.copyOf(found), known.sensitive());
  }

  private int day(Instant time) {
    return days.computeIfAbsent(
        Math.floorDiv(time.getEpochSecond(), QUARTER),
        _ -> part(By.DAY, LocalDate.ofInstant(time, zone).toString()));
  }

  /** Counts the values by all parts and notes these for the persons. */
  private void count(SeenAccess access, Kind kind, long values) {
    bitCount = 0;
    if (kind.sensitive()) {
      bits[bitCount++] = SENSITIVE;
    }
    count(callers.computeIfAbsent(access.caller(), caller -> part(By.CALLER, caller)), values);
    count(day(access.time()), values);
    for (int part : kind.parts()) {
      count(part, values);
    }
  }

  private void count(int part, long values) {
    if (part >= recordsOfParts.length) {
      recordsOfParts = Arrays.copyOf(recordsOfParts, 2 * part);
    }
    recordsOfParts[part] += values;
    if (bitCount == bits.length) {
      bits = Arrays.copyOf(bits, 2 * bitCount);
    }
    bits[bitCount++] = FIRST_OF_PARTS + part;
  }

  private boolean isInCategory(FieldFacts.Facts known) {
    return query.categories().isEmpty()
        || query.categories().stream()
            .anyMatch(wanted -> known.categories().stream().anyMatch(c -> c.isWithin(wanted)));
  }

  /** Its number; of a part that was not counted yet the next one. */
  private int part(By by, String key) {
    return marks.computeIfAbsent(
        new Part(by, key),
        part -> {
          parts.add(part);
          persons.widen(FIRST_OF_PARTS + parts.size());
          return parts.size() - 1;
        });
  }

  /** The persons, counted and handed on. */
  ScopeFigures finish(PersonsFile file, Minors minors, long pruned, KeySafety keys)
      throws IOException {
    long[] countOfMarks = new long[FIRST_OF_PARTS + parts.size()];
    file.minorsBy(minors);
    persons.forEach((high, low, own) -> {
      file.add(high, low, (own[0] & 1L << SENSITIVE) != 0);
      for (int word = 0; word < own.length; word++) {
        for (long left = own[word]; left != 0; left &= left - 1) {
          countOfMarks[word * 64 + Long.numberOfTrailingZeros(left)]++;
        }
      }
    });
    file.finish();
    Map<By, List<Tally>> tallies = tallies(countOfMarks);
    boolean sealed = query.form() == LeakedForm.CIPHERTEXT && records > 0;
    Optional<String> doubt =
        sealed ? keys.doubt(keys(tallies.getOrDefault(By.FIELD, List.of()))) : Optional.empty();
    return new ScopeFigures(
        file.persons(),
        records,
        recordsAtMost,
        file.sensitive(),
        sensitiveRecords,
        file.minors(),
        file.minorsUnknown(),
        entries,
        unreadable,
        pruned,
        sealed && doubt.isEmpty(),
        doubt,
        tallies.getOrDefault(By.FIELD, List.of()),
        tallies.getOrDefault(By.CATEGORY, List.of()),
        tallies.getOrDefault(By.CALLER, List.of()),
        tallies.getOrDefault(By.DAY, List.of()));
  }

  private static Set<String> keys(List<Tally> tallies) {
    return tallies.stream().map(Tally::key).collect(Collectors.toSet());
  }

  /** By their names; parts of which nothing was counted after all are left out. */
  private Map<By, List<Tally>> tallies(long[] countOfMarks) {
    Map<By, Map<String, Tally>> sorted = new EnumMap<>(By.class);
    for (int i = 0; i < parts.size(); i++) {
      if (i < recordsOfParts.length && recordsOfParts[i] > 0) {
        Part part = parts.get(i);
        sorted
            .computeIfAbsent(part.by(), _ -> new TreeMap<>())
            .put(
                part.key(),
                new Tally(part.key(), countOfMarks[FIRST_OF_PARTS + i], recordsOfParts[i]));
      }
    }
    Map<By, List<Tally>> tallies = new EnumMap<>(By.class);
    sorted.forEach((by, each) -> tallies.put(by, List.copyOf(each.values())));
    return tallies;
  }
}
