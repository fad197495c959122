/**
 * Real PostgreSQL for tests of every module: {@link dev.yinhu.database.testing.TestDatabase} for a
 * fresh database in milliseconds, {@link dev.yinhu.database.testing.TestServer} for a server of its
 * own that a test may stop, kill and start; and {@link dev.yinhu.database.testing.MariaDbServer}
 * for what works with other people's databases.
 */
@NullMarked
package dev.yinhu.database.testing;

import org.jspecify.annotations.NullMarked;
