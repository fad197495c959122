/**
 * Finds personal data in texts, files and databases and compares it with the register.
 *
 * <p>{@link dev.yinhu.piiscanner.PiiEngine} is the core: a text in, {@linkplain
 * dev.yinhu.piiscanner.Finding findings} out. What it looks for is told by detectors; each sees the
 * folded text and adds candidates, and what overlaps is settled by strength.
 */
@NullMarked
package dev.yinhu.piiscanner;

import org.jspecify.annotations.NullMarked;
