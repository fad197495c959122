/**
 * Where the log is streamed to, as the operator wrote it.
 *
 * <p>The tour. {@link dev.yinhu.accessaudit.sink.config.SinksFile} reads the file of {@code
 * audit.sinks_file} strictly, with all its problems told at once, into one {@link
 * dev.yinhu.accessaudit.sink.config.SinkConfig} for each sink: its receiver ({@link
 * dev.yinhu.accessaudit.sink.config.SinkTarget}), the format, and which entries pass ({@link
 * dev.yinhu.accessaudit.sink.config.SinkFilter}). It holds paths of secrets, never a secret.
 */
@NullMarked
package dev.yinhu.accessaudit.sink.config;

import org.jspecify.annotations.NullMarked;
