package dev.yinhu.accessaudit.signal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How much there was in past hours; hours without anything take no room. Hours ascend. */
final class PastHours {
  private static final int HOURS_OF_DAY = 24;
  private static final int FIRST_ROOM = 8;

  private int[] hours = new int[FIRST_ROOM];
  private int[] amounts = new int[FIRST_ROOM];
  private int size;

  /** Notes an hour that is over; what was noted for it or later, by a clock set back, goes. */
  void add(int hour, int amount) {
    while (size > 0 && hours[size - 1] >= hour) {
      size--;
    }
    if (size == hours.length) {
      hours = Arrays.copyOf(hours, 2 * size);
      amounts = Arrays.copyOf(amounts, 2 * size);
    }
    hours[size] = hour;
    amounts[size] = amount;
    size++;
  }

  void forgetBefore(int hour) {
    int gone = 0;
    while (gone < size && hours[gone] < hour) {
      gone++;
    }
    if (gone > 0) {
      size -= gone;
      System.arraycopy(hours, gone, hours, 0, size);
      System.arraycopy(amounts, gone, amounts, 0, size);
    }
  }

  /**
   * The amounts of the same hour of other days and of those before and after it; of all hours when
   * these are fewer than {@code least}.
   */
  int[] like(int hour, int least) {
    int[] near = new int[size];
    int found = 0;
    for (int i = 0; i < size && hours[i] < hour; i++) {
      int apart = Math.floorMod(hours[i] - hour + 1, HOURS_OF_DAY);
      if (apart <= 2) {
        near[found++] = amounts[i];
      }
    }
    return found >= least ? Arrays.copyOf(near, found) : before(hour);
  }

  private int[] before(int hour) {
    int found = 0;
    while (found < size && hours[found] < hour) {
      found++;
    }
    return Arrays.copyOf(amounts, found);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hours[i]);
      out.writeInt(amounts[i]);
    }
  }

  static PastHours read(DataInput in) throws IOException {
    PastHours read = new PastHours();
    for (int left = in.readInt(); left > 0; left--) {
      read.add(in.readInt(), in.readInt());
    }
    return read;
  }
}
