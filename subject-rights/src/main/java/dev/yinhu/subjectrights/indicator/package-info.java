/**
 * Figures of how requests are handled, that can be published: how many in time, how long, how many
 * refused and why.
 *
 * <p>The tour. {@link dev.yinhu.subjectrights.indicator.CaseFact}s, which name nobody, are counted
 * by {@link dev.yinhu.subjectrights.indicator.Indicators}; {@link
 * dev.yinhu.subjectrights.indicator.SmallCounts} hides what is so rare that it could point at a
 * person. {@link dev.yinhu.subjectrights.indicator.Snapshots} freezes the figures of a quarter or
 * half-year: the same facts give the same bytes, now and in ten years.
 */
@NullMarked
package dev.yinhu.subjectrights.indicator;

import org.jspecify.annotations.NullMarked;
