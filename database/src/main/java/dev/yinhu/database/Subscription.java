package dev.yinhu.database;

/** A listener's registration. Closing ends it, twice is harmless. Thread-safe. */
public interface Subscription extends AutoCloseable {
  /** After this returns no further call to the listener begins. */
  @Override
  void close();
}
