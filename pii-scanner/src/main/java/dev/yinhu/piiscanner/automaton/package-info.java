/**
 * Finite automata as flat tables: what makes a scan take time linear in the text, whatever it
 * holds.
 *
 * <p>{@link dev.yinhu.piiscanner.automaton.PatternSearch} looks for many {@linkplain
 * dev.yinhu.piiscanner.automaton.Expression expressions} at once. Lucene parses each and makes it
 * deterministic, forwards, backwards and with long repetitions relaxed ({@code Compiled}); {@code
 * CharClasses} sorts the characters into columns; {@code UnionBuilder} joins the relaxed ones into
 * the one table that walks over a text. What would take too many states is refused by name: {@link
 * dev.yinhu.piiscanner.automaton.TooComplexException}.
 *
 * <p>{@link dev.yinhu.piiscanner.automaton.CueTable} finds many words at once.
 */
@NullMarked
package dev.yinhu.piiscanner.automaton;

import org.jspecify.annotations.NullMarked;
