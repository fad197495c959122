package dev.yinhu.subjectrights.cases;

import java.time.Instant;

/**
 * Many cases at once.
 *
 * @param whose name of the caller who opened them, or reference of the person whom they concern
 * @param cases how many
 * @param first when the first came
 * @param last when the last came
 */
public record CaseFlood(String whose, long cases, Instant first, Instant last) {}
