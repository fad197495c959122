/**
 * Drills: scenarios as data, made-up accesses of callers who do not exist, events by a timetable,
 * and a score. Everything goes through the same doors as a real incident; what could reach somebody
 * is stopped by the drill mark where it would leave.
 */
@NullMarked
package dev.yinhu.breachresponse.drill;

import org.jspecify.annotations.NullMarked;
