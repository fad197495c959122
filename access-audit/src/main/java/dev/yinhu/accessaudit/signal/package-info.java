/**
 * Early signals: rules over the access log that warn of what may be a leak.
 *
 * <p>The tour. {@link dev.yinhu.accessaudit.signal.Signals} follows the log. Every entry passes
 * through {@code Detection}, which holds one detector for each family of {@link
 * dev.yinhu.accessaudit.signal.SignalRule}s. Detectors know nothing but the entries, in their
 * order, and the thresholds ({@link dev.yinhu.accessaudit.signal.SignalSettings}); time is the time
 * of the entries. So the same log gives the same findings, whenever and however often it is read.
 *
 * <p>A finding becomes a {@link dev.yinhu.accessaudit.signal.SignalWarning} in PostgreSQL by way of
 * {@code Disposal}: one that is not closed takes up further findings of its rule and key, a planned
 * job's are only counted, those of a rule in mode monitor are recorded without being opened. The
 * warnings, and up to which entry they are complete, are one transaction; what the detectors
 * remember is written now and then and brought forward by reading the entries since. One node at a
 * time does it ({@code Evaluator}); another takes over when its lease has run out.
 *
 * <p>{@link dev.yinhu.accessaudit.signal.SignalBook} is what people use: it lists warnings, snoozes
 * and closes them, and switches rules; recording that in the log is up to its caller.
 */
@NullMarked
package dev.yinhu.accessaudit.signal;

import org.jspecify.annotations.NullMarked;
