/**
 * The gate of a build: what is known, who answers for what, and on what to fail.
 *
 * <p>{@link dev.yinhu.piiscanner.report.gate.GateFiles} reads {@linkplain
 * dev.yinhu.piiscanner.report.gate.Baseline baselines} and {@linkplain
 * dev.yinhu.piiscanner.report.gate.Suppression suppressions}, {@link
 * dev.yinhu.piiscanner.report.gate.Sifted} holds a scan against them, {@link
 * dev.yinhu.piiscanner.report.gate.FailOn} decides. All know an item by a keyed fingerprint, its
 * type and its place; none holds a value.
 */
@NullMarked
package dev.yinhu.piiscanner.report.gate;

import org.jspecify.annotations.NullMarked;
