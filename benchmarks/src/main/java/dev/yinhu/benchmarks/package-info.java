/**
 * Benchmarks, run by hand with {@code benchmarks/run}: each measures Yinhu and the limit it is
 * compared with side by side in one run, and prints the ratio. docs/performance.md keeps results
 * with the machine they were measured on.
 */
@NullMarked
package dev.yinhu.benchmarks;

import org.jspecify.annotations.NullMarked;
