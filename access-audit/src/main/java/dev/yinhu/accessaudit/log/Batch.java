package dev.yinhu.accessaudit.log;

import java.time.Instant;
import java.util.UUID;

/**
 * One group commit.
 *
 * @param firstIndex index of its first entry
 * @param id made by the writer, so that an unknown commit outcome can be looked up
 */
record Batch(
    long firstIndex,
    int count,
    UUID id,
    Instant committedAt,
    EntryBundle entries,
    LeafHashes leafHashes) {}
