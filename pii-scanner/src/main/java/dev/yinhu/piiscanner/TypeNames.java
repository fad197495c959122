package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.reading.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which types there are. A name that is none of them is told: nothing would ever be found of it,
 * and a gate that waits for it would stay open for ever.
 *
 * @param known every type that may be found
 */
public record TypeNames(Set<PiiType> known) {
  /** Copies the set. */
  public TypeNames {
    known = Set.copyOf(known);
  }

  /** Those that ship. */
  public static TypeNames standard() {
    return new TypeNames(
        TypeCatalogue.standard().types().stream().map(TypeInfo::type).collect(Collectors.toSet()));
  }

  /** Together with these. */
  TypeNames and(Collection<PiiType> more) {
    Set<PiiType> all = new HashSet<>(known);
    all.addAll(more);
    return new TypeNames(all);
  }

  /** What is wrong with the type, and the nearest that there is; empty when it is one of them. */
  public Optional<String> fault(PiiType type) {
    return known.contains(type)
        ? Optional.empty()
        : Optional.of(
            "there is no type "
                + type
                + YamlNode.nearest(
                    type.name(), known.stream().map(PiiType::name).collect(Collectors.toSet())));
  }

  /** A type that there is in place of one that there is not; empty when it is one of them. */
  public Optional<String> nearest(PiiType type) {
    if (known.contains(type)) {
      return Optional.empty();
    }
    Set<String> names = known.stream().map(PiiType::name).collect(Collectors.toSet());
    return NearestName.to(type.name(), names).or(() -> names.stream().sorted().findFirst());
  }

  /**
   * Sees to it that all of them are known.
   *
   * @param option where they were asked for
   * @throws WrongSettings naming the first that is not
   */
  public void require(String option, Collection<PiiType> asked) {
    asked.stream()
        .sorted()
        .map(this::fault)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(fault -> {
          throw new WrongSettings(option + ": " + fault);
        });
  }
}
