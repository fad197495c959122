package dev.yinhu.tableprotection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row as it was read; {@code toString} hides what is in it. Nobody changes the lists.
 *
 * @param plaintexts of the job's columns
 * @param contexts of the job's columns; empty when none has a context
 * @param stored what we write, as {@link RowLayout} has it
 */
record Row(
    RowKey key,
    @Nullable String subject,
    List<@Nullable String> plaintexts,
    List<@Nullable String> contexts,
    List<@Nullable String> stored) {
  @Nullable String plaintext(int column) {
    return plaintexts.get(column);
  }

  @Nullable String context(int column) {
    return contexts.isEmpty() ? null : contexts.get(column);
  }

  @Override
  public String toString() {
    return "Row[***]";
  }
}
