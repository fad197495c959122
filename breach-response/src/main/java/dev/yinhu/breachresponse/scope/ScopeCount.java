package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.CategoryKey;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

  private final ScopeQuery query;
  private final FieldFacts facts;
  private final ZoneId zone;
  private final PersonSet persons;
  private final Map<Part, Integer> marks = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Long> recordsOfParts = new ArrayList<>();
  private int[] bits = new int[16];
  private int bitCount;
  private long records;
  private long sensitiveRecords;
  private long entries;
  private long unreadable;
  private boolean recordsAtMost;

  ScopeCount(ScopeQuery query, FieldFacts facts, ZoneId zone, PersonSet persons) {
    this.query = query;
    this.facts = facts;
    this.zone = zone;
    this.persons = persons;
    persons.widen(FIRST_OF_PARTS);
  }

  /** Counts what of the entry belongs to the scope. */
  void add(AuditEntry entry) throws IOException {
    switch (entry) {
      case Access access -> {
        if (isWithin(access.time()) && isOf(access)) {
          items(access);
        }
      }
      case AuditEntry.Unknown unknown -> unreadable(unknown.time());
      case AuditEntry.Admin _, AuditEntry.Reading _ -> {}
    }
  }

  /** An entry of this time, as far as is known, cannot be read. */
  void unreadable(Instant time) {
    if (isWithin(time)) {
      unreadable++;
    }
  }

  private boolean isWithin(Instant time) {
    return query.from().map(from -> !time.isBefore(from)).orElse(true)
        && query.until().map(time::isBefore).orElse(true);
  }

  private boolean isOf(Access access) {
    return fits(query.callers(), access.caller().value())
        && (query.actors().isEmpty()
            || access.behalf().actor().map(a -> query.actors().contains(a.code())).orElse(false))
        && (query.purposes().isEmpty()
            || access.purpose().map(p -> query.purposes().contains(p.key())).orElse(false))
        && (query.operations().isEmpty() || query.operations().contains(access.operation()));
  }

  private static boolean fits(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private void items(Access access) throws IOException {
    boolean any = false;
    for (Item item : access.items()) {
      any |= query.outcomes().contains(item.outcome()) && item(access, item);
    }
    entries += any ? 1 : 0;
  }

  private boolean item(Access access, Item item) throws IOException {
    FieldFacts.Facts known = facts.of(access.registerVersion(), item.field());
    if (!fits(query.fields(), item.field()) || !isInCategory(known)) {
      return false;
    }
    List<String> counted = item.subjects().stream().filter(this::counts).toList();
    int dropped = item.subjects().size() - counted.size();
    if (counted.isEmpty() && (dropped > 0 || !query.only().isEmpty())) {
      return false;
    }
    long values = (long) item.count() - dropped;
    recordsAtMost |= dropped > 0 && item.count() > item.subjects().size();
    records += values;
    sensitiveRecords += known.sensitive() ? values : 0;
    parts(access, item, known, values);
    for (String reference : counted) {
      person(reference);
    }
    return true;
  }

  private boolean isInCategory(FieldFacts.Facts known) {
    return query.categories().isEmpty()
        || query.categories().stream()
            .anyMatch(wanted -> known.categories().stream().anyMatch(c -> c.isWithin(wanted)));
  }

  private boolean counts(String reference) {
    return !query.without().contains(reference) && fits(query.only(), reference);
  }

  private void parts(Access access, Item item, FieldFacts.Facts known, long values) {
    bitCount = 0;
    if (known.sensitive()) {
      bits[bitCount++] = SENSITIVE;
    }
    part(By.FIELD, item.field(), values);
    part(By.CALLER, access.caller().value(), values);
    part(By.DAY, LocalDate.ofInstant(access.time(), zone).toString(), values);
    for (CategoryKey category : known.categories()) {
      part(By.CATEGORY, category.value(), values);
    }
  }

  private void part(By by, String key, long values) {
    Part part = new Part(by, key);
    Integer mark = marks.get(part);
    if (mark == null) {
      mark = FIRST_OF_PARTS + parts.size();
      marks.put(part, mark);
      parts.add(part);
      recordsOfParts.add(0L);
      persons.widen(mark + 1);
    }
    recordsOfParts.set(mark - FIRST_OF_PARTS, recordsOfParts.get(mark - FIRST_OF_PARTS) + values);
    if (bitCount == bits.length) {
      bits = Arrays.copyOf(bits, bits.length * 2);
    }
    bits[bitCount++] = mark;
  }

  private void person(String reference) throws IOException {
    if (!Reference.isOne(reference)) {
      unreadable++;
      return;
    }
    persons.mark(Reference.high(reference), Reference.low(reference), bits, bitCount);
  }

  /** The persons, counted and handed on. */
  ScopeFigures finish(PersonsFile file, Minors minors, long pruned, KeySafety keys)
      throws IOException {
    long[] personsOfParts = new long[parts.size()];
    file.minorsBy(minors);
    persons.forEach((high, low, own) -> {
      file.add(high, low, has(own, SENSITIVE));
      for (int i = 0; i < personsOfParts.length; i++) {
        personsOfParts[i] += has(own, FIRST_OF_PARTS + i) ? 1 : 0;
      }
    });
    file.finish();
    Map<By, List<Tally>> tallies = tallies(personsOfParts);
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
        query.form() == LeakedForm.CIPHERTEXT && records > 0 && keys.isSafe(fields()),
        tallies.getOrDefault(By.FIELD, List.of()),
        tallies.getOrDefault(By.CATEGORY, List.of()),
        tallies.getOrDefault(By.CALLER, List.of()),
        tallies.getOrDefault(By.DAY, List.of()));
  }

  private static boolean has(long[] own, int mark) {
    return mark >>> 6 < own.length && (own[mark >>> 6] & 1L << mark) != 0;
  }

  private Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    parts.stream().filter(part -> part.by() == By.FIELD).forEach(part -> fields.add(part.key()));
    return fields;
  }

  /** By their names. */
  private Map<By, List<Tally>> tallies(long[] personsOfParts) {
    Map<By, Map<String, Tally>> sorted = new EnumMap<>(By.class);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      sorted
          .computeIfAbsent(part.by(), _ -> new TreeMap<>())
          .put(part.key(), new Tally(part.key(), personsOfParts[i], recordsOfParts.get(i)));
    }
    Map<By, List<Tally>> tallies = new EnumMap<>(By.class);
    sorted.forEach((by, each) -> tallies.put(by, List.copyOf(each.values())));
    return tallies;
  }
}
