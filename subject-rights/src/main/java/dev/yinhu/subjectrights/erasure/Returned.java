package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;
import java.util.List;

/**
 * What looking for people who came back with the backup of a store gave.
 *
 * @param looked how many people the stores know
 * @param erasedAgain cases whose people had rows that were to go, which went again
 * @param newUnderOldId cases whose person's id somebody uses again whose key lives: nothing of
 *     theirs was touched
 * @param failed codes of what could not be looked at or erased, each once
 * @param stores the same by store, by its name
 */
public record Returned(
    long looked,
    List<CaseId> erasedAgain,
    List<CaseId> newUnderOldId,
    List<String> failed,
    List<Store> stores) {
  /** Copies the lists. */
  public Returned {
    erasedAgain = List.copyOf(erasedAgain);
    newUnderOldId = List.copyOf(newUnderOldId);
    failed = List.copyOf(failed);
    stores = List.copyOf(stores);
  }

  /**
   * What one store gave.
   *
   * @param store key of its dataset
   * @param looked how many people it knows
   * @param rows how many rows of people who came back had something that was to go, and lost it
   * @param failed codes of what could not be looked at or erased in it, each once
   */
  public record Store(String store, long looked, long rows, List<String> failed) {
    /** Copies the list. */
    public Store {
      failed = List.copyOf(failed);
    }
  }
}
