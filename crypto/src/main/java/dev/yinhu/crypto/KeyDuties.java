package dev.yinhu.crypto;

/**
 * That this node looks after rotation, destruction and the values of stored tokens, as {@link
 * Crypto#keep} began it. Closing ends it and lets another node take over; use counts go on. Safe
 * for use by many threads.
 */
public final class KeyDuties implements AutoCloseable {
  private final KeyKeeper keeper;
  private final TokenResealKeeper tokens;

  KeyDuties(KeyKeeper keeper, TokenResealKeeper tokens) {
    this.keeper = keeper;
    this.tokens = tokens;
  }

  /**
   * Does now what the clock would have done within a minute. Blocks.
   *
   * @throws RuntimeException when the database or the record of changes failed
   */
  void performNow() {
    keeper.performNow();
    tokens.perform(() -> false);
  }

  @Override
  public void close() {
    tokens.close();
    keeper.release();
  }
}
