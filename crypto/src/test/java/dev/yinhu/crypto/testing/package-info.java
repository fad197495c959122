/** Fixture of the tests of every module: a crypto room over a fresh database. */
@NullMarked
package dev.yinhu.crypto.testing;

import org.jspecify.annotations.NullMarked;
