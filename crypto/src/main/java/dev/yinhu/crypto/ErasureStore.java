package dev.yinhu.crypto;

import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** A store that deletes what else is kept about subjects who are being erased. */
@FunctionalInterface
interface ErasureStore {
  /**
   * Called inside the transaction that erases them, also when the ledger is replayed on an older
   * database: what is deleted through the handle is deleted with them or not at all. When it
   * throws, nobody is erased.
   */
  void erased(Handle handle, Collection<SubjectRef> refs);
}
