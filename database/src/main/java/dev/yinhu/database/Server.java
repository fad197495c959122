package dev.yinhu.database;

/** The PostgreSQL server behind a database. Thread-safe. */
interface Server extends AutoCloseable {
  /** Where its main database is now; may change when an embedded server restarts. */
  ConnectionInfo connectionInfo();

  /** Where the password is written, for messages. */
  String passwordPlace();

  @Override
  void close();
}
