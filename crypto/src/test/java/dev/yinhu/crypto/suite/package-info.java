/** The suites' algorithms against the standards' own vectors. */
@NullMarked
package dev.yinhu.crypto.suite;

import org.jspecify.annotations.NullMarked;
