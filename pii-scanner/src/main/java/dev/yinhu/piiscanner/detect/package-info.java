/**
 * What detectors and the engine share: a detector adds candidates, the engine settles them. And the
 * detector of all that rules describe.
 *
 * <p>{@link dev.yinhu.piiscanner.detect.RuleDetector} compiles {@linkplain
 * dev.yinhu.piiscanner.rule.Rule rules} ({@code CompiledRule}, {@code RuleTables}) and runs them in
 * one pass ({@code RuleScan}): the search tells where matches may end, the scan finds where they
 * start and how far they reach and asks the checks; only what passes is looked at with its context.
 * {@code WordContext} reads the cue words around a value, {@code NameContext} the names of what
 * holds it.
 */
@NullMarked
package dev.yinhu.piiscanner.detect;

import org.jspecify.annotations.NullMarked;
