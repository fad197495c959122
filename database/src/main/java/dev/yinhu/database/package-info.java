/**
 * Opens the one PostgreSQL database that everything else is stored in, and knows no table of
 * anybody's.
 *
 * <p>The tour: {@link dev.yinhu.database.DataDirectory} is the folder a node owns, with {@link
 * dev.yinhu.database.ServeLock} saying that somebody serves from it. {@link
 * dev.yinhu.database.Database#open} gives a pool on an external server when {@link
 * dev.yinhu.database.DatabaseConfig} names one, else on an embedded server whose files live in the
 * data directory. On a {@link dev.yinhu.database.Database} the other modules find their {@code
 * DataSource}, {@code Jdbi}, migrations and notifications.
 *
 * <p>Inside: {@code EmbeddedServer} is the life cycle (who starts, adopts, watches and stops the
 * server), {@code Cluster} the files of one PostgreSQL cluster, {@code Postmaster} one running
 * server process, {@code PostgresBinaries} the programs unpacked from the class path, {@code RunAs}
 * how to run them when we are root, {@code OsLock} the locks that a killed process leaves free.
 *
 * <p>Guarantees: all processes of one data directory share one server; it is started by the first
 * that needs it and stopped by the last that closes; whatever a killed process leaves behind is
 * taken over or cleaned at the next start. Commits are durable (fsync and synchronous commit stay
 * on). Passwords are in files of mode 0600, never in a command line, log, message or {@code
 * toString}. The server's own log carries no statement, parameter or error of a client.
 */
@NullMarked
package dev.yinhu.database;

import org.jspecify.annotations.NullMarked;
