package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Hints;
import java.sql.Types;
import java.util.List;

/**
 * A column of a table whose rows are read by somebody else than this package.
 *
 * @param name its name in reports
 * @param typeName the source's own word for its type
 * @param read whether its values are scanned; those of others are not handed over
 * @param names what tells of its values, nearest first: name, name for people, table
 */
public record PartColumn(String name, String typeName, boolean read, List<String> names) {
  /** Copies the list. */
  public PartColumn {
    names = List.copyOf(names);
  }

  Column column() {
    return new Column(name, typeName, read ? Types.VARCHAR : Types.BOOLEAN, 0, true, "");
  }

  Hints hints() {
    return new Hints(names);
  }
}
