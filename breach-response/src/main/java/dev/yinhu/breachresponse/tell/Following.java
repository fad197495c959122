package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.tell.ToldStore.Told;
import dev.yinhu.notices.NoticeKey;
import dev.yinhu.notices.NoticeStatus;
import dev.yinhu.notices.Notices;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what became of notices, so that it stands when the outbox forgot. Thread-safe. */
final class Following {
  private static final int AT_ONCE = 1000;

  private final ToldStore store;
  private final Notices notices;

  Following(ToldStore store, Notices notices) {
    this.store = store;
    this.notices = notices;
  }

  /**
   * Of those of whom it is not known.
   *
   * @param all also of the others, because gateways correct themselves late
   */
  void follow(IncidentId incident, boolean all) {
    for (Role role : Role.values()) {
      ToldStore.Walk walk = store.walk(incident, role, all);
      List<Told> some = walk.next(AT_ONCE);
      while (!some.isEmpty()) {
        settle(incident, some);
        some = walk.next(AT_ONCE);
      }
    }
  }

  private void settle(IncidentId incident, List<Told> some) {
    String matter = Enqueuing.matter(incident);
    Map<NoticeKey, Told> byKey = new LinkedHashMap<>();
    some.forEach(each -> byKey.put(Enqueuing.key(matter, each), each));
    Map<Fate, List<Told>> byFate = new EnumMap<>(Fate.class);
    for (NoticeStatus status : notices.find(byKey.keySet()).values()) {
      Told told = byKey.get(status.key());
      if (told != null) {
        byFate.computeIfAbsent(Fate.of(status), _ -> new ArrayList<>()).add(told);
      }
    }
    byFate.forEach((fate, whom) -> store.settle(incident, fate, whom));
  }
}
