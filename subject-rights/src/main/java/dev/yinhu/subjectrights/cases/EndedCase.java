package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.clock.ClockJournal;
import java.time.Instant;
import java.util.Optional;

/**
 * A case that has come to its end.
 *
 * @param known the case
 * @param accepted when it was taken on, its requester proven; empty when that never happened
 * @param ended when it ended
 * @param clocks what moved its clocks
 */
public record EndedCase(
    Case known, Optional<Instant> accepted, Instant ended, ClockJournal clocks) {}
