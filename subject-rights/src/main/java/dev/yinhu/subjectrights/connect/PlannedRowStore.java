package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.ErasePlan.Replacement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL over a person's rows of one table as a plan divides them. For one thread. */
final class PlannedRowStore {
  private static final int DATE_LENGTH = 10;

  private final JdbcRowStore rows;
  private final SqlWords words;
  private final Node node;
  private final List<Part> parts = new ArrayList<>();

  PlannedRowStore(JdbcRowStore rows, SqlWords words, Node node, ErasePlan plan) {
    this.rows = rows;
    this.words = words;
    this.node = node;
    divide(plan, new Part(plan, Optional.empty(), "1 = 1", List.of()));
  }

  /**
   * Rows that one way of erasing is for.
   *
   * @param start the column with the date by which they were told from others
   * @param sql a condition with a question mark for each of the texts
   */
  private record Part(ErasePlan plan, Optional<String> start, String sql, List<String> texts) {
    Part and(ErasePlan next, String column, String more, LocalDate date) {
      List<String> all = new ArrayList<>(texts);
      all.add(date.toString());
      return new Part(next, Optional.of(column), sql + " and " + more, List.copyOf(all));
    }
  }

  private void divide(ErasePlan plan, Part within) {
    switch (plan) {
      case ErasePlan.DeleteRows _, ErasePlan.Overwrite _, ErasePlan.Keep _ ->
          parts.add(new Part(plan, within.start(), within.sql(), within.texts()));
      case ErasePlan.ByDate(FieldRef start, LocalDate before, ErasePlan past, ErasePlan young) -> {
        String column = words.column(start);
        divide(past, within.and(past, column, column + " < ?", before));
        divide(
            young,
            within.and(young, column, "(%s is null or %s >= ?)".formatted(column, column), before));
      }
    }
  }

  /** In the order of the plan's parts. */
  List<Tally> tally() throws SQLException {
    List<String> wanted = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Part part : parts) {
      wanted.add("count(case when " + part.sql() + " then 1 end)");
      texts.addAll(part.texts());
      String start = part.start().orElse("null");
      for (String which : List.of("min", "max")) {
        wanted.add("%s(case when %s then %s end)".formatted(which, part.sql(), start));
        texts.addAll(part.texts());
      }
    }
    String sql =
        "select %s from %s where (%s)"
            .formatted(String.join(", ", wanted), words.table(node.name()), rows.condition());
    return rows.row(sql, texts, List.of(), this::tallies);
  }

  private List<Tally> tallies(ResultSet row) throws SQLException {
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int first = 3 * i + 1;
      tallies.add(new Tally(row.getLong(first), date(row, first + 1), date(row, first + 2)));
    }
    return tallies;
  }

  /** Dates and times begin with the date, whatever the column is. */
  private static Optional<LocalDate> date(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null || text.length() < DATE_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.substring(0, DATE_LENGTH)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Within the caller's transaction, who takes it back when anything is left. */
  Erased erase() throws SQLException {
    long found = rows.count();
    if (found == 0) {
      return new Erased(0, 0);
    }
    for (Part part : parts) {
      switch (part.plan()) {
        case ErasePlan.DeleteRows _ ->
            rows.update("delete from " + table() + where(part), List.of(), part.texts());
        case ErasePlan.Overwrite(Map<FieldRef, Replacement> fields) -> overwrite(part, fields);
        case ErasePlan.Keep _, ErasePlan.ByDate _ -> {
          // The one keeps its rows, the other is divided into parts.
        }
      }
    }
    return new Erased(found, remaining());
  }

  /**
   * The code by which erasing would fail. Rights are tried by statements that concern no row, which
   * a database judges before it looks for any.
   */
  Optional<String> hindrance() throws SQLException {
    if (rows.count() == 0) {
      return Optional.empty();
    }
    for (Part part : parts) {
      Part nobody = new Part(part.plan(), part.start(), part.sql() + " and 1 = 0", part.texts());
      switch (part.plan()) {
        case ErasePlan.DeleteRows _ ->
            rows.update("delete from " + table() + where(nobody), List.of(), nobody.texts());
        case ErasePlan.Overwrite(Map<FieldRef, Replacement> fields) -> {
          overwrite(nobody, fields);
          if (mustNotBeNull(fields) && count(part, "", List.of()) > 0) {
            return Optional.of("must-not-be-null");
          }
        }
        case ErasePlan.Keep _, ErasePlan.ByDate _ -> {
          // The one changes nothing, the other is divided into parts.
        }
      }
    }
    return Optional.empty();
  }

  private boolean mustNotBeNull(Map<FieldRef, Replacement> fields) throws SQLException {
    List<String> emptied =
        fields.entrySet().stream()
            .filter(one -> one.getValue() instanceof Replacement.Nothing)
            .map(one -> words.column(one.getKey()))
            .toList();
    return !emptied.isEmpty() && rows.someMustNotBeNull(emptied);
  }

  private void overwrite(Part part, Map<FieldRef, Replacement> fields) throws SQLException {
    String sets =
        fields.entrySet().stream()
            .map(one -> words.column(one.getKey()) + set(one.getValue()))
            .collect(Collectors.joining(", "));
    rows.update("update " + table() + " set " + sets + where(part), texts(fields), part.texts());
  }

  private static String set(Replacement replacement) {
    return switch (replacement) {
      case Replacement.Nothing _ -> " = null";
      case Replacement.Word _ -> " = ?";
    };
  }

  private static List<String> texts(Map<FieldRef, Replacement> fields) {
    List<String> texts = new ArrayList<>();
    for (Replacement replacement : fields.values()) {
      if (replacement instanceof Replacement.Word(String word)) {
        texts.add(word);
      }
    }
    return texts;
  }

  /** How many rows still hold what is to go. */
  long remaining() throws SQLException {
    long left = 0;
    for (Part part : parts) {
      left +=
          switch (part.plan()) {
            case ErasePlan.DeleteRows _ -> count(part, "", List.of());
            case ErasePlan.Overwrite(Map<FieldRef, Replacement> fields) ->
                count(part, " and (" + still(fields) + ")", texts(fields));
            case ErasePlan.Keep _, ErasePlan.ByDate _ -> 0;
          };
    }
    return left;
  }

  private String still(Map<FieldRef, Replacement> fields) {
    return fields.entrySet().stream()
        .map(one -> {
          String column = words.column(one.getKey());
          return switch (one.getValue()) {
            case Replacement.Nothing _ -> column + " is not null";
            case Replacement.Word _ -> "%s is null or %s <> ?".formatted(column, column);
          };
        })
        .collect(Collectors.joining(" or "));
  }

  private long count(Part part, String more, List<String> texts) throws SQLException {
    List<String> after = new ArrayList<>(part.texts());
    after.addAll(texts);
    return rows.number("select count(*) from " + table() + where(part) + more, List.of(), after);
  }

  private String table() {
    return words.table(node.name());
  }

  private String where(Part part) {
    return " where (" + rows.condition() + ") and " + part.sql();
  }
}
