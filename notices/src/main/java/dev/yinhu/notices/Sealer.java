package dev.yinhu.notices;

/** Seals one-time codes for the outbox; wired to crypto by whoever opens it. Thread-safe. */
public interface Sealer {
  /**
   * Seals.
   *
   * @param plain cleared by the caller afterwards
   * @param context what it belongs to: opened only with the same
   */
  byte[] seal(byte[] plain, byte[] context);

  /**
   * Opens.
   *
   * @return cleared by the caller afterwards
   * @throws RuntimeException when it is not what was sealed with this context, or keys are gone
   */
  byte[] open(byte[] sealed, byte[] context);
}
