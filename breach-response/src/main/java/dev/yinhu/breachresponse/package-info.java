/**
 * Breach response: from the first warning to the closed post-mortem.
 *
 * <p>The tour. A suspicion is a warning; somebody looks at it and promotes it to an incident or
 * settles it. An incident knows three times apart: when it happened, when it was detected, and when
 * the organisation became aware, which starts its clocks. Whatever is done for an incident is an
 * act ({@link dev.yinhu.breachresponse.Acts}): its intent and outcome stand in the access log, and
 * it stands in the incident's timeline. Every room may keep an incident from its next state until
 * its own work is done ({@link dev.yinhu.breachresponse.Gate}). No row, message or report names a
 * person: references and counts only.
 */
@NullMarked
package dev.yinhu.breachresponse;

import org.jspecify.annotations.NullMarked;
