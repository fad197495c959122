package dev.yinhu.breachresponse.incident;

import java.time.Instant;

/**
 * A link of the chain of custody.
 *
 * @param by who says so
 * @param act {@code collected}, {@code handed-over}, {@code examined}, {@code copied}, {@code
 *     returned} or {@code destroyed}
 * @param holder who has it from then on
 * @param reason what for
 */
public record CustodyLine(Instant at, String by, String act, String holder, String reason) {}
