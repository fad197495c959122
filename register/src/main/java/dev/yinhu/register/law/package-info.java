/**
 * Deadlines that laws and the platform's own rules set, as data with their source.
 *
 * <p>{@link dev.yinhu.register.law.Laws} holds what is in force somewhere: {@link
 * dev.yinhu.register.law.DeadlineRule}s and the {@linkplain dev.yinhu.register.calendar calendars}
 * they count by. A rule nobody checked against its source is shipped switched off: a deployment
 * that has checked it switches it on in a file of its own. {@code
 * dev.yinhu.register.reading.LawReader} reads both.
 */
@NullMarked
package dev.yinhu.register.law;

import org.jspecify.annotations.NullMarked;
