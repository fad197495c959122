/**
 * Where texts come from: files, directory trees, archives and streams, read in constant memory.
 *
 * <p>{@link dev.yinhu.piiscanner.source.FileTree} walks directories; {@link
 * dev.yinhu.piiscanner.source.FileReading} reads one file, whatever it is, and gives its texts as
 * {@linkplain dev.yinhu.piiscanner.source.Passage passages} to a {@link
 * dev.yinhu.piiscanner.source.Watcher}, who is also told what {@linkplain
 * dev.yinhu.piiscanner.source.Happening happened}. On the way {@code ContentReader} opens archives
 * within bounds, {@code DecodedText} finds the encoding out, a {@link
 * dev.yinhu.piiscanner.source.Form} cuts the text by its structure, and {@code Windows} cuts what
 * is long. {@link dev.yinhu.piiscanner.source.RecordReader} reads records of JSON, one a line,
 * whose text is scanned as a whole.
 */
@NullMarked
package dev.yinhu.piiscanner.source;

import org.jspecify.annotations.NullMarked;
