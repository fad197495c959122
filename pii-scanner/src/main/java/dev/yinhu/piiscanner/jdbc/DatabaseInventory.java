package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns what a scan of a database tells into an inventory, which a {@link
 * dev.yinhu.piiscanner.necessity.Judge} holds against the register. Only certain findings count. A
 * column of digests or of somebody else's ciphertexts is no holding, since nothing tells that it is
 * personal; password hashes are hidden secrets. What was not read to its end, cut or binary is
 * unread, beside what was found in the rest of it.
 */
public final class DatabaseInventory {
  private static final PiiType SECRET = new PiiType("SECRET");

  private final String store;
  private final String home;
  private final Extent extent;
  private final List<Looked> looked = new ArrayList<>();
  private final List<Unread> unread = new ArrayList<>();
  private final List<Holding> holdings = new ArrayList<>();

  private DatabaseInventory(String store, String home, Extent extent) {
    this.store = store;
    this.home = home;
    this.extent = extent;
  }

  /**
   * The inventory of a database.
   *
   * @param report what the scan told
   * @param store what the database is called; the register knows it as a dataset
   * @param home the schema whose tables the register calls by their bare names, such as {@code
   *     public}; a table of another schema is called {@code schema.table}, so that a copy in an
   *     archive is never taken for the declared table
   * @param everyTable whether no table was left out, so that one that is not there is gone
   * @param at when the scan was made
   */
  public static Inventory of(
      DatabaseReport report, String store, String home, boolean everyTable, Instant at) {
    DatabaseInventory inventory = new DatabaseInventory(store, home, report.extent());
    report.tables().forEach(inventory::add);
    if (report.stopped()) {
      inventory.unread.add(new Unread(Scope.store(store), "stopped"));
    } else if (everyTable) {
      inventory.looked.add(new Looked(Scope.store(store), inventory.reachOfAll(report)));
    }
    return new Inventory(at, inventory.looked, inventory.unread, inventory.holdings);
  }

  private void add(TableReport table) {
    Scope scope = Scope.collection(store, table.name().collection(home));
    switch (table.outcome()) {
      case TableReport.Outcome.Finished _ -> looked.add(new Looked(scope, reach(table)));
      case TableReport.Outcome.Unfinished _ -> unread.add(new Unread(scope, "not-finished"));
    }
    table.columns().forEach(column -> add(table, column));
  }

  private void add(TableReport table, ColumnReport column) {
    HeldAt place = HeldAt.field(store, table.name().collection(home), column.name());
    for (ColumnFinding finding : column.findings()) {
      if (finding.certain()) {
        Amount amount = amount(table, finding.hits(), finding.values());
        holdings.add(Holding.plaintext(place, finding.type(), amount));
      }
    }
    if (column.sealed() > 0) {
      long values = Math.max(column.sealed(), column.values());
      holdings.add(Holding.ciphertext(place, amount(table, column.sealed(), values)));
    }
    if (column.state() == ColumnReport.State.PASSWORD_HASHES && column.values() > 0) {
      Amount amount = amount(table, column.values(), column.values());
      holdings.add(new Holding(place, Optional.of(SECRET), Form.LOOKS_PROTECTED, amount));
    }
    if (column.cut() > 0) {
      unread.add(new Unread(Scope.of(place), "cut"));
    }
    if (column.notText() > 0 || column.state() == ColumnReport.State.BINARY) {
      unread.add(new Unread(Scope.of(place), "binary"));
    }
  }

  private Amount amount(TableReport table, long found, long values) {
    Reach reach = reach(table);
    if (reach == Reach.FULL) {
      return Amount.full(found, values);
    }
    return new Amount(found, values, total(table, values), reach);
  }

  /** As many times the values read as the database estimates rows for each one read. */
  private static OptionalLong total(TableReport table, long values) {
    if (table.estimatedRows().isEmpty() || table.rows() == 0) {
      return OptionalLong.empty();
    }
    double times = Math.max(1, (double) table.estimatedRows().getAsLong() / table.rows());
    return OptionalLong.of(Math.max(values, Math.round(times * values)));
  }

  private Reach reach(TableReport table) {
    if (table.outcome() instanceof TableReport.Outcome.Unfinished) {
      return Reach.SAMPLED;
    }
    if (!table.sampled()) {
      return Reach.FULL;
    }
    return extent instanceof Extent.Whole ? Reach.CHANGED : Reach.SAMPLED;
  }

  /** Of the whole store: a table that was read less far has a scope of its own, which tells so. */
  private Reach reachOfAll(DatabaseReport report) {
    return report.tables().stream().map(this::reach).max(Reach::compareTo).orElse(Reach.FULL);
  }
}
