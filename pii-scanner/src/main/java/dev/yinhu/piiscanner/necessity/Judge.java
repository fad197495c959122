package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what a scan found against the register. A holding passes gates in a fixed order, from "is
 * its store declared" to "is it used"; the first that it does not pass is its judgement, what the
 * others say is among the reasons. Immutable and safe for use by many threads.
 */
public final class Judge {
  private static final CategoryKey PERSONAL = new CategoryKey("user");

  private final Register register;
  private final FieldUse use;
  private final JudgeSettings settings;

  /**
   * A judge.
   *
   * @param register the version in force
   * @param use what is known of the use of fields
   * @param settings by what to measure
   */
  public Judge(Register register, FieldUse use, JudgeSettings settings) {
    this.register = register;
    this.use = use;
    this.settings = settings;
  }

  /** Judges everything that a scan found and everything that it could not read. */
  public Judgements judge(Inventory inventory) {
    List<Judged> judged = new ArrayList<>();
    for (Holding holding : inventory.holdings()) {
      judged.add(judge(holding, inventory));
    }
    inventory.unread().forEach(unread -> judged.add(unreadable(unread)));
    return new Judgements(inventory, judged, notLookedAt(inventory));
  }

  private Judged judge(Holding holding, Inventory inventory) {
    Located located = Located.find(register, settings.names(), holding.place());
    return switch (located) {
      case Located.NoStore none ->
          judged(holding, new Judgement.StoreNotDeclared(none.store()), located);
      case Located.NoField none ->
          judged(holding, new Judgement.Undeclared(none.dataset()), located);
      case Located.Field found -> {
        Bearing bearing = bearing(found.field());
        DeclaredCase declared =
            new DeclaredCase(holding, found.field(), bearing, settings, use, inventory.at());
        Judgement judgement = declared.judgement();
        List<Reason> reasons = new ArrayList<>(declared.reasons());
        reasons.addAll(found.reasons());
        yield new Judged(
            Scope.of(holding.place()),
            Optional.of(holding),
            judgement,
            withSample(reasons, holding),
            bearing);
      }
    };
  }

  private static Judged judged(Holding holding, Judgement judgement, Located located) {
    return new Judged(
        Scope.of(holding.place()),
        Optional.of(holding),
        judgement,
        withSample(located.reasons(), holding),
        Bearing.NONE);
  }

  private static List<Reason> withSample(List<Reason> reasons, Holding holding) {
    List<Reason> all = new ArrayList<>(reasons);
    if (holding.amount().reach() != Reach.FULL) {
      all.add(Reason.SAMPLED);
    }
    return all;
  }

  private static Judged unreadable(Unread unread) {
    return new Judged(
        unread.scope(),
        Optional.empty(),
        new Judgement.Unreadable(unread.why()),
        List.of(Reason.NOT_READ),
        Bearing.NONE);
  }

  private Bearing bearing(DeclaredField field) {
    return new Bearing(
        Optional.of(field),
        register.purposesOf(field.ref()),
        register.retentionRulesOf(field.ref()));
  }

  /** Declared fields of personal data that neither a look nor a failed look reached. */
  private List<FieldRef> notLookedAt(Inventory inventory) {
    Set<FieldRef> seen = new HashSet<>();
    for (Holding holding : inventory.holdings()) {
      Located.ref(Located.find(register, settings.names(), holding.place())).ifPresent(seen::add);
    }
    return register.fields().stream()
        .filter(Judge::isPersonal)
        .map(DeclaredField::ref)
        .filter(ref -> !seen.contains(ref) && !wasMeant(ref, inventory))
        .toList();
  }

  private boolean wasMeant(FieldRef ref, Inventory inventory) {
    return inventory.looked().stream().anyMatch(looked -> covers(looked.scope(), ref))
        || inventory.unread().stream().anyMatch(unread -> covers(unread.scope(), ref));
  }

  private boolean covers(Scope scope, FieldRef ref) {
    Scope renamed =
        new Scope(settings.names().dataset(scope.store()), scope.collection(), scope.field());
    boolean alias =
        settings.names().fields().entrySet().stream()
            .anyMatch(e -> e.getValue().equals(ref) && scope.covers(e.getKey()));
    return alias || renamed.covers(HeldAt.field(ref.dataset(), ref.collection(), ref.field()));
  }

  private static boolean isPersonal(DeclaredField field) {
    return field.categories().stream().anyMatch(category -> category.isWithin(PERSONAL));
  }
}
