package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.calendar.Due;
import dev.yinhu.register.law.DeadlineRule;

/**
 * One deadline of a case at an instant.
 *
 * @param rule the deadline
 * @param due when it is due; while the clock stands, when it would be if the person answered now
 * @param extensions how often it was put off
 * @param state how it stands
 */
public record RunningClock(DeadlineRule rule, Due due, int extensions, ClockState state) {}
