package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.necessity.LevelProfile.Grade;

/**
 * How one store stands.
 *
 * @param store its name
 * @param highest the highest level of what it holds
 * @param values upper bound of the values of all its holdings
 * @param judged how many things were judged in it
 * @param worst the worst judgement
 * @param score its own score
 */
public record StoreStanding(
    String store, Grade highest, double values, int judged, Verdict worst, Score score) {}
