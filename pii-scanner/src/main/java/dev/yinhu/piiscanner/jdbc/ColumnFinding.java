package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.report.Sample;
import java.util.List;

/**
 * What a column holds of one type. A function of counts: two scans that read the same rows find the
 * same.
 *
 * @param table where
 * @param column its name
 * @param type what was found
 * @param values values that were looked at: neither NULL nor blank nor ciphertext
 * @param hits how many of them hold it, at least 1
 * @param whole how many of them are it and nothing else
 * @param share hits of values
 * @param confidence 0 to 1, the sum of the terms within these bounds
 * @param certain whether the confidence reaches the threshold of the type; what does not is told,
 *     so that a person can decide, and counts for nothing
 * @param terms why: the mean of the values' own confidence, and what the column adds
 * @param examples some of the values, masked
 */
public record ColumnFinding(
    TableName table,
    String column,
    PiiType type,
    long values,
    long hits,
    long whole,
    Share share,
    double confidence,
    boolean certain,
    List<Term> terms,
    List<Sample> examples) {
  /** Copies the lists. */
  public ColumnFinding {
    terms = List.copyOf(terms);
    examples = List.copyOf(examples);
  }

  /** Whether it stands in longer texts, rather than being the column's values. */
  public boolean insideText() {
    return whole * 2 < hits;
  }
}
