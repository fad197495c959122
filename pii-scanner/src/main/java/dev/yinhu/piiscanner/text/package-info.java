/** Texts as detectors see them: folded to plain forms, with a way back to the original. */
@NullMarked
package dev.yinhu.piiscanner.text;

import org.jspecify.annotations.NullMarked;
