package dev.yinhu.crypto.epoch;

/**
 * Where a ledger ends.
 *
 * @param lines how many lines stand before, without the header
 * @param chain the chain of the last of them, or of the header
 * @param bytes the length of the file up to there
 */
public record LedgerEnd(long lines, LedgerHash chain, long bytes) {}
