/**
 * Searching the access log.
 *
 * <p>The tour. {@link dev.yinhu.accessaudit.search.AuditSearch} is the door. A thread follows the
 * log and puts every entry into a Lucene index as one document; the index keeps what entries are
 * found and counted by and where their bytes lie, never the bytes, which are read from the log. Its
 * watermark stands in each commit, so that after a crash it goes on from there; whatever is wrong
 * with it, it is thrown away and built anew.
 *
 * <p>Documents lie newest first and each segment is a range of the log, unbroken but where the log
 * was pruned and has only what is held; so a search for the newest entries stops at the first full
 * page, a cursor is an index, and completeness is a count. What is wanted is a {@link
 * dev.yinhu.accessaudit.search.Filter}; {@link dev.yinhu.accessaudit.search.QueryParser} reads one
 * from text, {@link dev.yinhu.accessaudit.search.Known} replaces ids of persons and categories by
 * what the index knows.
 */
@NullMarked
package dev.yinhu.accessaudit.search;

import org.jspecify.annotations.NullMarked;
