package dev.yinhu.piiscanner.jdbc;

import java.util.OptionalLong;

/** Is told how a scan goes on, by the thread that called it, and may stop it. */
public interface DatabaseProgress {
  /** Takes no notice. */
  DatabaseProgress NOBODY =
      new DatabaseProgress() {
        @Override
        public void tables(int count) {}

        @Override
        public void begin(TableName table, OptionalLong rows) {}

        @Override
        public void advance(long rows, long characters) {}

        @Override
        public void end(TableReport report) {}

        @Override
        public boolean stopping() {
          return false;
        }
      };

  /** So many tables will be read. */
  void tables(int count);

  /**
   * A table begins, or begins anew after the connection was lost.
   *
   * @param rows about how many will be read, where known
   */
  void begin(TableName table, OptionalLong rows);

  /** So many more rows of it were read. */
  void advance(long rows, long characters);

  /** It ended, one way or the other. */
  void end(TableReport report);

  /**
   * Whether a table is left out, for example as an earlier part of the same scan has read it: then
   * the report does not tell of it. Asked of each before the first is read.
   */
  default boolean skips(TableName table) {
    return false;
  }

  /** Whether the scan is to stop soon; asked after every few rows. */
  boolean stopping();
}
