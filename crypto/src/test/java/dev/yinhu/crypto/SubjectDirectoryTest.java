package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectDirectoryTest {
  private static final SubjectId ANNA = new SubjectId("customer-4711");
  private static final SubjectId BORIS = new SubjectId("顾客-4712");
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");

  private TestCrypto fixture;
  private Crypto crypto;
  private SubjectDirectory subjects;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    crypto = fixture.crypto();
    subjects = crypto.subjects();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theSameIdKeepsItsReferenceAndAnotherIdHasAnother() {
    SubjectRef anna = refIn(crypto, ANNA);

    assertThat(refIn(crypto, ANNA)).isEqualTo(anna);
    assertThat(refIn(fixture.anotherNode(), ANNA)).isEqualTo(anna);
    assertThat(refIn(crypto, BORIS)).isNotEqualTo(anna);
  }

  @Test
  void idsThatDifferInAnyWayAreDifferentSubjects() {
    List<SubjectId> similar =
        Stream.of("a", "A", " a", "a ", "ａ", "á", "a\u0301", "1", "01", "😀", "😁")
            .map(SubjectId::new)
            .toList();

    Set<SubjectRef> refs = new HashSet<>();
    subjects.findOrCreate(similar).values().forEach(scope -> refs.add(ref(scope)));

    assertThat(refs).hasSameSizeAs(similar);
  }

  @Test
  void findGivesThoseWhoExistAndMakesNobody() {
    subjects.findOrCreate(List.of(ANNA));

    assertThat(subjects.find(List.of(ANNA, BORIS))).containsOnlyKeys(ANNA);
    assertThat(subjects.find(List.of())).isEmpty();
    assertThat(subjects.findOrCreate(List.of())).isEmpty();
    assertThat(rowCount()).isEqualTo(1);
  }

  @Test
  void anIdGivenTwiceIsOneSubject() {
    assertThat(subjects.findOrCreate(List.of(ANNA, ANNA, BORIS))).containsOnlyKeys(ANNA, BORIS);
    assertThat(rowCount()).isEqualTo(2);
  }

  @Test
  void onlyReferencesOfThoseWhoExistAreKnown() {
    SubjectRef anna = refIn(crypto, ANNA);
    SubjectRef boris = refIn(crypto, BORIS);
    subjects.erase(BORIS);

    assertThat(subjects.known(List.of(anna, boris, new SubjectRef(new byte[16]))))
        .containsExactly(anna);
    assertThat(subjects.known(List.of())).isEmpty();
  }

  @Test
  void nodesThatMeetTheSameNewSubjectsAtOnceMakeEachOnce() throws Exception {
    Crypto other = fixture.anotherNode();
    List<SubjectId> ids =
        IntStream.range(0, 500).mapToObj(i -> new SubjectId("customer-" + i)).toList();
    List<Callable<Map<SubjectId, KeyScope>>> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<SubjectId> shuffled = new ArrayList<>(ids);
      Collections.shuffle(shuffled, new Random(i));
      Crypto node = i % 2 == 0 ? crypto : other;
      nodes.add(() -> node.subjects().findOrCreate(shuffled));
    }

    List<Map<SubjectId, KeyScope>> seen = Together.run(nodes);

    assertThat(rowCount()).isEqualTo(500);
    for (SubjectId id : ids) {
      assertThat(
              seen.stream()
                  .map(scopes -> Optional.ofNullable(scopes.get(id)).flatMap(KeyScope::subject))
                  .distinct())
          .hasSize(1);
    }
    assertThat(seen.getFirst().values().stream().map(SubjectDirectoryTest::ref).distinct())
        .hasSize(500);
    assertThat(open(other, BORIS, seal(crypto, BORIS))).isInstanceOf(Opened.Plaintext.class);
  }

  @Test
  void theTablesNeverContainTheId() {
    subjects.findOrCreate(List.of(ANNA, BORIS));
    SubjectRef anna = refIn(crypto, ANNA);

    String stored = Tables.dump(fixture.database().jdbi());

    assertThat(stored).contains(HexFormat.of().formatHex(anna.bytes()));
    for (SubjectId id : List.of(ANNA, BORIS)) {
      byte[] bytes = LengthPrefixed.utf8(id.value());
      assertThat(stored)
          .doesNotContain(id.value())
          .doesNotContain(HexFormat.of().formatHex(bytes))
          .doesNotContain(HexFormat.of().formatHex(bytes, 0, 8));
    }
  }

  @Test
  void anErasedSubjectLeavesNoRowAndNothingCached() {
    Envelope sealed = seal(crypto, ANNA);

    assertThat(subjects.erase(ANNA)).isTrue();

    assertThat(rowCount()).isZero();
    assertThat(subjects.cached(ANNA)).isEmpty();
    assertThat(subjects.find(List.of(ANNA))).isEmpty();
    assertThat(subjects.erase(ANNA)).isFalse();
    assertThat(sealed.subject()).isPresent();
  }

  @Test
  void theSameIdAfterwardsIsSomebodyNewWhomOldValuesDoNotFit() {
    Envelope sealed = seal(crypto, ANNA);
    SubjectRef before = refIn(crypto, ANNA);
    subjects.erase(ANNA);

    assertThat(refIn(crypto, ANNA)).isNotEqualTo(before);
    assertThat(open(crypto, ANNA, sealed))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.OTHER_SUBJECT));
  }

  @Test
  void otherNodesForgetAnErasedSubject() {
    Crypto other = fixture.anotherNode();
    refIn(other, ANNA);
    assertThat(other.subjects().find(List.of(ANNA))).containsKey(ANNA);

    // The first notice of a node that has just begun to listen empties its cache; wait for that.
    Await.until(
        "the other node keeps what it reads",
        () -> {
          other.subjects().find(List.of(ANNA));
          return other.subjects().cached(ANNA).isPresent();
        });
    crypto.subjects().erase(ANNA);

    Await.until("the other node forgets", () -> other.subjects().cached(ANNA).isEmpty());
    assertThat(other.subjects().find(List.of(ANNA))).isEmpty();
  }

  @Test
  void aStoredKeyThatWasChangedIsNamedByReferenceOnly() {
    SubjectRef anna = refIn(crypto, ANNA);
    execute(
        "update crypto.subject set wrapped_key ="
            + " set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1)");

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> subjects.find(List.of(ANNA)))
        .withMessageContainingAll(anna.text(), "was changed")
        .withMessageNotContaining(ANNA.value());
  }

  @Test
  void keysOfTwoSubjectsThatWereSwappedAreNoticed() {
    subjects.findOrCreate(List.of(ANNA, BORIS));
    execute(
        "update crypto.subject s set wrapped_key = (select wrapped_key from crypto.subject o where"
            + " o.id_hash <> s.id_hash)");

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> subjects.find(List.of(ANNA)))
        .withMessageContaining("was changed");
  }

  @Test
  void aSubjectMadeBeforeTheWrappingKeyWasRotatedIsStillFound() {
    Envelope sealed = seal(crypto, ANNA);
    crypto.keyrings().rotate(KeyringName.SUBJECT);
    Envelope later = seal(crypto, BORIS);

    Crypto fresh = fixture.anotherNode();

    assertThat(open(fresh, ANNA, sealed)).isInstanceOf(Opened.Plaintext.class);
    assertThat(open(fresh, BORIS, later)).isInstanceOf(Opened.Plaintext.class);
    assertThat(refIn(fresh, ANNA)).isNotEqualTo(refIn(fresh, BORIS));
  }

  @Test
  void aScopeShowsItsReferenceAndNoKey() {
    KeyScope scope = TestCrypto.scope(crypto, "customer-4711");

    assertThat(scope).hasToString("KeyScope[" + ref(scope).text() + ", key=***]");
    assertThat(crypto.cipher().shared()).hasToString("KeyScope[shared, key=***]");
    assertThat(ref(scope).text()).matches("[A-Za-z0-9_-]{22}");
  }

  private static SubjectRef refIn(Crypto room, SubjectId id) {
    return ref(TestCrypto.scope(room, id.value()));
  }

  private static SubjectRef ref(KeyScope scope) {
    return scope.subject().orElseThrow();
  }

  private static Envelope seal(Crypto room, SubjectId id) {
    KeyScope scope = TestCrypto.scope(room, id.value());
    return room.cipher().seal(Suite.AES256_GCM, PHONE, scope, "", new byte[] {1});
  }

  private static Opened open(Crypto room, SubjectId id, Envelope envelope) {
    return room.cipher().open(PHONE, TestCrypto.scope(room, id.value()), "", envelope);
  }

  private int rowCount() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle.select("select count(*) from crypto.subject").mapTo(Integer.class).one());
  }

  private void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }
}
