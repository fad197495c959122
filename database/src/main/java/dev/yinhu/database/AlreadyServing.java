package dev.yinhu.database;

/** Another process serves from this data directory already. */
public final class AlreadyServing extends DatabaseException {
  private static final long serialVersionUID = 1L;

  private final long pid;

  AlreadyServing(String directory, long pid) {
    super(
        "A service already runs on data directory "
            + directory
            + (pid > 0 ? " (process " + pid + ")" : "")
            + ". Stop it first, or choose another directory with --data.");
    this.pid = pid;
  }

  /** The process that serves, or 0 when it did not say. */
  public long pid() {
    return pid;
  }
}
