/**
 * Counting time as laws count it: working days with make-up days, calendar days, months, hours.
 *
 * <p>The tour. A {@link dev.yinhu.register.calendar.CalendarYear} is what a notice says about one
 * year; a {@link dev.yinhu.register.calendar.WorkCalendar} puts years together and answers which
 * day is a working day, also for years of which nothing is known yet, and then says so. A {@link
 * dev.yinhu.register.calendar.Term} is a length as a law writes it, {@link
 * dev.yinhu.register.calendar.TermCount} counts it from an instant, past {@link
 * dev.yinhu.register.calendar.Waits} in which the clock stands, to a {@link
 * dev.yinhu.register.calendar.Due}.
 *
 * <p>Pure functions of their arguments: no clock, no zone of the machine.
 */
@NullMarked
package dev.yinhu.register.calendar;

import org.jspecify.annotations.NullMarked;
