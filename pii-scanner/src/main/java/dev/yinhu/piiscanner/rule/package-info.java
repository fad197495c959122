/**
 * What a detector looks for, as data: the same YAML for the detectors that ship with us and for
 * those of a user.
 *
 * <p>{@link dev.yinhu.piiscanner.rule.RuleReader} reads a file into {@linkplain
 * dev.yinhu.piiscanner.rule.Rule rules} and tells everything that is wrong with it in one go. A
 * rule's {@linkplain dev.yinhu.piiscanner.rule.LinearPattern patterns} are of a dialect that finite
 * automata can match; nothing here matches anything, the engine compiles all rules together.
 */
@NullMarked
package dev.yinhu.piiscanner.rule;

import org.jspecify.annotations.NullMarked;
