package dev.yinhu.accessaudit.search;

/**
 * How far the index has come.
 *
 * @param ready whether it can be searched; false while it is opened and checked
 * @param from index of its oldest entry
 * @param indexedTo entries from {@code from} up to, not including, this index can be searched
 * @param entries how many it holds
 */
public record IndexStatus(boolean ready, long from, long indexedTo, long entries) {}
