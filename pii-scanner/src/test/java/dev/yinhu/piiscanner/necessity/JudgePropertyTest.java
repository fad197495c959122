package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JudgePropertyTest {
  private static final List<String> FIELDS =
      List.of(
          "a: user.contact.phone_number",
          "b: user.contact.email",
          "c: user.government_id.national_identification_number",
          "d: user.content.review",
          "e: user");

  @Property(tries = 80)
  void everyHoldingHasExactlyOneJudgementAndAStoreThatTheRegisterLacksIsNeverGood(
      @ForAll("declared") Set<String> declared, @ForAll("holdings") List<Holding> holdings) {
    Inventory inventory = Holdings.inventory(holdings.toArray(Holding[]::new));

    Judgements judgements = judge(declared, inventory);

    assertThat(judgements.judged())
        .extracting(judged -> judged.holding().orElseThrow())
        .containsExactlyElementsOf(holdings);
    assertThat(judgements.judged())
        .allSatisfy(judged ->
            assertThat(judged.verdict() == Verdict.STORE_NOT_DECLARED)
                .isEqualTo(judged.scope().store().equals("elsewhere") || declared.isEmpty()));
    if (holdings.stream().anyMatch(h -> h.place().store().equals("elsewhere"))) {
      assertThat(judgements.isCompliant()).isFalse();
    }
  }

  @Property(tries = 80)
  void declaringMoreNeverMakesAJudgementWorse(
      @ForAll("declared") Set<String> some,
      @ForAll("declared") Set<String> others,
      @ForAll("holdings") List<Holding> holdings) {
    Inventory inventory = Holdings.inventory(holdings.toArray(Holding[]::new));
    Set<String> more = new HashSet<>(some);
    more.addAll(others);

    List<Judged> before = judge(some, inventory).judged();
    List<Judged> after = judge(more, inventory).judged();

    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).verdict()).isLessThanOrEqualTo(before.get(i).verdict());
    }
  }

  @Provide
  Arbitrary<Set<String>> declared() {
    Arbitrary<String> fields = Arbitraries.of(FIELDS);
    Arbitrary<String> covered = Arbitraries.of(FIELDS).map(field -> "purpose " + field);
    return Arbitraries.oneOf(fields, covered).set().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Holding>> holdings() {
    return Combinators.combine(
            Arbitraries.of("shop", "elsewhere"),
            Arbitraries.of("a", "b", "c", "d", "e", "f"),
            Arbitraries.of("CN_MOBILE", "EMAIL", "CN_RESIDENT_ID", "SECRET", "OWN"))
        .as((store, field, type) ->
            Holding.plaintext(
                HeldAt.field(store, "t", field), new PiiType(type), Amount.full(1, 2)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(Holding::key);
  }

  private static Judgements judge(Set<String> declared, Inventory inventory) {
    return new Judge(register(declared), FieldUse.UNKNOWN, JudgeSettings.shipped())
        .judge(inventory);
  }

  /** Fields named alone are declared; with the purpose they are covered by one, too. */
  private static Register register(Set<String> declared) {
    if (declared.isEmpty()) {
      return Registers.parse("organization: []\n");
    }
    StringBuilder yaml =
        new StringBuilder(
            "dataset:\n  - fides_key: shop\n    collections:\n      - name: t\n        fields:\n");
    StringBuilder covered = new StringBuilder();
    for (String field : FIELDS) {
      boolean needed = declared.contains("purpose " + field);
      if (needed || declared.contains(field)) {
        String name = field.substring(0, 1);
        yaml.append("          - {name: ").append(name).append(", data_categories: [");
        yaml.append(field.substring(3)).append("], yinhu: {protect: {suite: AES256_GCM}}}\n");
        covered.append(needed ? "shop.t." + name + ", " : "");
      }
    }
    if (!covered.isEmpty()) {
      yaml.append("system:\n  - fides_key: s\n    privacy_declarations:\n      - name: p\n");
      yaml.append("        data_categories: [user]\n        data_use: essential.service\n");
      yaml.append("        yinhu: {purpose: p, use: provide-service, legal_basis: contract, ");
      yaml.append("necessity: n, state: active, impact_assessment: {done: true}, ");
      yaml.append("callers: [{name: c, operations: [mask]}], fields: [");
      yaml.append(covered).append("]}\n");
    }
    return Registers.parse(yaml.toString());
  }
}
