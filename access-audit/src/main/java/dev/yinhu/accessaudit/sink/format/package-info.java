/**
 * How an entry of the log is written for a receiver that is not ours.
 *
 * <p>The tour. A {@link dev.yinhu.accessaudit.sink.format.LogEvent} is an entry with its place in
 * the log. An {@link dev.yinhu.accessaudit.sink.format.EventFormat} writes it: {@link
 * dev.yinhu.accessaudit.sink.format.OcsfFormat}, {@link
 * dev.yinhu.accessaudit.sink.format.CefFormat}, {@link
 * dev.yinhu.accessaudit.sink.format.SyslogFormat} and {@link
 * dev.yinhu.accessaudit.sink.format.RawFormat}; {@link
 * dev.yinhu.accessaudit.sink.format.FormatName} is how a configuration names them. Every format
 * names the log and the entry's index, so that a receiver can leave out what came twice and ask for
 * a proof. What they say about an entry beyond its own words (did it succeed, how grave is it)
 * comes from one place, {@link dev.yinhu.accessaudit.sink.format.Gist}. Byte formats:
 * docs/formats.md, "Streamed events".
 */
@NullMarked
package dev.yinhu.accessaudit.sink.format;

import org.jspecify.annotations.NullMarked;
