package dev.yinhu.breachresponse.jurisdiction;

import java.time.Instant;
import java.util.Optional;

/**
 * That a duty was done, or that this was taken back.
 *
 * @param duty which
 * @param stage what of it
 * @param at when
 * @param by who
 * @param lateReason why it was late; present exactly when it was
 * @param takenBack true when it does not count any more from then on
 */
public record Fulfilment(
    DutyName duty,
    Stage stage,
    Instant at,
    String by,
    Optional<String> lateReason,
    boolean takenBack) {}
