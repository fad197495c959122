package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions by which rows are read and counted, in SQL; used by the stores only. */
final class RowConditions {
  private final Dialect dialect;
  private final RowLayout layout;

  RowConditions(Dialect dialect, RowLayout layout) {
    this.dialect = dialect;
    this.layout = layout;
  }

  private String present(String column) {
    return dialect.quote(column) + " IS NOT NULL";
  }

  private String absent(String column) {
    return dialect.quote(column) + " IS NULL";
  }

  String hasPlaintext(int column) {
    return present(layout.column(column).plaintext());
  }

  String hasCiphertext(int column) {
    return present(layout.column(column).ciphertext());
  }

  /** A plaintext without its ciphertext. */
  String unsealed(int column) {
    return "(" + hasPlaintext(column) + " AND " + absent(layout.column(column).ciphertext()) + ")";
  }

  String hasIndex(IndexSource.Place place) {
    return present(layout.stored().get(place.position()));
  }

  /** The values of an index without it. */
  String unindexed(IndexSource source, IndexSource.Place place) {
    List<String> parts = new ArrayList<>();
    source.columns().forEach(column -> parts.add(hasPlaintext(column)));
    parts.add(absent(layout.stored().get(place.position())));
    return "(" + String.join(" AND ", parts) + ")";
  }

  /** That the filter wants the row. */
  String of(RowFilter filter) {
    List<String> any = new ArrayList<>();
    for (int i = 0; i < layout.columns(); i++) {
      any.add(
          switch (filter) {
            case PENDING -> unsealed(i);
            case PLAIN, HELD -> hasPlaintext(i);
            case SEALED -> hasCiphertext(i);
          });
    }
    for (IndexSource source : layout.sources()) {
      any.addAll(ofIndexes(filter, source));
    }
    return any.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private List<String> ofIndexes(RowFilter filter, IndexSource source) {
    return switch (filter) {
      case PENDING -> source.places().stream().map(place -> unindexed(source, place)).toList();
      case HELD -> {
        List<String> any = new ArrayList<>();
        source.columns().forEach(column -> any.add(hasCiphertext(column)));
        source.places().forEach(place -> any.add(hasIndex(place)));
        yield any;
      }
      case PLAIN, SEALED -> List.of();
    };
  }
}
