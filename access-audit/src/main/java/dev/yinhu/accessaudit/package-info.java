/**
 * The access log: who asked for what, for which purpose, and what they got; append-only and
 * provable.
 *
 * <p>The tour. What happened is an {@link dev.yinhu.accessaudit.AuditEntry}, written as compact
 * JSON that holds references, field names and codes only. {@link
 * dev.yinhu.accessaudit.log.AuditLog} appends it to an RFC 6962 Merkle tree ({@link
 * dev.yinhu.accessaudit.merkle}) kept in PostgreSQL and answers when the entry is durable. {@link
 * dev.yinhu.accessaudit.publish.CheckpointPublisher} states size and root of the tree as a C2SP
 * signed note ({@link dev.yinhu.accessaudit.note}), unless the tree does not go on from what it
 * stated before, and has witnesses ({@link dev.yinhu.accessaudit.witness}) cosign it.
 *
 * <p>Rules follow the log and warn of what may be a leak ({@link dev.yinhu.accessaudit.signal}).
 */
@NullMarked
package dev.yinhu.accessaudit;

import org.jspecify.annotations.NullMarked;
