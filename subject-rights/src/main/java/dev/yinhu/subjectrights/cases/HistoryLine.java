package dev.yinhu.subjectrights.cases;

import java.time.Instant;

/**
 * A line of a case's history.
 *
 * @param number from 1
 * @param at when
 * @param event a stable code, such as {@code verified}
 * @param actor who did it: a caller, {@code command-line}, or {@code yinhu} by itself
 * @param state where the case stood afterwards
 * @param facts what more there is to say
 */
public record HistoryLine(
    int number, Instant at, String event, String actor, CaseState state, Facts facts) {}
