package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.index.PrintedIndex;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import dev.yinhu.register.Suite;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlindIndexesTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");
  private static final List<String> VALUE = List.of("+8613800138000");

  private TestCrypto fixture;
  private Crypto crypto;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    crypto = fixture.crypto();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static IndexDefinition main(FieldRef field, Suite suite, int partitions) {
    return IndexDefinition.main(
        field,
        suite,
        new IndexSettings(OptionalInt.empty(), Normalizer.PHONE, IndexPart.WHOLE, partitions));
  }

  private static IndexTerms terms(Crypto room, IndexDefinition definition) {
    return room.indexes().terms(definition, VALUE);
  }

  @Test
  void theSameValueHasTheSameIndexOnEveryNodeAndAfterARestart() {
    IndexDefinition definition = main(PHONE, Suite.AES256_GCM, 1);
    IndexTerms first = terms(crypto, definition);

    assertThat(terms(crypto, definition)).isEqualTo(first);
    assertThat(terms(fixture.anotherNode(), definition)).isEqualTo(first);
    assertThat(first.query()).containsExactly(first.store());
  }

  @Test
  void everyIndexHasAKeyOfItsOwn() {
    IndexSettings whole =
        new IndexSettings(OptionalInt.empty(), Normalizer.NFKC, IndexPart.WHOLE, 1);
    CompoundIndex both =
        new CompoundIndex(
            FieldRef.parse("shop.users.phone"), List.of(NAME, PHONE), OptionalInt.empty(), 1);
    Set<String> indexes = new HashSet<>();
    for (IndexDefinition definition :
        List.of(
            main(PHONE, Suite.AES256_GCM, 1),
            main(PHONE, Suite.SM4_GCM, 1),
            main(NAME, Suite.AES256_GCM, 1),
            IndexDefinition.part(PHONE, "last4", Suite.AES256_GCM, whole),
            IndexDefinition.part(PHONE, "main", Suite.AES256_GCM, whole),
            IndexDefinition.compound(both, List.of(Suite.AES256_GCM, Suite.AES256_GCM)),
            IndexDefinition.compound(both, List.of(Suite.AES256_GCM, Suite.FF1_SM4)))) {
      indexes.add(terms(crypto, definition).store());
    }

    assertThat(indexes).hasSize(7);
  }

  @Test
  void valuesThatAreJoinedInAnotherWayAreOthers() {
    IndexDefinition definition = main(PHONE, Suite.AES256_GCM, 1);

    assertThat(crypto.indexes().terms(definition, List.of("ab", "c")))
        .isNotEqualTo(crypto.indexes().terms(definition, List.of("a", "bc")));
    assertThat(crypto.indexes().terms(definition, List.of("ab", "")))
        .isNotEqualTo(crypto.indexes().terms(definition, List.of("ab")));
  }

  @Test
  void aQueryAsksForEveryPartitionAndEveryPartitionIsUsed() {
    IndexDefinition definition = main(NAME, Suite.AES256_GCM, 5);
    Set<String> stored = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      stored.add(terms(crypto, definition).store());
    }

    assertThat(terms(crypto, definition).query())
        .doesNotHaveDuplicates()
        .hasSize(5)
        .containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  void noLookUpMissesDuringARotation() {
    IndexDefinition definition = main(PHONE, Suite.SM4_GCM, 3);
    Crypto other = fixture.anotherNode();
    IndexTerms before = terms(crypto, definition);
    crypto.keyrings().rotate(KeyringName.INDEX);
    IndexTerms after = terms(crypto, definition);
    Await.until(
        "the other node hears of the rotation", () -> terms(other, definition).query().size() == 6);

    assertThat(after.query()).hasSize(6).contains(before.store(), after.store());
    assertThat(after.query().subList(0, 3)).contains(after.store());
    assertThat(before.query()).doesNotContain(after.store());
    assertThat(terms(other, definition).query()).isEqualTo(after.query());
    assertThat(terms(fixture.anotherNode(), definition).query()).isEqualTo(after.query());
  }

  @Test
  void aRowStoredByANodeThatHasNotHeardOfTheRotationIsFoundByAllOthers() {
    IndexDefinition definition = main(PHONE, Suite.AES256_GCM, 1);
    IndexTerms old = terms(crypto, definition);

    crypto.keyrings().rotate(KeyringName.INDEX);

    assertThat(terms(crypto, definition).query()).contains(old.store()).hasSize(2);
    crypto.keyrings().rotate(KeyringName.INDEX);
    assertThat(terms(crypto, definition).query()).contains(old.store()).hasSize(3);
  }

  @Test
  void indexesOfVersionsAndLengthsNeverMeet() {
    IndexSettings cut = new IndexSettings(OptionalInt.of(8), Normalizer.NFKC, IndexPart.WHOLE, 1);
    Set<String> eight = new HashSet<>();
    Set<String> afterwards = new HashSet<>();
    IndexDefinition definition = IndexDefinition.main(NAME, Suite.AES256_GCM, cut);
    for (int i = 0; i < 3_000; i++) {
      eight.add(crypto.indexes().terms(definition, List.of("n" + i)).store());
    }
    crypto.keyrings().rotate(KeyringName.INDEX);
    for (int i = 0; i < 3_000; i++) {
      afterwards.add(crypto.indexes().terms(definition, List.of("n" + i)).store());
    }

    assertThat(eight).hasSizeBetween(250, 256);
    assertThat(afterwards).hasSizeBetween(250, 256).doesNotContainAnyElementsOf(eight);
    assertThat(eight)
        .allSatisfy(text -> assertThat(PrintedIndex.parse(text).orElseThrow().bits()).hasValue(8));
  }

  @Test
  void nothingIsPrintedOfIndexesAndKeys() {
    IndexTerms terms = terms(crypto, main(PHONE, Suite.AES256_GCM, 1));

    assertThat(terms.toString()).doesNotContain(terms.store(), "yi1.");
  }
}
