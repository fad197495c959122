package dev.yinhu.tableprotection;

import java.time.Duration;
import java.util.List;

/**
 * Whether a job can run, and how much there is to do. Nothing was written.
 *
 * @param errors what keeps it from running, each with what to do
 * @param warnings what may go wrong
 * @param columns how much there is to do; empty when the table cannot be read
 * @param indexes the same of the columns with indexes
 * @param estimated how long a backfill takes about
 */
public record CheckReport(
    List<String> errors,
    List<String> warnings,
    List<Column> columns,
    List<Index> indexes,
    Duration estimated) {
  /**
   * The values of one column.
   *
   * @param field its name in the register
   * @param plaintexts values in clear
   * @param pending values in clear without a ciphertext
   * @param ciphertexts values with a ciphertext
   * @param pendingAfter the same as pending, counted again after the sampling time: when it grew,
   *     the application writes values without their ciphertext
   */
  public record Column(
      String field, long plaintexts, long pending, long ciphertexts, long pendingAfter) {
    /** Whether the application was seen writing a value without its ciphertext. */
    public boolean grows() {
      return pendingAfter > pending;
    }
  }

  /**
   * The indexes in one column.
   *
   * @param index the field or compound index, as the register calls it
   * @param column where it stands
   * @param filled rows that have it
   * @param pending rows with their values in clear that lack it; some values give nothing to index
   *     and stay so
   */
  public record Index(String index, String column, long filled, long pending) {}

  /** Copies the lists. */
  public CheckReport {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }

  /** Whether the job can run. */
  public boolean ok() {
    return errors.isEmpty();
  }
}
