package dev.yinhu.breachresponse.scope;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Persons in a file, in ascending order: two words of the reference and so many of marks each.
 *
 * @param words words of marks
 * @param count persons
 */
record PersonRun(Path file, int words, long count) {
  private static final int BUFFER = 1 << 16;

  /** What gives the persons, in order. */
  interface Source {
    void forEach(PersonSet.Taker taker) throws IOException;
  }

  static PersonRun write(Path folder, int words, Source source) throws IOException {
    Path file = Files.createTempFile(folder, "scope-", ".run");
    long[] count = new long[1];
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      source.forEach((high, low, marks) -> {
        out.writeLong(high);
        out.writeLong(low);
        for (int i = 0; i < words; i++) {
          out.writeLong(marks[i]);
        }
        count[0]++;
      });
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new PersonRun(file, words, count[0]);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** One of several that are merged, at its next person. */
  private static final class Head implements AutoCloseable {
    private final DataInputStream in;
    private final long[] marks;
    private long left;
    private long high;
    private long low;

    Head(PersonRun run) throws IOException {
      this.in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(run.file()), BUFFER));
      this.marks = new long[run.words()];
      this.left = run.count();
    }

    boolean next() throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      high = in.readLong();
      low = in.readLong();
      for (int i = 0; i < marks.length; i++) {
        marks[i] = in.readLong();
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final Comparator<Head> ORDER =
      (one, other) -> {
        int byHigh = Long.compareUnsigned(one.high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(one.low, other.low);
      };

  /** Gives every person of the runs once, with all marks. */
  static void merge(List<PersonRun> runs, PersonSet.Taker taker) throws IOException {
    List<Head> heads = new ArrayList<>();
    try {
      PriorityQueue<Head> queue = new PriorityQueue<>(ORDER);
      int words = 0;
      for (PersonRun run : runs) {
        Head head = new Head(run);
        heads.add(head);
        words = Math.max(words, run.words());
        if (head.next()) {
          queue.add(head);
        }
      }
      long[] marks = new long[words];
      while (!queue.isEmpty()) {
        one(queue, marks, taker);
      }
    } finally {
      for (Head head : heads) {
        head.close();
      }
    }
  }

  private static void one(PriorityQueue<Head> queue, long[] marks, PersonSet.Taker taker)
      throws IOException {
    Head first = queue.remove();
    long high = first.high;
    long low = first.low;
    Arrays.fill(marks, 0);
    Head next = first;
    while (next != null) {
      for (int i = 0; i < next.marks.length; i++) {
        marks[i] |= next.marks[i];
      }
      if (next.next()) {
        queue.add(next);
      }
      Head candidate = queue.peek();
      next =
          candidate != null && candidate.high == high && candidate.low == low
              ? queue.remove()
              : null;
    }
    taker.take(high, low, marks);
  }
}
