package dev.yinhu.piiscanner.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A part of a file that Spark read as one.
 *
 * @param file its URI
 * @param from the first byte of the part: the file's blocks, or the row groups that begin in it
 */
record FilePlace(String file, long from) implements Serializable, Comparable<FilePlace> {
  private static final Comparator<FilePlace> ORDER =
      Comparator.comparing(FilePlace::file).thenComparingLong(FilePlace::from);

  @Override
  public int compareTo(FilePlace other) {
    return ORDER.compare(this, other);
  }
}
