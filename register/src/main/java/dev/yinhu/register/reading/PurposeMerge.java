package dev.yinhu.register.reading;

import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.ImpactAssessment;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Joins the declarations of one purpose that several systems make. */
final class PurposeMerge {
  private PurposeMerge() {}

  /** One per purpose, at the position of its first declaration. */
  static List<WrittenPurpose> merge(List<WrittenPurpose> declarations) {
    Map<Purpose, WrittenPurpose> merged = new LinkedHashMap<>();
    for (WrittenPurpose next : declarations) {
      merged.merge(next.declaration().key(), next, PurposeMerge::join);
    }
    return List.copyOf(merged.values());
  }

  private static WrittenPurpose join(WrittenPurpose first, WrittenPurpose next) {
    PurposeDeclaration a = first.declaration();
    PurposeDeclaration b = next.declaration();
    tellConflicts(first, next);
    tellWidening(first, next);
    return new WrittenPurpose(join(a, b, next), first.place(), first.problems());
  }

  /**
   * Joined with other fields and other callers, the callers of one declaration would reach the
   * fields of the other, which nobody wrote.
   */
  private static void tellWidening(WrittenPurpose first, WrittenPurpose next) {
    PurposeDeclaration a = first.declaration();
    PurposeDeclaration b = next.declaration();
    if (!a.fields().equals(b.fields()) && !Set.copyOf(a.grants()).equals(Set.copyOf(b.grants()))) {
      next.tell(
          ProblemCode.PURPOSE_CONFLICT,
          "has other fields and other callers at "
              + first.place().seenFrom(next.place())
              + ", and the callers of each would reach the fields of both: give the same fields or"
              + " the same callers in both or use two purposes");
    }
  }

  private static PurposeDeclaration join(
      PurposeDeclaration a, PurposeDeclaration b, WrittenPurpose next) {
    return new PurposeDeclaration(
        a.key(),
        a.label(),
        a.description().or(b::description),
        a.use().or(b::use),
        a.dataUse().or(b::dataUse),
        List.copyOf(union(a.categories(), b.categories())),
        List.copyOf(union(a.dataSubjects(), b.dataSubjects())),
        union(a.fields(), b.fields()),
        grants(a.grants(), next),
        a.legalBasis().or(b::legalBasis),
        a.consent().with(b.consent()),
        a.necessity().or(b::necessity),
        a.retention().or(b::retention),
        List.copyOf(union(a.recipients(), b.recipients())),
        a.state(),
        join(a.assessment(), b.assessment()),
        List.copyOf(union(a.systems(), b.systems())));
  }

  private static void tellConflicts(WrittenPurpose first, WrittenPurpose next) {
    PurposeDeclaration a = first.declaration();
    PurposeDeclaration b = next.declaration();
    tellConflict("use", a.use(), b.use(), first, next);
    tellConflict("legal_basis", a.legalBasis(), b.legalBasis(), first, next);
    tellConflict("state", a.state(), b.state(), first, next);
    tellConflictOfGiven("data_use", a.dataUse(), b.dataUse(), first, next);
    tellConflictOfGiven("necessity", a.necessity(), b.necessity(), first, next);
    tellConflictOfGiven("retention", a.retention(), b.retention(), first, next);
  }

  /** What only one declaration says holds for both. */
  private static void tellConflictOfGiven(
      String key, Optional<?> a, Optional<?> b, WrittenPurpose first, WrittenPurpose next) {
    if (a.isPresent() && b.isPresent()) {
      tellConflict(key, a, b, first, next);
    }
  }

  private static void tellConflict(
      String key, Object a, Object b, WrittenPurpose first, WrittenPurpose next) {
    if (!Objects.equals(a, b)) {
      next.tell(
          ProblemCode.PURPOSE_CONFLICT,
          "has another '"
              + key
              + "' at "
              + first.place().seenFrom(next.place())
              + ": give the same in both or use two purposes");
    }
  }

  private static List<CallerGrant> grants(List<CallerGrant> earlier, WrittenPurpose next) {
    Map<CallerName, CallerGrant> grants = new LinkedHashMap<>();
    earlier.forEach(grant -> grants.put(grant.caller(), grant));
    next.declaration()
        .grants()
        .forEach(grant -> grants.merge(grant.caller(), grant, (a, b) -> join(a, b, next)));
    return List.copyOf(grants.values());
  }

  private static CallerGrant join(CallerGrant a, CallerGrant b, WrittenPurpose next) {
    if (!a.limits().equals(b.limits())) {
      next.tell(
          ProblemCode.PURPOSE_CONFLICT,
          "gives caller '" + a.caller() + "' other limits elsewhere: give the same in both");
    }
    Set<Operation> operations = EnumSet.copyOf(a.operations());
    operations.addAll(b.operations());
    return new CallerGrant(a.caller(), operations, a.limits());
  }

  /** Done only when nothing that wants one is without. */
  private static ImpactAssessment join(ImpactAssessment a, ImpactAssessment b) {
    boolean open = (a.wanted() && !a.done()) || (b.wanted() && !b.done());
    return new ImpactAssessment(
        a.wanted() || b.wanted(), (a.done() || b.done()) && !open, a.reference().or(b::reference));
  }

  private static <T> Set<T> union(Collection<T> a, Collection<T> b) {
    Set<T> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return all;
  }
}
