package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.search.Filter;

/**
 * Entries that are kept longer than the others.
 *
 * @param name by which it is told of
 * @param wanted which entries; not resolved
 * @param term for how long
 */
public record RetentionRule(String name, Filter wanted, Term term) {}
