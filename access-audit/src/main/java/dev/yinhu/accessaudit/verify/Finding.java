package dev.yinhu.accessaudit.verify;

/** One thing that a verification found. */
public sealed interface Finding {
  /**
   * It is not what was signed: somebody, or a broken disk, changed it.
   *
   * @param detail what exactly, in numbers; may be empty
   */
  record Tampered(Fault fault, Place place, String detail) implements Finding {}

  /**
   * Nothing says that it was changed, and nothing proves that it was not.
   *
   * @param detail what exactly; may be empty
   */
  record Unverifiable(Fault fault, Place place, String detail) implements Finding {}

  /** What the log says about its own pruning. */
  enum Declared {
    /** That it was done; or the person who verifies expected it. */
    DONE,
    /** That it was begun; how it ended is not stated. */
    BEGUN,
    /** Nothing, or that it failed. */
    NOT
  }

  /**
   * The beginning of the log is not there, its hashes higher up are, and they fit.
   *
   * @param range the entries that are not there
   * @param declared if not {@link Declared#DONE}, they may as well have been removed
   */
  record Pruned(IndexRange range, Place place, Declared declared) implements Finding {}

  /** Where it was found. */
  Place place();

  static Finding of(Fault fault, Place place, String detail) {
    return fault.isTampering()
        ? new Tampered(fault, place, detail)
        : new Unverifiable(fault, place, detail);
  }
}
