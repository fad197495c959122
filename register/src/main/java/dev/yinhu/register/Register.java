package dev.yinhu.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The register: which fields exist, and for which purposes they are processed.
 *
 * <p>Immutable and safe for use by many threads; fields, purposes, categories and what belongs to a
 * field are found by hash lookup.
 */
public final class Register {
  private final RegisterContents contents;
  private final Map<FieldRef, DeclaredField> fields;
  private final Map<Purpose, PurposeDeclaration> purposes;
  private final Map<CategoryKey, Category> categories;
  private final Map<FieldRef, List<PurposeDeclaration>> purposesByField;
  private final Map<FieldRef, List<RetentionRule>> rulesByField;
  private final Map<FieldRef, CompoundIndex> compoundIndexes;

  /** Indexes the contents; throws {@link IllegalArgumentException} when a key comes twice. */
  public Register(RegisterContents contents) {
    this.contents = contents;
    this.fields =
        byKey(
            contents.datasets().stream()
                .flatMap(d -> d.collections().stream())
                .flatMap(c -> c.fields().stream())
                .toList(),
            DeclaredField::ref);
    this.purposes = byKey(contents.purposes(), PurposeDeclaration::key);
    this.categories = byKey(contents.categories(), Category::key);
    this.purposesByField = byField(contents.purposes(), PurposeDeclaration::fields);
    this.rulesByField = byField(contents.retentionRules(), RetentionRule::fields);
    this.compoundIndexes =
        byKey(
            contents.datasets().stream()
                .flatMap(d -> d.collections().stream())
                .flatMap(c -> c.compoundIndexes().stream())
                .toList(),
            CompoundIndex::ref);
  }

  /** The field of that name, if it is declared. */
  public Optional<DeclaredField> field(FieldRef ref) {
    return Optional.ofNullable(fields.get(ref));
  }

  /**
   * The fields that hold the same thing of a person as this one by {@link DeclaredField#sameAs},
   * said on either of two and however many lie between, without the field itself; in the order of
   * declaration.
   */
  public List<DeclaredField> sameAs(FieldRef ref) {
    Set<FieldRef> group = new HashSet<>(Set.of(ref));
    int before = 0;
    while (before < group.size()) {
      before = group.size();
      for (DeclaredField field : fields.values()) {
        if (group.contains(field.ref())) {
          group.addAll(field.sameAs());
        } else if (field.sameAs().stream().anyMatch(group::contains)) {
          group.add(field.ref());
        }
      }
    }
    group.remove(ref);
    return fields.values().stream().filter(field -> group.contains(field.ref())).toList();
  }

  /** Every declared field, in the order of declaration. */
  public Collection<DeclaredField> fields() {
    return fields.values();
  }

  /** The index over several fields of that name, if it is declared. */
  public Optional<CompoundIndex> compoundIndex(FieldRef ref) {
    return Optional.ofNullable(compoundIndexes.get(ref));
  }

  /** Every dataset, in the order of declaration. */
  public List<DeclaredDataset> datasets() {
    return contents.datasets();
  }

  /** The dataset with that key. */
  public Optional<DeclaredDataset> dataset(String key) {
    return contents.datasets().stream().filter(d -> d.key().equals(key)).findFirst();
  }

  /** The purpose with that key, in whatever state it is. */
  public Optional<PurposeDeclaration> purpose(Purpose key) {
    return Optional.ofNullable(purposes.get(key));
  }

  /** Every purpose, in whatever state, in the order of declaration. */
  public List<PurposeDeclaration> purposes() {
    return contents.purposes();
  }

  /** The purposes, in whatever state, that cover the field. */
  public List<PurposeDeclaration> purposesOf(FieldRef field) {
    return purposesByField.getOrDefault(field, List.of());
  }

  /** The category, or the nearest known one above it; empty when not even its root is known. */
  public Optional<Category> category(CategoryKey key) {
    Optional<CategoryKey> candidate = Optional.of(key);
    while (candidate.isPresent()) {
      Category found = categories.get(candidate.get());
      if (found != null) {
        return Optional.of(found);
      }
      candidate = candidate.get().parent();
    }
    return Optional.empty();
  }

  /** Every known category, parents before children. */
  public List<Category> categories() {
    return contents.categories();
  }

  /** Every known data use. */
  public List<DataUse> dataUses() {
    return contents.dataUses();
  }

  /** Every known kind of person. */
  public List<DataSubjectKind> dataSubjects() {
    return contents.dataSubjects();
  }

  /** Every organization. */
  public List<Organization> organizations() {
    return contents.organizations();
  }

  /** Every system. */
  public List<DeclaredSystem> systems() {
    return contents.systems();
  }

  /** Every recipient. */
  public List<Recipient> recipients() {
    return contents.recipients();
  }

  /** The recipient with that key. */
  public Optional<Recipient> recipient(String key) {
    return contents.recipients().stream().filter(r -> r.key().equals(key)).findFirst();
  }

  /** Every retention rule. */
  public List<RetentionRule> retentionRules() {
    return contents.retentionRules();
  }

  /** The retention rule with that key. */
  public Optional<RetentionRule> retentionRule(String key) {
    return contents.retentionRules().stream().filter(r -> r.key().equals(key)).findFirst();
  }

  /** The retention rules that keep the field. */
  public List<RetentionRule> retentionRulesOf(FieldRef field) {
    return rulesByField.getOrDefault(field, List.of());
  }

  /** Sizes only; the whole would be too long to print. */
  @Override
  public String toString() {
    return "Register[" + fields.size() + " fields, " + purposes.size() + " purposes]";
  }

  private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
    Map<K, V> map = new LinkedHashMap<>();
    for (V value : values) {
      if (map.putIfAbsent(key.apply(value), value) != null) {
        throw new IllegalArgumentException("declared twice: " + key.apply(value));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static <V> Map<FieldRef, List<V>> byField(
      List<V> values, Function<V, Set<FieldRef>> fields) {
    Map<FieldRef, List<V>> map = new HashMap<>();
    for (V value : values) {
      for (FieldRef field : fields.apply(value)) {
        map.computeIfAbsent(field, f -> new ArrayList<>()).add(value);
      }
    }
    map.replaceAll((field, list) -> List.copyOf(list));
    return Map.copyOf(map);
  }
}
