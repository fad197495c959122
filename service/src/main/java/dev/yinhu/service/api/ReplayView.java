package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.erasure.Returned;
import java.util.List;

/**
 * What came of looking for people who came back with the backup of a store. Names nobody.
 *
 * @param complete whether every store could be looked at
 */
public record ReplayView(
    boolean complete,
    @JsonProperty("erased_again") List<String> erasedAgain,
    @JsonProperty("new_under_old_id") List<String> newUnderOldId,
    List<Store> stores) {
  public ReplayView {
    erasedAgain = List.copyOf(erasedAgain);
    newUnderOldId = List.copyOf(newUnderOldId);
    stores = List.copyOf(stores);
  }

  /** What came of one store. */
  public record Store(String store, long people, long rows, List<String> failed) {
    public Store {
      failed = List.copyOf(failed);
    }
  }

  /** Of what was done. */
  public static ReplayView of(Returned done) {
    return new ReplayView(
        done.failed().isEmpty(),
        done.erasedAgain().stream().map(CaseId::text).toList(),
        done.newUnderOldId().stream().map(CaseId::text).toList(),
        done.stores().stream()
            .map(one -> new Store(one.store(), one.looked(), one.rows(), one.failed()))
            .toList());
  }
}
