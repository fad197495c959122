package dev.yinhu.crypto;

/**
 * What was put right when the room was opened, because the database was older than the erasure
 * ledger.
 *
 * @param ledgerLines how many lines of the ledger the database had not applied
 * @param erasedAgain how many erased subjects had come back and are erased again
 * @param unreadable how many other subjects were wrapped under a destroyed epoch only: nobody can
 *     open their key, and their rows are deleted
 */
public record EpochOpening(long ledgerLines, long erasedAgain, long unreadable) {}
