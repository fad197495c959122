package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.merkle.ConsistencyProof;

/** The log's tree, as far as publishing needs it. Safe for use by many threads; blocks. */
public interface GrowingTree {
  /**
   * Stores what has to be there before a checkpoint of this size is published, such as tiles; may
   * be called again for sizes that were reached before.
   */
  void advance(long size);

  /** Lets go of what is held in memory: the database may not be what it was. */
  void forget();

  /**
   * The proof that the tree of the one size goes on to that of the other; after {@link #advance}.
   *
   * @throws BehindPruning when that cannot be proved any more
   */
  ConsistencyProof consistency(long from, long to);

  /** The root of the tree of a size, from what proofs are made of; after {@link #advance}. */
  byte[] root(long size);
}
