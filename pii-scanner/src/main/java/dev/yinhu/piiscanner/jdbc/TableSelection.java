package dev.yinhu.piiscanner.jdbc;

import java.util.List;

/**
 * Which tables of a database are scanned. The databases' own schemas never are.
 *
 * @param include tables that are; empty: all
 * @param exclude tables that are not, even if included
 * @param views whether views and materialised views are scanned too: what they show is scanned in
 *     their tables already
 */
public record TableSelection(
    List<TablePattern> include, List<TablePattern> exclude, boolean views) {
  /** Every table, no views. */
  public static final TableSelection ALL = new TableSelection(List.of(), List.of(), false);

  /** Copies the lists. */
  public TableSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Only these tables. */
  public static TableSelection only(TablePattern... patterns) {
    return new TableSelection(List.of(patterns), List.of(), false);
  }

  /** Whether a table is meant. */
  public boolean contains(TableName name) {
    return (include.isEmpty() || include.stream().anyMatch(p -> p.matches(name)))
        && exclude.stream().noneMatch(p -> p.matches(name));
  }
}
