package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.verify.IndexRange;

/** Which part of the log is taken out. */
public sealed interface ExportScope {
  /** All that the published checkpoint covers, as far as it was not pruned. */
  record Whole() implements ExportScope {}

  /**
   * Some entries, widened to whole bundles, with the tiles that lead to the root.
   *
   * @param entries cut at the end of the published log
   */
  record Range(IndexRange entries) implements ExportScope {}

  /**
   * The entries that name a subject, each with a proof of its own.
   *
   * @param reference of the subject, as it stands in the entries
   */
  record Subject(String reference) implements ExportScope {}
}
