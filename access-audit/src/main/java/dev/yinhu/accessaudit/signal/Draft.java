package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A warning that is being written. For one thread. */
final class Draft {
  private static final int HASH_BYTES = 4;

  private SignalWarning warning;
  private long lastIndex;
  private boolean opened;

  private Draft(SignalWarning warning, long lastIndex) {
    this.warning = warning;
    this.lastIndex = lastIndex;
  }

  /** As it stands in the database. */
  static Draft of(SignalWarning warning, long lastIndex) {
    return new Draft(warning, lastIndex);
  }

  /** The first finding of a new one. */
  static Draft begin(Finding first, WarningState state, Instant now) {
    SignalWarning warning =
        new SignalWarning(
            id(first),
            first.rule(),
            first.severity(),
            state,
            first.key(),
            first.from(),
            first.to(),
            first.measured(),
            first.baseline(),
            first.threshold(),
            first.time(),
            first.time(),
            1,
            List.of(first.index()),
            now,
            0,
            Optional.empty());
    Draft draft = new Draft(warning, first.index());
    draft.opened = state == WarningState.OPEN;
    return draft;
  }

  /** Where it began, and a hash of what it is about, as one entry may begin several. */
  private static String id(Finding first) {
    SignalKey key = first.key();
    String name =
        String.join(
            "\n",
            first.rule().code(),
            key.caller(),
            key.actor(),
            key.purpose(),
            key.field(),
            key.detail());
    byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return "w" + first.index() + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  /** Takes a further finding; one at or after the end of a snooze opens it again. */
  void add(Finding finding) {
    SignalWarning old = warning;
    boolean wakes = old.state() == WarningState.SNOOZED && !old.sleepsAt(finding.time());
    boolean graver = finding.severity().compareTo(old.severity()) > 0;
    boolean more = finding.measured() > old.measured();
    boolean otherEntry = finding.index() != lastIndex;
    WarningState state = wakes ? WarningState.OPEN : old.state();
    opened |= wakes || (graver && state == WarningState.OPEN);
    lastIndex = finding.index();
    warning =
        new SignalWarning(
            old.id(),
            old.rule(),
            graver ? finding.severity() : old.severity(),
            state,
            old.key(),
            more ? finding.from() : old.from(),
            more ? finding.to() : old.to(),
            more ? finding.measured() : old.measured(),
            more ? finding.baseline() : old.baseline(),
            more ? finding.threshold() : old.threshold(),
            old.firstSeen().isAfter(finding.time()) ? finding.time() : old.firstSeen(),
            old.lastSeen().isBefore(finding.time()) ? finding.time() : old.lastSeen(),
            old.findings() + (otherEntry ? 1 : 0),
            otherEntry ? with(old.evidence(), finding.index()) : old.evidence(),
            old.raisedAt(),
            old.change(),
            wakes ? Optional.empty() : old.settled());
  }

  private static List<Long> with(List<Long> evidence, long index) {
    if (evidence.size() >= SignalWarning.MOST_EVIDENCE) {
      return evidence;
    }
    List<Long> longer = new ArrayList<>(evidence);
    longer.add(index);
    return longer;
  }

  SignalWarning warning() {
    return warning;
  }

  long lastIndex() {
    return lastIndex;
  }

  /** Whether it is open now and was not, or not so gravely, before. */
  boolean opened() {
    return opened;
  }
}
