package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import dev.yinhu.piiscanner.report.ReportItem.Region;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a scan of files comes by as an inventory, which can be held against a register, and as items
 * for reports and gates. Equal values of one field of one file are one item. Keeps the first
 * {@value #MOST} items; of what comes behind it knows the types alone. For one thread.
 */
public final class FileInventory implements PassageScan.Listener {
  /** Most items that are kept. */
  public static final int MOST = 100_000;

  private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern ROOT = Pattern.compile("^[$/.]+");

  private final String store;
  private final Map<ItemKey, ReportItem> items = new LinkedHashMap<>();
  private final Map<Holding.Key, Long> holdings = new LinkedHashMap<>();
  private final Set<Scope> looked = new LinkedHashSet<>();
  private final Map<Scope, Unread> unread = new LinkedHashMap<>();
  private final Set<PiiType> beyond = new TreeSet<>();
  private boolean unreadBeyond;

  /**
   * Of nothing yet.
   *
   * @param store what the register would call these files
   */
  public FileInventory(String store) {
    this.store = store;
  }

  @Override
  public void found(Found found) {
    HeldAt place = place(found.source(), found.place());
    ItemKey key = new ItemKey(found.sample().fingerprint(), found.type(), place.text());
    ReportItem known = items.get(key);
    if (known == null && items.size() == MOST) {
      beyond.add(found.type());
      return;
    }
    items.put(key, known == null ? item(found, place) : known.again(found.confidence()));
    holdings.merge(Holding.plaintext(place, found.type(), Amount.full(1, 1)).key(), 1L, Long::sum);
  }

  private static ReportItem item(Found found, HeldAt place) {
    return new ReportItem(
        place,
        region(found),
        true,
        found.type(),
        1,
        found.confidence(),
        found.sample().fingerprint(),
        Optional.empty());
  }

  private static Optional<Region> region(Found found) {
    return switch (found.place()) {
      case Place.InText(long line, long column) ->
          Math.max(line, column + found.length()) <= Integer.MAX_VALUE
              ? Optional.of(new Region((int) line, (int) column, (int) (column + found.length())))
              : Optional.empty();
      case Place.InCell _, Place.InTree _ -> Optional.empty();
    };
  }

  private HeldAt place(String source, Place place) {
    return switch (place) {
      case Place.InText _ -> HeldAt.whole(store, source);
      case Place.InCell cell ->
          HeldAt.field(store, source, cell.name().isEmpty() ? "" + cell.column() : cell.name());
      case Place.InTree tree -> inTree(source, tree.path());
    };
  }

  /** {@code $.users[2].phone} and {@code /users/user[3]/@phone} without what differs by record. */
  private HeldAt inTree(String source, String path) {
    String names = ROOT.matcher(INDEX.matcher(path).replaceAll("")).replaceAll("");
    String field = names.replace("/@", ".").replace('/', '.');
    return field.isEmpty() ? HeldAt.whole(store, source) : HeldAt.field(store, source, field);
  }

  @Override
  public void happened(Happening happening) {
    switch (happening) {
      case Happening.WasRead read -> {
        if (looked.size() < MOST) {
          looked.add(Scope.collection(store, read.source()));
        }
      }
      case Happening.WasSkipped skipped -> {
        if (skipped.why() != Why.LINK) {
          unread(skipped.source(), skipped.why());
        }
      }
      case Happening.WentWrong wrong -> {
        if (wrong.wrong().fails()) {
          unread(wrong.source(), wrong.wrong());
        }
      }
    }
  }

  private void unread(String source, Enum<?> why) {
    Scope scope = Scope.collection(store, source);
    if (unread.size() == MOST) {
      unreadBeyond = true;
    } else {
      String code = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
      unread.putIfAbsent(scope, new Unread(scope, code));
    }
  }

  /** Items in the order in which their first value came. */
  public List<ReportItem> items() {
    return List.copyOf(items.values());
  }

  /** Types of which more was found than is kept. */
  public Set<PiiType> beyond() {
    return Set.copyOf(beyond);
  }

  /** The inventory; one that lacks something was not read in full. */
  public Inventory inventory(Instant at) {
    List<Unread> all = new ArrayList<>(unread.values());
    if (!beyond.isEmpty() || unreadBeyond) {
      all.add(new Unread(Scope.store(store), "too-many"));
    }
    List<Holding> held = new ArrayList<>();
    holdings.forEach((key, count) ->
        held.add(new Holding(key.place(), key.type(), key.form(), Amount.full(count, count))));
    // Not the whole store: what else it has, nobody named.
    List<Looked> files = looked.stream().map(scope -> new Looked(scope, Reach.FULL)).toList();
    return new Inventory(at, files, all, held);
  }
}
