package dev.yinhu.piiscanner.jdbc;

import java.util.Optional;

/** Takes the rows that are read. */
interface RowSink {
  /**
   * Takes a batch.
   *
   * @param last key of its last row, if the table has one
   * @param readRows rows that were read for it, which are more where a sample is drawn from them
   * @return whether to go on
   */
  boolean take(RowBatch batch, Optional<RowKey> last, long readRows) throws InterruptedException;
}
