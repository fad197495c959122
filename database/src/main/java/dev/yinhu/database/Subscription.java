package dev.yinhu.database;

/** A listener's registration. Closing ends it, twice is harmless. Thread-safe. */
public interface Subscription extends AutoCloseable {
  /** No further call begins; one that has begun may end after this returns. */
  @Override
  void close();
}
