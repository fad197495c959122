package dev.yinhu.accessaudit;

/**
 * What the database holds is not the log that was written: an entry is changed or gone that was not
 * pruned. Nothing of it is given to anybody.
 */
public class LogDamaged extends AuditException {
  private static final long serialVersionUID = 1L;

  private final long index;

  /**
   * @param index of the first entry that is known not to be as it was
   * @param what is wrong with it, without its content
   */
  public LogDamaged(long index, String what) {
    super(what + ". Compare with a backup (yinhu audit verify --database)");
    this.index = index;
  }

  /** An entry that its stored leaf hash does not fit. */
  public static LogDamaged changed(long index) {
    return new LogDamaged(
        index,
        "the log was changed: the entry at index " + index + " is not the one of its leaf hash");
  }

  /** The index at which the log is not as it was. */
  public long index() {
    return index;
  }
}
