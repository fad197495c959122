/**
 * The stores that hold people's data, as this module reaches into them: one connector for each
 * dataset of the register.
 *
 * <p>The tour. A {@link dev.yinhu.subjectrights.connect.StoreConnector} counts, reads and erases a
 * person's rows of one collection. It never takes what it cannot see for nothing: a table, column
 * or right that is missing is an {@link dev.yinhu.subjectrights.connect.Answer.Failed}, and a store
 * that does not answer throws {@link dev.yinhu.subjectrights.connect.StoreUnavailable}, to be tried
 * again. {@link dev.yinhu.subjectrights.connect.JdbcConnector} reaches databases, {@link
 * dev.yinhu.subjectrights.connect.WebhookConnector} stores that take signed requests, and {@link
 * dev.yinhu.subjectrights.connect.ManualConnector} waits for staff. Which store is reached how is
 * said in a file, which {@link dev.yinhu.subjectrights.connect.StoresFile} reads.
 */
@NullMarked
package dev.yinhu.subjectrights.connect;

import org.jspecify.annotations.NullMarked;
