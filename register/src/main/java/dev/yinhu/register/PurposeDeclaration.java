package dev.yinhu.register;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A purpose of processing: what for, which fields, whose, by whom, on which ground, how long.
 *
 * <p>The declaration is a fact, not a decision: a purpose that is not {@linkplain #isActive active}
 * still lists its grants, and field-access refuses them.
 *
 * @param key its key
 * @param label what people are shown
 * @param description free text
 * @param use one of the five uses; empty only while the purpose is not active
 * @param dataUse Fideslang data use
 * @param categories the categories it was declared for
 * @param dataSubjects keys of the kinds of people concerned
 * @param fields the declared fields that it covers, wildcards and categories already resolved
 * @param grants per caller, in the order of their declaration, at most one each
 * @param legalBasis ground of PIPL 13
 * @param consent what holds of the consent; nothing unless the legal basis is consent
 * @param necessity why the data are needed
 * @param retention how long they are kept
 * @param recipients keys of the recipients
 * @param state how far its review is
 * @param assessment its impact assessment
 * @param systems keys of the systems that declare it
 */
public record PurposeDeclaration(
    Purpose key,
    Label label,
    Optional<String> description,
    Optional<Use> use,
    Optional<String> dataUse,
    List<CategoryKey> categories,
    List<String> dataSubjects,
    Set<FieldRef> fields,
    List<CallerGrant> grants,
    Optional<LegalBasis> legalBasis,
    ConsentTerms consent,
    Optional<String> necessity,
    Optional<Retention> retention,
    List<String> recipients,
    PurposeState state,
    ImpactAssessment assessment,
    List<String> systems) {
  /** Copies the collections, keeping their order. */
  public PurposeDeclaration {
    categories = List.copyOf(categories);
    dataSubjects = List.copyOf(dataSubjects);
    fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    grants = List.copyOf(grants);
    recipients = List.copyOf(recipients);
    systems = List.copyOf(systems);
  }

  /** Whether the purpose is in force; only then do its grants count. */
  public boolean isActive() {
    return state == PurposeState.ACTIVE;
  }

  /** Whether it rests on the consent of each person. */
  public boolean needsConsent() {
    return legalBasis.filter(LegalBasis.CONSENT::equals).isPresent();
  }

  /** Whether the field is one of those the purpose covers. */
  public boolean covers(FieldRef field) {
    return fields.contains(field);
  }

  /** What the purpose lets the caller do; empty when it does not name the caller. */
  public Optional<CallerGrant> grant(CallerName caller) {
    return grants.stream().filter(g -> g.caller().equals(caller)).findFirst();
  }
}
