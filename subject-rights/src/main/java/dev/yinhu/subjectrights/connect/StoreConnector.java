package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import java.util.function.Consumer;

/**
 * Reaches into the store of one dataset. Every method blocks, is safe for use by many threads, and
 * may be called again with the same arguments after a crash: what was done already stays done.
 *
 * <p>All throw {@link StoreUnavailable} when the store does not answer.
 */
public interface StoreConnector {
  /** Key of the dataset. */
  String dataset();

  /** How many rows of the collection are the person's. Changes nothing. */
  Answer<Long> count(Node node, SubjectId person);

  /**
   * Gives the person's rows of the collection one after the other, in the order of the primary key
   * where the register declares one. Memory does not grow with their number. Changes nothing.
   *
   * @return how many they were
   */
  Answer<Long> read(Node node, SubjectId person, Consumer<StoredRow> action);

  /**
   * Erases the person's rows of the collection as the plan says, all of them or none, and looks
   * afterwards whether it is so.
   */
  Answer<Erased> erase(Node node, SubjectId person, ErasePlan plan);
}
