package dev.yinhu.tableprotection;

/** Who runs a job: is told how it goes, and may stop it. Called by the thread that runs it. */
public interface Watcher {
  /** Nobody watches, and nobody stops. */
  Watcher NOBODY =
      new Watcher() {
        @Override
        public void begin(Phase phase, int pass, long estimatedRows) {}

        @Override
        public void advance(long rows) {}

        @Override
        public boolean stopping() {
          return false;
        }
      };

  /**
   * A walk through the table begins.
   *
   * @param pass from 1
   * @param estimatedRows how many rows the table has about; a walk may read fewer
   */
  void begin(Phase phase, int pass, long estimatedRows);

  /** So many rows more are done and committed. */
  void advance(long rows);

  /** Whether to stop after the batch that is being written. */
  boolean stopping();
}
