package dev.yinhu.piiscanner.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single values out of rows. Stateless. */
final class CellStore {
  private static final int MOST_ELEMENTS = 100_000;
  private final Column.Kind kind;
  private final int longest;

  CellStore(Column.Kind kind, int longest) {
    this.kind = kind;
    this.longest = longest;
  }

  /** The value as a {@link RowBatch} holds it. */
  @Nullable Object read(ResultSet row, int place) throws SQLException {
    return switch (kind) {
      case TEXT, NUMBER, TIME -> row.getString(place);
      case BINARY -> binary(row.getBytes(place));
      case ARRAY -> array(row.getArray(place));
      case NONE -> null;
    };
  }

  private @Nullable Object binary(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    String text = Utf8Text.of(bytes, bytes.length > longest);
    return text == null ? RowBatch.NOT_TEXT : text;
  }

  private static RowBatch.@Nullable Elements array(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    add(array.getArray(), texts);
    array.free();
    return new RowBatch.Elements(texts);
  }

  private static void add(@Nullable Object value, List<String> texts) {
    if (value instanceof Object[] elements) {
      for (Object element : elements) {
        add(element, texts);
      }
    } else if (value != null && texts.size() < MOST_ELEMENTS) {
      texts.add(value.toString());
    }
  }
}
