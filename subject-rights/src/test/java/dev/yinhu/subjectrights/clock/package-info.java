/** Tests of the package of the same name. */
@NullMarked
package dev.yinhu.subjectrights.clock;

import org.jspecify.annotations.NullMarked;
