/**
 * The clocks of cases: when a request must be taken on and answered, and whether it was.
 *
 * <p>The tour. A {@link dev.yinhu.subjectrights.clock.ClockJournal} is what happened to a case, as
 * far as time is concerned. {@link dev.yinhu.subjectrights.clock.CaseClock} reads it by the
 * deadlines that the register's {@link dev.yinhu.register.law.Laws} hold for the type of case: the
 * platform's two profiles side by side, and limits by law. What comes out is a {@link
 * dev.yinhu.subjectrights.clock.ClockReading} at an instant that the caller gives.
 *
 * <p>Pure functions: no clock of the machine, no store.
 */
@NullMarked
package dev.yinhu.subjectrights.clock;

import org.jspecify.annotations.NullMarked;
