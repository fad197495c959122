/**
 * How long entries are kept, and what keeps them longer.
 *
 * <p>{@link dev.yinhu.accessaudit.retention.RetentionPolicy} is what a file declares, with the law
 * behind each term; {@link dev.yinhu.accessaudit.retention.Term} counts days as the Civil Code
 * does. {@link dev.yinhu.accessaudit.retention.Holds} keeps legal holds. {@link
 * dev.yinhu.accessaudit.retention.Pruning} takes the beginning of the log away, whole tiles of 256
 * entries at a time, in an order that a crash cannot hurt: it declares what will be pruned in the
 * log itself, copies what a longer term or a hold keeps, records the boundary, deletes, and states
 * the outcome. The hashes of the tree stay, so roots and proofs go on as before, also for the
 * copies.
 *
 * <p>When nobody looks, {@link dev.yinhu.accessaudit.retention.Pruning#pruneUnattended} does not
 * take the clock's word: how old an entry is, the course of the log itself has to show.
 *
 * <p>The tables guard themselves as well: no batch goes that is not below the recorded boundary, no
 * boundary is recorded above entries that are younger than half a year, and no copy goes but in a
 * transaction that records it and asked every hold in force. Whoever may write to the database can
 * still add rows that these checks let pass; so nothing is deleted or stated because of a row that
 * the log itself does not declare.
 */
@NullMarked
package dev.yinhu.accessaudit.retention;

import org.jspecify.annotations.NullMarked;
