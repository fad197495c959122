package dev.yinhu.piiscanner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final TypeCatalogue catalogue = TypeCatalogue.standard();
  private final List<Rule> rules = BuiltInRules.all(Checks.standard(() -> NOW));

  @Test
  void theFortyOneTypesAreThere() {
    assertThat(catalogue.types()).hasSize(41);
    assertThat(catalogue.threshold(new PiiType("MINE"))).isEqualTo(0.5);
  }

  @Test
  void everyTypeButNamesAndAddressesHasARuleAndEveryRuleAType() {
    Set<PiiType> ruled = rules.stream().map(Rule::type).collect(Collectors.toSet());
    Set<PiiType> known =
        catalogue.types().stream()
            .filter(info -> info.group() != TypeGroup.NAME && info.group() != TypeGroup.ADDRESS)
            .map(TypeInfo::type)
            .collect(Collectors.toSet());
    assertThat(ruled).isEqualTo(known);
  }

  @Test
  void namesOfRulesAreUnique() {
    assertThat(rules).extracting(Rule::name).doesNotHaveDuplicates();
  }

  /** A rule that even with everything for it stays below its type's threshold would be dead. */
  @Test
  void everyRuleCanReachTheThresholdOfItsType() {
    assertThat(rules)
        .allSatisfy(rule -> {
          double most =
              rule.confidence()
                  + (rule.checks().isEmpty() ? 0 : rule.checkAdds())
                  + Math.max(rule.cues().adds(), rule.cues().nameAdds());
          assertThat(most).isGreaterThanOrEqualTo(catalogue.threshold(rule.type()));
        });
  }

  @Test
  void everyCategoryIsOneOfTheRegister() {
    String categories =
        catalogue.types().stream()
            .flatMap(type -> type.categories().stream())
            .distinct()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String register =
        """
        dataset:
          - fides_key: shop
            collections:
              - name: users
                fields: [{name: any, data_categories: [%s]}]
        """
            .formatted(categories);
    var reading =
        new RegisterReader(Set.of(Suite.values()), () -> NOW)
            .read(List.of(new RegisterSource("all.yaml", register)));
    assertThat(reading.problems()).filteredOn(p -> p.toString().contains("category")).isEmpty();
  }
}
