package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.EntryMatcher;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Known;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which entries below a boundary are kept, by the rules of a policy and the holds of one
 * moment. What cannot be read is kept by every rule and hold there is. For one thread.
 */
final class Keepers {
  /** A rule or hold; holds have no term. */
  private record Keeper(String name, Filter wanted, Optional<Term> term) {}

  private final RetentionPolicy policy;
  private final LogTime time;
  private final List<Keeper> keepers = new ArrayList<>();
  private final Map<String, Long> keptBy = new TreeMap<>();

  Keepers(RetentionPolicy policy, List<Hold> holds, Known known, LogTime time) {
    this.policy = policy;
    this.time = time;
    for (RetentionRule rule : policy.longer()) {
      keepers.add(new Keeper(rule.name(), known.resolve(rule.wanted()), Optional.of(rule.term())));
    }
    for (Hold hold : holds) {
      Filter filter = hold.wanted(policy.zone());
      keepers.add(new Keeper(hold.name(), known.resolve(filter), Optional.empty()));
    }
  }

  /** How many entries each kept so far. */
  Map<String, Long> keptBy() {
    return keptBy;
  }

  /** The places in the list of those entries that must be kept. */
  BitSet kept(List<StoredEntry> entries) {
    BitSet kept = new BitSet(entries.size());
    if (keepers.isEmpty() || entries.isEmpty()) {
      return kept;
    }
    BitSet unread = unread(entries);
    List<BitSet> wanted =
        EntryMatcher.matches(entries, keepers.stream().map(Keeper::wanted).toList());
    for (int k = 0; k < keepers.size(); k++) {
      Keeper keeper = keepers.get(k);
      BitSet mine = wanted.get(k);
      mine.or(unread);
      keeper.term().ifPresent(term -> dropOver(mine, entries, term));
      if (!mine.isEmpty()) {
        keptBy.merge(keeper.name(), (long) mine.cardinality(), Long::sum);
      }
      kept.or(mine);
    }
    return kept;
  }

  private void dropOver(BitSet mine, List<StoredEntry> entries, Term term) {
    for (int at = mine.nextSetBit(0); at >= 0; at = mine.nextSetBit(at + 1)) {
      if (time.isOver(term, entries.get(at).committedAt(), policy.zone())) {
        mine.clear(at);
      }
    }
  }

  private static BitSet unread(List<StoredEntry> entries) {
    BitSet unread = new BitSet(entries.size());
    for (int at = 0; at < entries.size(); at++) {
      if (!isRead(entries.get(at))) {
        unread.set(at);
      }
    }
    return unread;
  }

  private static boolean isRead(StoredEntry entry) {
    try {
      return !(EntryReader.read(entry.leaf()) instanceof AuditEntry.Unknown);
    } catch (AuditException e) {
      return false;
    }
  }
}
