/**
 * The files outside the database that make erasing final: epoch keys and the erasure ledger.
 *
 * <p>The tour. A {@link dev.yinhu.crypto.epoch.VaultDirectory} is the key directory: one file for
 * each living epoch, the sealed key of the ledger, and the ledger. {@link
 * dev.yinhu.crypto.epoch.Ledger} appends to the ledger and reads it: one {@link
 * dev.yinhu.crypto.epoch.LedgerLine} for each erased person and each destroyed epoch, chained by a
 * keyed hash so that nothing can be taken out, changed or cut off unseen.
 *
 * <p>Nothing here knows the root key or the database: keys come in as bytes, and what is written is
 * wrapped already. All changes are made by whoever holds the directory's lock.
 */
@NullMarked
package dev.yinhu.crypto.epoch;

import org.jspecify.annotations.NullMarked;
