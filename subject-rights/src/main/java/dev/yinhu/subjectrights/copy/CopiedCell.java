package dev.yinhu.subjectrights.copy;

/**
 * What a copy has of a field of a row.
 *
 * @param value as it is told; empty where there is none
 * @param state how it came to be so
 */
record CopiedCell(String value, State state) {
  /** Nothing stands in the field. */
  static final CopiedCell EMPTY = new CopiedCell("", State.EMPTY);

  /** How a cell came to be what it is. */
  enum State {
    /** As the store has it. */
    WHOLE,
    /** Nothing stands there. */
    EMPTY,
    /** Masked, since who asked was not proven strongly enough. */
    MASKED,
    /** Data of others were taken out of a text. */
    REDACTED,
    /** It is somebody else's. */
    OTHERS,
    /** It could not be opened. */
    UNREADABLE
  }

  @Override
  public String toString() {
    return "CopiedCell[" + state + "]";
  }
}
