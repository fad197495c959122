package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How many of each. Immutable; what is not named is 0. */
public record Counts(Map<Counted, Long> each) {
  /** Nothing yet. */
  public static final Counts NONE = new Counts(Map.of());

  private static final List<Counted> SETTLED =
      List.of(Counted.ROWS, Counted.WRITTEN, Counted.CHANGED_MEANWHILE, Counted.INDEXES_WRITTEN);

  /** Copies the map. */
  public Counts {
    Map<Counted, Long> copy = new EnumMap<>(Counted.class);
    copy.putAll(each);
    each = Collections.unmodifiableMap(copy);
  }

  /** How many of this. */
  public long of(Counted what) {
    return each.getOrDefault(what, 0L);
  }

  Counts plus(Counted what, long more) {
    Map<Counted, Long> sum = new EnumMap<>(Counted.class);
    sum.putAll(each);
    sum.merge(what, more, Long::sum);
    return new Counts(sum);
  }

  Counts plus(Counts other) {
    Map<Counted, Long> sum = new EnumMap<>(Counted.class);
    sum.putAll(each);
    other.each.forEach((what, more) -> sum.merge(what, more, Long::sum));
    return new Counts(sum);
  }

  /** Only what was done, not what was found and left. */
  Counts settled() {
    Map<Counted, Long> kept = new EnumMap<>(Counted.class);
    for (Counted what : SETTLED) {
      kept.put(what, of(what));
    }
    return new Counts(kept);
  }

  List<Long> listed() {
    List<Long> list = new ArrayList<>();
    for (Counted what : Counted.values()) {
      list.add(of(what));
    }
    return list;
  }

  /** What {@link #listed} gave, perhaps by an older release that counted fewer things. */
  static Counts ofListed(List<Long> list) {
    Map<Counted, Long> each = new EnumMap<>(Counted.class);
    Iterator<Long> next = list.iterator();
    for (Counted what : Counted.values()) {
      each.put(what, next.hasNext() ? next.next() : 0L);
    }
    return new Counts(each);
  }
}
