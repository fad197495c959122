/** Tests of the package of the same name. */
@NullMarked
package dev.yinhu.subjectrights.consent;

import org.jspecify.annotations.NullMarked;
