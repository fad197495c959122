/** TODO tour. */
@NullMarked
package dev.yinhu.benchmarks;

import org.jspecify.annotations.NullMarked;
