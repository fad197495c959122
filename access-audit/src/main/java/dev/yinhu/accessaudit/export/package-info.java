/**
 * Takes the access log, or a part of it, out into files that can be verified without this service.
 *
 * <p>{@link dev.yinhu.accessaudit.export.LogExport} writes an {@link
 * dev.yinhu.accessaudit.export.ExportScope} of the published log as a directory in the layout of
 * C2SP tlog-tiles, with a manifest and a text that says how to verify it. That somebody took it is
 * in the log before the first file is.
 */
@NullMarked
package dev.yinhu.accessaudit.export;

import org.jspecify.annotations.NullMarked;
