package dev.yinhu.accessaudit.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roots that signed checkpoints state, in the order in which a growing tree comes by them. Each
 * is compared, or told as one that could not be. For one thread.
 */
final class StatedRoots {
  private record Stated(String place, CheckpointCheck.Read read) {
    long size() {
      return read.checkpoint().size();
    }
  }

  private final List<Stated> stated = new ArrayList<>();
  private final boolean signaturesCount;
  private final Findings findings;
  private int judged;
  private long bound;
  private Optional<String> origin = Optional.empty();

  /**
   * @param notes signed checkpoints by where they were found
   */
  StatedRoots(Trust trust, Map<String, String> notes, Findings findings) {
    this.signaturesCount = trust.policy().isPresent();
    this.findings = findings;
    CheckpointCheck check = new CheckpointCheck(trust, findings);
    if (notes.isEmpty()) {
      findings.add(Fault.CHECKPOINT_MISSING, Place.of("checkpoint"));
    }
    notes.forEach((place, note) ->
        check.read(note, place).ifPresent(read -> stated.add(new Stated(place, read))));
    stated.sort(Comparator.comparingLong(Stated::size));
  }

  /** The size at which the next root is stated, {@code Long.MAX_VALUE} when there is none. */
  long next() {
    return judged < stated.size() ? stated.get(judged).size() : Long.MAX_VALUE;
  }

  /**
   * Compares the next one.
   *
   * @param root of the tree of that size; empty when it is not known
   */
  void judge(Optional<byte[]> root) {
    Stated next = stated.get(judged++);
    Place place = Place.of(next.place());
    if (root.isEmpty()) {
      findings.add(
          Fault.SINCE_UNPROVEN, place, "entries below %d are not there".formatted(next.size()));
    } else if (!Arrays.equals(root.get(), next.read().checkpoint().head().root())) {
      findings.add(Fault.SINCE_DIFFERS, place, "entries below " + next.size());
    } else if (next.read().signed() || !signaturesCount) {
      bound = next.size();
      origin = Optional.of(next.read().checkpoint().origin());
    }
  }

  /** Tells those that the tree did not come to. */
  void end(long size) {
    for (; judged < stated.size(); judged++) {
      Stated next = stated.get(judged);
      findings.add(
          Fault.SINCE_LONGER,
          Place.of(next.place()),
          "%d entries, not %d".formatted(size, next.size()) + otherName(next));
    }
  }

  /** A restore that was accepted, elsewhere too, goes on under a new name, and may be shorter. */
  private String otherName(Stated longer) {
    String name = longer.read().checkpoint().origin();
    return origin
        .filter(now -> !now.equals(name))
        .map(now ->
            "; it is of the name %s, the log goes on as %s: was a restore accepted?"
                .formatted(name, now))
        .orElse("");
  }

  /** The largest size whose root was compared, is the same, and is signed if there is a key. */
  long bound() {
    return bound;
  }

  /** The largest size that is stated, compared or not; 0 when none is. */
  long size() {
    return stated.isEmpty() ? 0 : stated.getLast().size();
  }

  /** What the largest one states. */
  Optional<CheckpointCheck.Read> last() {
    return stated.isEmpty() ? Optional.empty() : Optional.of(stated.getLast().read());
  }
}
