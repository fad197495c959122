package dev.yinhu.accessaudit.log;

import java.util.concurrent.CompletableFuture;

/** A leaf on its way into the log, and who waits for its index. */
final class Waiting {
  private final byte[] leaf;
  private final CompletableFuture<Long> index = new CompletableFuture<>();

  Waiting(byte[] leaf) {
    this.leaf = leaf;
  }

  byte[] leaf() {
    return leaf;
  }

  CompletableFuture<Long> index() {
    return index;
  }
}
