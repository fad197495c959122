/**
 * Texts as detectors see them: folded to plain forms, with a way back to the original.
 *
 * <p>{@link dev.yinhu.piiscanner.text.FoldedText} is all that others see. Folding is one pass with
 * a table; as long as every character folds to one character it happens in the only copy, and the
 * way back is the identity. Characters that fold to none or several are noted as shifts, pairs of
 * surrogates as what tells characters from code points: both lists are as long as what they note,
 * and a place is found in them by bisection when a finding asks for it.
 */
@NullMarked
package dev.yinhu.piiscanner.text;

import org.jspecify.annotations.NullMarked;
