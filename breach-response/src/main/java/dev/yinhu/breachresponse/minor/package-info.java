/**
 * Who is a minor under fourteen and who their guardian is, as the platform tells it: references of
 * the subject directory only.
 */
@NullMarked
package dev.yinhu.breachresponse.minor;

import org.jspecify.annotations.NullMarked;
