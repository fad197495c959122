/**
 * Where texts come from: files, directory trees, archives and streams, read in constant memory.
 *
 * <p>{@link dev.yinhu.piiscanner.source.RecordReader} reads records of JSON, one a line, whose text
 * is scanned as a whole.
 */
@NullMarked
package dev.yinhu.piiscanner.source;

import org.jspecify.annotations.NullMarked;
