/**
 * Minimal necessity (最小必要, PIPL 6): what was found, held against what the register declares.
 *
 * <p>A scan gives an {@link dev.yinhu.piiscanner.necessity.Inventory}: {@linkplain
 * dev.yinhu.piiscanner.necessity.Holding holdings} with their place, type, form and amount, what
 * was looked at and what could not be read. The {@link dev.yinhu.piiscanner.necessity.Judge} gives
 * each exactly one {@link dev.yinhu.piiscanner.necessity.Judgement}, with reasons and the
 * declarations that bear on it. What is unknown is never taken for good: a store that the register
 * lacks and a file that could not be read have judgements of their own.
 *
 * <p>{@link dev.yinhu.piiscanner.necessity.LevelProfile} says how sensitive types are, {@link
 * dev.yinhu.piiscanner.necessity.Score} adds it up with every term shown, {@link
 * dev.yinhu.piiscanner.necessity.Drift} compares two scans. Which law says what stands in YAML
 * resources beside the classes, each row with its source and how well that was checked.
 */
@NullMarked
package dev.yinhu.piiscanner.necessity;

import org.jspecify.annotations.NullMarked;
