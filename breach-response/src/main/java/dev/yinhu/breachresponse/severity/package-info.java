/**
 * How grave an incident is: ENISA's score, the level of the Cyberspace Administration of China, and
 * the figures of other laws. The tables are data with source and status; the arithmetic is exact;
 * an assessment is kept for ever with all that went into it.
 */
@NullMarked
package dev.yinhu.breachresponse.severity;

import org.jspecify.annotations.NullMarked;
