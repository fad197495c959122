/**
 * Settles which of several readings of the same characters is told.
 *
 * <p>{@link dev.yinhu.piiscanner.resolve.Overlaps} takes all candidates of a text and gives
 * findings that do not overlap; what lost stays in the trace of what it lost to.
 */
@NullMarked
package dev.yinhu.piiscanner.resolve;

import org.jspecify.annotations.NullMarked;
