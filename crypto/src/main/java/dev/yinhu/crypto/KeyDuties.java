package dev.yinhu.crypto;

/**
 * That this node looks after rotation and destruction, as {@link Crypto#keep} began it. Closing
 * ends it and lets another node take over; use counts go on. Safe for use by many threads.
 */
public final class KeyDuties implements AutoCloseable {
  private final KeyKeeper keeper;

  KeyDuties(KeyKeeper keeper) {
    this.keeper = keeper;
  }

  /**
   * Does now what the clock would have done within a minute. Blocks.
   *
   * @throws RuntimeException when the database or the record of changes failed
   */
  void performNow() {
    keeper.performNow();
  }

  @Override
  public void close() {
    keeper.release();
  }
}
