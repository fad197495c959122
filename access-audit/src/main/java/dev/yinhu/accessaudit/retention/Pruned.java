package dev.yinhu.accessaudit.retention;

import java.time.Instant;

/**
 * The pruning in force.
 *
 * @param boundary index of the first entry that was not pruned
 * @param at when it was recorded
 * @param law the law that the policy named for it
 * @param article the article of that law
 * @param policy SHA-256 of the policy's text, in hex
 * @param intent index of the entry of the log that declared it
 */
public record Pruned(
    long boundary, Instant at, String law, String article, String policy, long intent) {}
