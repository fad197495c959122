/**
 * Each parser against arbitrary input: only declared outcomes. Run as fuzzers with {@code
 * JAZZER_FUZZ=1}, otherwise over stored inputs.
 */
@NullMarked
package dev.yinhu.crypto.fuzz;

import org.jspecify.annotations.NullMarked;
