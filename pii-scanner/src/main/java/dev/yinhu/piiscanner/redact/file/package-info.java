/**
 * Copies of files without their personal data.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.redact.file.FileRedaction} writes the copy of one file
 * beside its place and moves it there when it is whole. Its text is opened as a scan opens it; a
 * {@code Mode} says in which form it is written anew. {@code JsonRewrite} and {@code TableRewrite}
 * cut out names, values and cells and write everything between them as it was; {@code Rewritten}
 * puts the findings of overlapping passages together; {@code RedactedOut} asks the replacement for
 * many values at once and writes each within the quotes of its form. {@link
 * dev.yinhu.piiscanner.redact.file.TreeRedaction} does it for the files of a walk.
 */
@NullMarked
package dev.yinhu.piiscanner.redact.file;

import org.jspecify.annotations.NullMarked;
