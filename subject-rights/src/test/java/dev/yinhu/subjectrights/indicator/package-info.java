/** Tests of the package of the same name. */
@NullMarked
package dev.yinhu.subjectrights.indicator;

import org.jspecify.annotations.NullMarked;
