package dev.yinhu.accessaudit.signal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last visits of somebody: to whom, and how long after the one before. */
final class Walk {
  private static final int FIRST_ROOM = 8;

  /** How many of the last visits are held. */
  private final int most;

  /** Of the visit numbered n from the walk's begin, at n modulo {@link #most}. */
  private int[] subjects = new int[0];

  private int[] pauses = new int[0];

  private long length;
  private long begun;
  private long last;

  Walk(int most) {
    this.most = most;
  }

  /**
   * Notes a visit; several entries in a row about one subject are one visit.
   *
   * @return whether it was one to another subject than before
   */
  boolean visit(int subject, long now, long longestPause) {
    long pause = Math.max(0, now - last);
    boolean goesOn = length > 0 && pause <= longestPause && last - now <= longestPause;
    if (goesOn && subject == subjects[at(length - 1)]) {
      return false;
    }
    if (!goesOn) {
      length = 0;
      begun = now;
    }
    put(subject, goesOn ? (int) pause : 0);
    last = now;
    return true;
  }

  private int at(long number) {
    return (int) (number % most);
  }

  private void put(int subject, int pause) {
    int place = at(length);
    if (place == subjects.length) {
      int room = Math.min(most, Math.max(FIRST_ROOM, 2 * place));
      subjects = Arrays.copyOf(subjects, room);
      pauses = Arrays.copyOf(pauses, room);
    }
    subjects[place] = subject;
    pauses[place] = pause;
    length++;
  }

  boolean isFull() {
    return length >= most;
  }

  long length() {
    return length;
  }

  long begun() {
    return begun;
  }

  /** Coefficient of variation of the pauses between the visits that are held; when full. */
  double variation() {
    // The oldest visit's pause lies before what is looked at.
    int oldest = at(length);
    long sum = 0;
    for (int i = 0; i < most; i++) {
      sum += i == oldest ? 0 : pauses[i];
    }
    double mean = (double) sum / (most - 1);
    double squares = 0;
    for (int i = 0; i < most; i++) {
      squares += i == oldest ? 0 : (pauses[i] - mean) * (pauses[i] - mean);
    }
    return mean == 0 ? 0 : Math.sqrt(squares / (most - 1)) / mean;
  }

  /** The share of held visits that went to a subject that another one went to; when full. */
  double repeats() {
    int[] sorted = subjects.clone();
    Arrays.sort(sorted);
    int again = 0;
    for (int i = 1; i < most; i++) {
      again += sorted[i] == sorted[i - 1] ? 1 : 0;
    }
    return (double) again / most;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(most);
    out.writeLong(length);
    out.writeLong(begun);
    out.writeLong(last);
    for (int i = 0; i < Math.min(length, most); i++) {
      out.writeInt(subjects[i]);
      out.writeInt(pauses[i]);
    }
  }

  /** A walk of which another number of visits was held begins anew. */
  static Walk read(DataInput in, int most) throws IOException {
    Walk read = new Walk(in.readInt());
    long length = in.readLong();
    read.begun = in.readLong();
    read.last = in.readLong();
    for (int i = 0; i < Math.min(length, read.most); i++) {
      int subject = in.readInt();
      read.put(subject, in.readInt());
    }
    read.length = length;
    return read.most == most ? read : new Walk(most);
  }
}
