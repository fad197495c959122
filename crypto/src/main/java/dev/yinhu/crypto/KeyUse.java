package dev.yinhu.crypto;

import java.util.concurrent.atomic.LongAdder;

/**
 * How often this process used one keyring version since it read it: counted where values pass,
 * stored elsewhere. Counting never blocks and costs a few nanoseconds. Safe for use by many
 * threads.
 */
final class KeyUse {
  private final LongAdder sealed = new LongAdder();
  private final LongAdder opened = new LongAdder();

  /** Counts one message sealed, or one key wrapped. */
  void countSealed() {
    sealed.increment();
  }

  /** Counts one message that was opened, whether or not it was authentic. */
  void countOpened() {
    opened.increment();
  }

  long sealed() {
    return sealed.sum();
  }

  long opened() {
    return opened.sum();
  }
}
