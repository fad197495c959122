/**
 * Protects the columns of live tables: plaintext to ciphertext, without a pause for the application
 * (docs/protect.md).
 *
 * <p>A {@link dev.yinhu.tableprotection.ProtectionJob} says which columns of which table, read from
 * YAML by {@link dev.yinhu.tableprotection.JobReader}. {@link
 * dev.yinhu.tableprotection.TableProtection} runs its phases. Each phase is a walk along the
 * table's key: a {@code Walk} reads batches, a {@code Task} says which rows to read and what to
 * write instead, and the row store writes only where the row is still what was read (compare and
 * set), so nothing that the application wrote is ever overwritten. Values are encrypted, compared
 * and rewrapped by {@code field-access}, under its guard and in its log: there is no other door.
 *
 * <p>Progress is stored in the schema {@code protect} after each committed batch. Since every write
 * is a compare-and-set, doing a batch twice does nothing.
 */
@NullMarked
package dev.yinhu.tableprotection;

import org.jspecify.annotations.NullMarked;
