package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;

/**
 * Something the log stated before, and stands by.
 *
 * @param place where it was found, for messages
 * @param generation of the name in it
 * @param note as signed
 */
record Statement(String place, int generation, Checkpoint checkpoint, String note) {
  long size() {
    return checkpoint.size();
  }

  /** True when the other one was stated later: under a later name, or of a larger tree. */
  boolean isBefore(Statement other) {
    return generation != other.generation ? generation < other.generation : size() < other.size();
  }
}
