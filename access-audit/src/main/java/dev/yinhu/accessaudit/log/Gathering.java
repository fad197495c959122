package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads many entries of known places: batches of which much is wanted whole, of the others only
 * what is wanted. For one call.
 */
final class Gathering {
  /** Cutting an entry out of its batch costs about as much as reading so many others with it. */
  private static final int WORTH = 8;

  private final LogStore store;
  private final Function<List<EntryPlace>, List<StoredEntry>> singly;
  private final Consumer<StoredEntry> action;
  private final MerkleHash hash = new MerkleHash();

  /**
   * @param singly reads what is not read with its batch, and tells what is missing
   */
  Gathering(
      LogStore store,
      Function<List<EntryPlace>, List<StoredEntry>> singly,
      Consumer<StoredEntry> action) {
    this.store = store;
    this.singly = singly;
    this.action = action;
  }

  /** Gives the entries in any order, and how many there were. */
  int read(List<EntryPlace> places) throws SQLException {
    Map<Long, List<EntryPlace>> byBatch =
        places.stream().collect(Collectors.groupingBy(EntryPlace::batch));
    List<EntryPlace> rest = new ArrayList<>();
    Map<Long, List<EntryPlace>> whole = new HashMap<>();
    byBatch.forEach((batch, wanted) -> {
      if (isWorth(wanted)) {
        whole.put(batch, wanted);
      } else {
        rest.addAll(wanted);
      }
    });
    int read = whole.isEmpty() ? 0 : batches(whole, rest);
    List<StoredEntry> others = singly.apply(rest);
    others.forEach(action);
    return read + others.size();
  }

  private static boolean isWorth(List<EntryPlace> wanted) {
    long bytes = 0;
    long end = 0;
    for (EntryPlace place : wanted) {
      bytes += place.length();
      end = Math.max(end, (long) place.offset() + place.length());
    }
    return wanted.size() > 1 && bytes * WORTH >= end;
  }

  /** What is below the boundary, gone or not as it was is left for the rest. */
  private int batches(Map<Long, List<EntryPlace>> whole, List<EntryPlace> rest)
      throws SQLException {
    Set<Long> wanted = whole.keySet();
    List<Batch> batches =
        store.batches(wanted.stream().mapToLong(Long::longValue).sorted().toArray());
    long boundary = store.boundary();
    int read = 0;
    Map<Long, Batch> found = new HashMap<>();
    batches.forEach(batch -> found.put(batch.firstIndex(), batch));
    for (Map.Entry<Long, List<EntryPlace>> each : whole.entrySet()) {
      Batch batch = found.get(each.getKey());
      List<StoredEntry> entries = batch == null ? List.of() : batch.stored();
      for (EntryPlace place : each.getValue()) {
        if (place.index() >= boundary && isThere(entries, place)) {
          action.accept(entries.get(place.position()));
          read++;
        } else {
          rest.add(place);
        }
      }
    }
    return read;
  }

  private boolean isThere(List<StoredEntry> entries, EntryPlace place) {
    return place.position() < entries.size()
        && entries.get(place.position()).place().equals(place)
        && entries.get(place.position()).fits(hash);
  }
}
