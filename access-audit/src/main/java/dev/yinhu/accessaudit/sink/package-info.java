/**
 * Streams the log out to the systems that watch it: at least once, in order, and never at the cost
 * of the log.
 *
 * <p>The tour. {@link dev.yinhu.accessaudit.sink.Sinks} runs one {@code SinkRunner} for each sink
 * of the configuration ({@link dev.yinhu.accessaudit.sink.config}). The runner holds the sink's
 * lease in {@code audit.sink}, so that one node at a time streams it and another takes over when
 * that one dies; while it has the lease a {@link dev.yinhu.accessaudit.log.LogTail} gives entries
 * to its {@code Delivery}, which filters them, hands them to a transport ({@link
 * dev.yinhu.accessaudit.sink.transport}) in a format ({@link dev.yinhu.accessaudit.sink.format}),
 * tries again with growing pauses, and moves the cursor only when the receiver has them. {@link
 * dev.yinhu.accessaudit.sink.Cursors} is the table seen from outside: how far each sink is, and
 * pausing, resuming and skipping. Correctness rests on the cursor alone, which moves by
 * compare-and-set: two nodes that both believe to hold a lease send entries twice, never too few.
 */
@NullMarked
package dev.yinhu.accessaudit.sink;

import org.jspecify.annotations.NullMarked;
