package dev.yinhu.service.api;

import dev.yinhu.piiscanner.finding.Sighting;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.register.Register;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the register in force says of findings in databases. Judged when it is asked for, as the
 * register changes. Nothing is called unused: what is found is readable, and use is known of what
 * is protected only. Safe for use by many threads.
 */
public final class FindingJudgements {
  private final Supplier<Optional<Register>> register;
  private final Function<String, Optional<String>> homes;
  private final Supplier<JudgeSettings> settings;
  private final InstantSource clock;

  /**
   * @param register the one in force; empty when there is none
   * @param homes by store, the schema whose tables the register calls by their bare names; empty
   *     for stores that are no database of the configuration
   * @param settings by what to measure; asked for when there is something to judge
   */
  public FindingJudgements(
      Supplier<Optional<Register>> register,
      Function<String, Optional<String>> homes,
      Supplier<JudgeSettings> settings,
      InstantSource clock) {
    this.register = register;
    this.homes = homes;
    this.settings = settings;
    this.clock = clock;
  }

  /** The judgement of each finding that can be judged, by its id. */
  public Map<Long, String> of(List<StoredFinding> findings) {
    List<Long> ids = new ArrayList<>();
    List<Holding> holdings = new ArrayList<>();
    for (StoredFinding finding : findings) {
      place(finding.seen())
          .ifPresent(place -> {
            ids.add(finding.id());
            holdings.add(Holding.plaintext(place, finding.seen().type(), amount(finding.seen())));
          });
    }
    Map<Long, String> judgements = new HashMap<>();
    if (!holdings.isEmpty()) {
      List<Judged> judged = register.get().map(known -> judge(known, holdings)).orElse(List.of());
      for (int i = 0; i < judged.size(); i++) {
        judgements.put(ids.get(i), judged.get(i).verdict().wire());
      }
    }
    return judgements;
  }

  /** One for each holding, in their order. */
  private List<Judged> judge(Register known, List<Holding> holdings) {
    return new Judge(known, FieldUse.UNKNOWN, settings.get())
        .judge(new Inventory(clock.instant(), List.of(), List.of(), holdings))
        .judged();
  }

  private Optional<HeldAt> place(Sighting seen) {
    int dot = seen.place().lastIndexOf('.');
    return homes
        .apply(seen.store())
        .filter(_ -> dot > 0 && dot < seen.place().length() - 1)
        .map(home -> {
          String table = seen.place().substring(0, dot);
          String bare = table.startsWith(home + ".") ? table.substring(home.length() + 1) : table;
          return HeldAt.field(seen.store(), bare, seen.place().substring(dot + 1));
        });
  }

  private static Amount amount(Sighting seen) {
    double share = seen.share().orElse(1);
    long values = Math.round(seen.occurrences() / (share > 0 ? share : 1));
    return Amount.full(seen.occurrences(), Math.max(seen.occurrences(), values));
  }
}
