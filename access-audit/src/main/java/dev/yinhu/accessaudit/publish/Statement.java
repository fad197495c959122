package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;

/**
 * Something the log stated before, and stands by.
 *
 * @param place where it was found, for messages
 * @param name under which it was stated, with the base of today
 * @param note as signed
 */
record Statement(String place, LogName name, Checkpoint checkpoint, String note) {
  int generation() {
    return name.generation();
  }

  long size() {
    return checkpoint.size();
  }

  /** True when the other one was stated later: under a later name, or of a larger tree. */
  boolean isBefore(Statement other) {
    return generation() != other.generation()
        ? generation() < other.generation()
        : size() < other.size();
  }
}
