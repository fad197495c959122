package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Hints;
import java.util.ArrayList;
import java.util.List;

/** What the columns of a table count to. For one thread; several are added up at the end. */
final class TableTally {
  private static final int LONGEST_REMARK = 100;

  private final List<ColumnTally> columns;
  private long rows;
  private long characters;

  TableTally(Table table, CellScanner scanner, DatabaseScanSettings settings) {
    this(table.read().stream().map(c -> hints(c, table)).toList(), scanner, settings);
  }

  /**
   * @param names what is known of each column
   */
  TableTally(List<Hints> names, CellScanner scanner, DatabaseScanSettings settings) {
    this.columns =
        names.stream()
            .map(hints -> new ColumnTally(new CellReading(scanner, hints), settings))
            .toList();
  }

  /** The column's name, what it is called for people, and the table's. */
  private static Hints hints(Column column, Table table) {
    List<String> names = new ArrayList<>();
    names.add(column.name());
    if (!column.remark().isBlank() && column.remark().length() <= LONGEST_REMARK) {
      names.add(column.remark());
    }
    names.add(table.name().table());
    return new Hints(names);
  }

  /** Column by column: the engine stays with one kind of value for a while. */
  void add(RowBatch batch) {
    for (int column = 0; column < columns.size(); column++) {
      ColumnTally tally = columns.get(column);
      for (int row = 0; row < batch.rows(); row++) {
        tally.add(batch.cell(column, row));
      }
    }
    rows += batch.rows();
    characters += batch.characters();
  }

  void add(TableTally other) {
    rows += other.rows;
    characters += other.characters;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(other.columns.get(i));
    }
  }

  long rows() {
    return rows;
  }

  long characters() {
    return characters;
  }

  /** In the order in which the columns are read. */
  List<ColumnTally> columns() {
    return columns;
  }
}
