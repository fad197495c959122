package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of the log as its commits show it: where it paused for longer than {@link #LONGEST}. A
 * clock that is set forward by more than that leaves such a pause, whatever else is wrong with it.
 *
 * <p>Looked for by halves: between two commits that are not farther apart than that there is no
 * pause worth telling, so a log of any length takes some hundred looks. Pure; for one thread.
 */
final class LogCourse {
  /**
   * A longer time without any commit is a pause. Longer than a weekend or holidays in which a small
   * shop sees nobody; a clock that is wrong by less cannot be told from it.
   */
  static final Duration LONGEST = Duration.ofDays(7);

  /**
   * A commit.
   *
   * @param first index of its first entry
   * @param end index behind its last
   */
  record Commit(long first, long end, Instant at) {}

  /** The commits of a log. */
  @FunctionalInterface
  interface Commits {
    /** The commit with the entry of this index, or the last before it when that is missing. */
    Commit with(long index);
  }

  private final Commits commits;
  private final List<Pause> pauses = new ArrayList<>();

  private LogCourse(Commits commits) {
    this.commits = commits;
  }

  /**
   * The pauses from one entry on until now, the oldest first.
   *
   * @param size of the log; {@code from} lies below
   * @throws AuditException when it meets a gap in the log
   */
  static List<Pause> pauses(Commits commits, long from, long size, Instant now) {
    LogCourse course = new LogCourse(commits);
    Commit last = commits.with(size - 1);
    course.between(commits.with(from), last);
    course.look(last, new Commit(size, size, now));
    return course.pauses;
  }

  private void between(Commit one, Commit other) {
    if (!isLong(one, other)) {
      return;
    }
    if (one.end() >= other.first()) {
      look(one, other);
      return;
    }
    long index = one.end() + (other.first() - one.end()) / 2;
    Commit middle = commits.with(index);
    if (middle.end() <= index) {
      throw new AuditException(
          "the log has a gap: after index %d comes none; it is not pruned"
              .formatted(middle.end() - 1));
    }
    between(one, middle);
    between(middle, other);
  }

  private void look(Commit one, Commit next) {
    if (isLong(one, next)) {
      pauses.add(new Pause(next.first(), one.at(), next.at()));
    }
  }

  private static boolean isLong(Commit one, Commit other) {
    return Duration.between(one.at(), other.at()).compareTo(LONGEST) > 0;
  }
}
