package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.AuditEntry.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers the items of one audit entry, grouped by field, outcome and detail. For one thread. */
final class AccessRecord {
  /** Stands for a field name that the register does not know: it may hold anything. */
  static final String UNKNOWN_FIELD = "?";

  private record Group(String field, String outcome, String detail) {}

  private static final class Tally {
    private int count;
    private final Set<String> subjects = new LinkedHashSet<>();
  }

  private final Map<Group, Tally> groups = new LinkedHashMap<>();

  void add(String field, String outcome, String detail, Optional<String> subject) {
    Tally tally = groups.computeIfAbsent(new Group(field, outcome, detail), g -> new Tally());
    tally.count++;
    subject.ifPresent(tally.subjects::add);
  }

  List<Item> items() {
    List<Item> items = new ArrayList<>(groups.size());
    groups.forEach((group, tally) ->
        items.add(
            new Item(
                group.field(),
                group.outcome(),
                group.detail(),
                tally.count,
                List.copyOf(tally.subjects))));
    return items;
  }
}
