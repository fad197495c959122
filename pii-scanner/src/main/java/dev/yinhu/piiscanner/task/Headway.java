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
  private final Map<String, Long> values;
  private final List<Trouble> troubles;
  private long done;
  private long total;
  private long rows;
  private long bytes;
  private long skipped;
  private long unread;
  private long told = System.nanoTime();
  private long kept = told;

  Headway(Control control, Optional<Resume> resume) {
    Progress before = resume.map(Resume::progress).orElse(Progress.NOTHING);
    this.control = control;
    this.values = new TreeMap<>(before.values());
    this.troubles = new ArrayList<>(before.troubles());
    this.done = before.done();
    this.total = before.total();
    this.rows = before.rows();
    this.bytes = before.bytes();
    this.skipped = before.skipped();
    this.unread = before.unread();
  }

  void of(long all) {
    total = all;
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
    if (System.nanoTime() - told > OFTEN) {
      control.tell(progress().json());
      told = System.nanoTime();
    }
  }

  /** A piece is done. */
  void keep(List<String> after) {
    control.piece(progress().json(), TaskJson.write(new Resume(progress(), after)));
    kept = System.nanoTime();
    told = kept;
  }

  /** Whether it is time to keep what is done, where pieces are small. */
  boolean isTimeToKeep() {
    return System.nanoTime() - kept > OFTEN / 2;
  }

  Progress progress() {
    return new Progress(done, total, rows, bytes, values, skipped, unread, troubles);
  }
}
