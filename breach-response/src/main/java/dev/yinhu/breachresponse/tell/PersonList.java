package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.ScopePerson;
import dev.yinhu.breachresponse.scope.Scopes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The persons of one estimate, for whoever got leave to have them. Read some at a time, so that
 * memory does not grow with them. For one thread.
 */
public final class PersonList {
  private static final int AT_ONCE = 1000;

  private final ScopeEstimate estimate;
  private final Scopes scopes;
  private final Addressees addressees;

  PersonList(ScopeEstimate estimate, Scopes scopes, Addressees addressees) {
    this.estimate = estimate;
    this.scopes = scopes;
    this.addressees = addressees;
  }

  /** Takes a person. */
  @FunctionalInterface
  public interface Line {
    /** Throws what keeps the list from being written. */
    void take(ListedPerson person) throws IOException;
  }

  /** How many they are. */
  public long persons() {
    return estimate.figures().persons();
  }

  /** Gives each person once, in ascending order of the bytes of their references. */
  public void forEach(Line line) throws IOException {
    Iterator<ScopePerson> all = scopes.inScope(estimate).iterator();
    while (all.hasNext()) {
      List<ScopePerson> some = new ArrayList<>(AT_ONCE);
      while (some.size() < AT_ONCE && all.hasNext()) {
        some.add(all.next());
      }
      Map<UUID, String> ids =
          addressees.ids(
              estimate.incident(),
              some.stream().map(each -> Affected.uuid(each.reference())).toList());
      for (ScopePerson each : some) {
        String id = ids.get(Affected.uuid(each.reference()));
        line.take(
            new ListedPerson(
                each.reference(), Optional.ofNullable(id), each.sensitive(), each.minor()));
      }
    }
  }
}
