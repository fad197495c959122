package dev.yinhu.piiscanner.automaton;

import java.util.function.IntPredicate;

/**
 * One expression of a {@link PatternSearch}.
 *
 * @param name tells it in refusals
 * @param lucene in the syntax of Lucene's {@code RegExp} without optional operators, over
 *     characters of the basic plane; must not match the empty text
 * @param lead what a match begins with and does not belong to it, in the same syntax; empty for
 *     none. {@code lucene} holds it too
 * @param trigger what every match begins with, in the same syntax: when the expression has many
 *     states the walk looks for it instead, and tells its end; empty to look for the whole always
 * @param before which characters may stand right before a match; asked for all 65,536 when the
 *     search is built, so expressions should share one. May allow too much: a match is told whose
 *     start is then checked
 * @param after which characters may stand right behind a match, under the same terms
 * @param isCued whether a match counts for nothing unless something near speaks for it
 */
public record Expression(
    String name,
    String lucene,
    String lead,
    String trigger,
    IntPredicate before,
    IntPredicate after,
    boolean isCued) {}
