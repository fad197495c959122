package dev.yinhu.breachresponse.indicator;

/**
 * How corrective actions stand.
 *
 * @param open not done, overdue ones among them
 * @param overdue not done, and their last day is over
 * @param register done by a version of the register
 * @param rule done by a rule over the access log
 * @param other done by something else
 */
public record ActionCounts(int open, int overdue, int register, int rule, int other) {}
