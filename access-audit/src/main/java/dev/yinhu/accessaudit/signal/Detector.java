package dev.yinhu.accessaudit.signal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * One family of rules. What it finds follows from the entries it was given, in their order, and
 * from nothing else. For one thread.
 */
interface Detector {
  /** Takes the next entry of the log. */
  void see(Seen seen, Consumer<Finding> found);

  /** Writes what it remembers, so that another one may go on from here. */
  void write(DataOutput out) throws IOException;

  /** Takes what {@link #write} wrote, instead of everything it remembers. */
  void read(DataInput in) throws IOException;
}
