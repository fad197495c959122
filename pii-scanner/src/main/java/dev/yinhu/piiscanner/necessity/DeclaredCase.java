package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.LegalBasis;
import dev.yinhu.register.Level;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One holding whose field is declared, taken through the gates. For one use. */
final class DeclaredCase {
  private final Holding holding;
  private final DeclaredField field;
  private final Bearing bearing;
  private final JudgeSettings settings;
  private final FieldUse use;
  private final Instant at;
  private final Set<Reason> reasons = new LinkedHashSet<>();

  DeclaredCase(
      Holding holding,
      DeclaredField field,
      Bearing bearing,
      JudgeSettings settings,
      FieldUse use,
      Instant at) {
    this.holding = holding;
    this.field = field;
    this.bearing = bearing;
    this.settings = settings;
    this.use = use;
    this.at = at;
  }

  /** The first gate that is not passed; all are tried, so that the reasons are complete. */
  Judgement judgement() {
    List<Optional<? extends Judgement>> gates =
        List.of(category(), purpose(), form(), assessment(), legalSet(), lastUse());
    for (Optional<? extends Judgement> gate : gates) {
      if (gate.isPresent()) {
        return gate.get();
      }
    }
    return new Judgement.Needed(keys(bearing.inForce()));
  }

  /** In the order in which the gates gave them; call {@link #judgement} before. */
  List<Reason> reasons() {
    return new ArrayList<>(reasons);
  }

  private Optional<TypeCategories.Row> row() {
    return holding.type().flatMap(settings.categories()::of);
  }

  private Optional<Judgement> category() {
    Optional<TypeCategories.Row> row = row();
    if (row.isEmpty()) {
      reasons.add(Reason.CATEGORY_NOT_COMPARED);
      return Optional.empty();
    }
    return switch (TypeCategories.fit(row.get(), field.categories())) {
      case FITS -> Optional.empty();
      case BROAD -> {
        reasons.add(Reason.CATEGORY_BROAD);
        yield Optional.empty();
      }
      case DIFFERS -> {
        reasons.add(
            settings.categories().isFreeText(field.categories())
                ? Reason.IN_FREE_TEXT
                : Reason.CATEGORY_DIFFERS);
        yield Optional.of(new Judgement.OtherCategory(field.categories(), row.get().categories()));
      }
    };
  }

  private Optional<Judgement> purpose() {
    List<PurposeDeclaration> inForce = bearing.inForce();
    if (inForce.isEmpty()) {
      reasons.add(bearing.purposes().isEmpty() ? Reason.NO_PURPOSE : Reason.PURPOSE_NOT_IN_FORCE);
      return Optional.of(new Judgement.NoPurpose(keys(bearing.purposes())));
    }
    boolean onlyDuty = inForce.stream().allMatch(p -> p.use().equals(Optional.of(Use.LEGAL_DUTY)));
    if (onlyDuty && bearing.rules().isEmpty()) {
      reasons.add(Reason.ONLY_LEGAL_DUTY);
    }
    return Optional.empty();
  }

  private Optional<Judgement> form() {
    if (field.protection().isEmpty()) {
      if (isSensitive() && holding.form() == Form.PLAINTEXT) {
        reasons.add(Reason.SENSITIVE_UNPROTECTED);
      }
      return Optional.empty();
    }
    return switch (holding.form()) {
      case CIPHERTEXT -> Optional.empty();
      case LOOKS_PROTECTED -> {
        reasons.add(Reason.PROTECTED_OTHERWISE);
        yield Optional.empty();
      }
      case PLAINTEXT -> {
        reasons.add(Reason.PLAINTEXT_WHERE_CIPHERTEXT);
        yield Optional.of(new Judgement.Plaintext(field.protection().get().suite()));
      }
    };
  }

  private Optional<Judgement> assessment() {
    if (!isSensitive()) {
      return Optional.empty();
    }
    if (field.level() != Level.SENSITIVE) {
      reasons.add(Reason.LEVEL_ABOVE_DECLARED);
    }
    List<PurposeDeclaration> lacking =
        bearing.inForce().stream().filter(p -> !p.assessment().done()).toList();
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    reasons.add(Reason.NOT_ASSESSED);
    return Optional.of(new Judgement.WithoutAssessment(keys(lacking)));
  }

  private boolean isSensitive() {
    return field.level() == Level.SENSITIVE
        || holding
            .type()
            .map(settings.sensitivity()::of)
            .filter(row -> row.grade().sensitive())
            .isPresent();
  }

  private Optional<Judgement> legalSet() {
    Optional<LegalSet> set = settings.legalSet();
    boolean isPersonal = row().filter(TypeCategories.Row::personal).isPresent();
    if (set.isEmpty() || !isPersonal || set.get().contains(holding.type().orElseThrow())) {
      return Optional.empty();
    }
    if (!bearing.rules().isEmpty()) {
      reasons.add(Reason.OUTSIDE_KEPT_BY_LAW);
      return Optional.empty();
    }
    boolean consent =
        bearing.inForce().stream()
            .anyMatch(p -> p.legalBasis().equals(Optional.of(LegalBasis.CONSENT)));
    reasons.add(consent ? Reason.OUTSIDE_BY_CONSENT : Reason.OUTSIDE_LEGAL_SET);
    return consent ? Optional.empty() : Optional.of(new Judgement.OutsideLegalSet(set.get()));
  }

  /** Only protected fields are read through us, so only of these the log tells the use. */
  private Optional<Judgement> lastUse() {
    Optional<Instant> since = use.since();
    if (field.protection().isEmpty() || since.isEmpty()) {
      reasons.add(Reason.USE_NOT_KNOWN);
      return Optional.empty();
    }
    Optional<Instant> last = use.lastUsed(field.ref());
    Duration idle = Duration.between(last.orElse(since.get()), at);
    if (idle.compareTo(settings.unusedAfter()) < 0) {
      if (last.isEmpty()) {
        reasons.add(Reason.USE_NOT_KNOWN);
      }
      return Optional.empty();
    }
    if (!bearing.rules().isEmpty()) {
      reasons.add(Reason.UNUSED_KEPT_BY_LAW);
      return Optional.empty();
    }
    reasons.add(last.isEmpty() ? Reason.NEVER_USED : Reason.UNUSED);
    return Optional.of(new Judgement.Unused(idle.toDays(), last));
  }

  private static List<Purpose> keys(List<PurposeDeclaration> purposes) {
    return purposes.stream().map(PurposeDeclaration::key).toList();
  }
}
