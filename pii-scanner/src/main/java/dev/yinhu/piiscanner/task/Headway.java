package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.job.JobWork.Control;
import dev.yinhu.piiscanner.task.Progress.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts while a task is done, and tells the job now and then. What is counted within a piece is
 * forgotten when the piece is done again. For one thread.
 */
final class Headway {
  private static final long OFTEN = Duration.ofSeconds(2).toNanos();
  private static final int MOST_TROUBLES = 100;

  /**
   * Where to go on.
   *
   * @param after name of the last that is done, part by part
   */
  record Resume(Progress progress, List<String> after) {
    Resume {
      after = List.copyOf(after);
    }
  }

  private final Control control;
  private final LongSupplier nanos;
  private final Map<String, Long> values;
  private final List<Trouble> troubles;
  private long done;
  private long total;
  private long rows;
  private long bytes;
  private long skipped;
  private long unread;
  private long bytesTotal;
  private final long resumed;
  private long told;
  private long kept;

  /** What is done since it was last kept. */
  private @Nullable Resume marked;

  Headway(Control control, Optional<Resume> resume) {
    this(control, resume, System::nanoTime);
  }

  /**
   * Goes on, or begins.
   *
   * @param nanos the time that has passed, from anywhere on
   */
  Headway(Control control, Optional<Resume> resume, LongSupplier nanos) {
    Progress before = resume.map(Resume::progress).orElse(Progress.NOTHING);
    this.control = control;
    this.nanos = nanos;
    this.told = nanos.getAsLong();
    this.kept = told;
    this.values = new TreeMap<>(before.values());
    this.troubles = new ArrayList<>(before.troubles());
    this.done = before.done();
    this.total = before.total();
    this.rows = before.rows();
    this.bytes = before.bytes();
    this.skipped = before.skipped();
    this.unread = before.unread();
    this.resumed = before.resumed() + (resume.isPresent() ? 1 : 0);
  }

  void of(long all, long allBytes) {
    total = all;
    bytesTotal = allBytes;
  }

  /** So many are to come. */
  void ofMore(long count) {
    total = done + count;
  }

  void read(long moreRows, long moreBytes) {
    rows += moreRows;
    bytes += moreBytes;
  }

  void found(PiiType type, long count) {
    values.merge(type.name(), count, Long::sum);
  }

  void skipped() {
    skipped++;
  }

  void trouble(String place, String what) {
    if (troubles.size() < MOST_TROUBLES) {
      troubles.add(new Trouble(place, what));
    }
  }

  void unread() {
    unread++;
  }

  void done() {
    done++;
  }

  /** Whether all was seen that there is. */
  boolean isWhole() {
    return unread == 0;
  }

  /** To be called often; stops the task when it is to end, and tells how far it is now and then. */
  void look() {
    control.check();
    Resume mark = marked;
    if (mark != null && nanos.getAsLong() - kept > OFTEN / 2) {
      keep(mark);
    } else if (nanos.getAsLong() - told > OFTEN) {
      control.tell(progress().json());
      told = nanos.getAsLong();
    }
  }

  /** A piece is done. */
  void keep(List<String> after) {
    keep(new Resume(progress(), after));
  }

  /**
   * A small piece is done: it is kept with the next look for which it is time, also within the next
   * piece.
   */
  void mark(List<String> after) {
    marked = new Resume(progress(), after);
  }

  private void keep(Resume resume) {
    marked = null;
    control.piece(progress().json(), TaskJson.write(resume));
    kept = nanos.getAsLong();
    told = kept;
  }

  Progress progress() {
    return new Progress(
        done, total, rows, bytes, bytesTotal, values, skipped, unread, resumed, troubles);
  }
}
