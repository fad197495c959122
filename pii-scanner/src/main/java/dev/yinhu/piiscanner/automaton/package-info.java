/**
 * Finite automata as flat tables: what makes a scan take time linear in the text, whatever it
 * holds.
 *
 * <p>{@link dev.yinhu.piiscanner.automaton.CueTable} finds many words at once.
 */
@NullMarked
package dev.yinhu.piiscanner.automaton;

import org.jspecify.annotations.NullMarked;
