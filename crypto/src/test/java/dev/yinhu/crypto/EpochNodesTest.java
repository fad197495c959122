package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several nodes that rotate, drain, write and erase at once. */
class EpochNodesTest extends EpochRoom {
  @Test
  void nodesThatRotateAtOnceMakeOneEpochAndNoneIsLost() throws Exception {
    Crypto other = fixture.anotherNode();
    for (int round = 1; round <= 10; round++) {
      int expected = round + 1;
      List<Callable<Integer>> both =
          List.of(() -> crypto.epochs().rotate(), () -> other.epochs().rotate());

      assertThat(Together.run(both)).allMatch(id -> id >= expected);
      Await.until(
          "both nodes know the same epoch",
          () -> crypto.epochs().current() == other.epochs().current());
      round = crypto.epochs().current() - 1;
    }
    assertThat(crypto.epochs().status().epochs())
        .filteredOn(epoch -> epoch.state() == EpochState.CURRENT)
        .hasSize(1);
  }

  @Test
  void nodesThatWriteEraseAndDrainAtOnceLoseNobody() throws Exception {
    Crypto other = fixture.anotherNode();
    crypto.subjects().findOrCreate(people());
    crypto.epochs().rotate();
    List<Callable<Object>> all = new ArrayList<>();
    all.add(() -> crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED));
    all.add(() -> other.epochs().drain(done -> {}, TestCrypto.UNRECORDED));
    all.add(() -> other.subjects().findOrCreate(newcomers("x")));
    all.add(() -> crypto.subjects().findOrCreate(newcomers("y")));
    all.add(() -> crypto.subjects().erase(people().subList(0, 100)));
    all.add(() -> other.subjects().erase(people().subList(100, 200)));
    Together.run(all);

    drain();
    other.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
    reopen();
    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(0, 0, 0));
    assertThat(crypto.subjects().find(people())).hasSize(PEOPLE - 200);
    assertThat(crypto.subjects().find(newcomers("x"))).hasSize(300);
    assertThat(crypto.subjects().find(newcomers("y"))).hasSize(300);
    assertThat(key(1)).doesNotExist();
    assertThat(crypto.epochs().status().ledgerLines()).isEqualTo(201);
  }

  private static List<SubjectId> newcomers(String name) {
    return IntStream.range(0, 300).mapToObj(i -> new SubjectId(name + i)).toList();
  }

  @Test
  void aNodeThatDidNotHearOfARotationAddsNobodyUnderTheOldVersion() {
    SubjectKeys stale = crypto.epochs().keys();
    SubjectStore.Row row = stale.make(new SubjectHash(new byte[32])).row();
    crypto.keyrings().rotate(KeyringName.SUBJECT);
    SubjectStore store = new SubjectStore(fixture.database().jdbi());

    assertThat(store.addMissing(List.of(row), TestCrypto.NOW)).isEmpty();
    assertThat(
            store.addMissing(
                List.of(stale.make(new SubjectHash(new byte[32])).row()), TestCrypto.NOW))
        .hasSize(1);
  }

  @Test
  void aNodeThatDidNotHearOfTheNewEpochAddsNobodyUnderADestroyedOne() {
    EpochKeys deaf =
        new EpochKeys(
            vault(),
            new EpochStore(fixture.database().jdbi()),
            crypto.epochs().erasures(),
            new SubjectWraps(),
            InstantSource.fixed(TestCrypto.NOW));
    deaf.reload();
    SubjectKeys stale =
        new SubjectKeys(
            crypto.keyrings(), deaf, new SubjectWraps(), new java.security.SecureRandom());
    SubjectHash hash = new SubjectHash(new byte[32]);
    crypto.epochs().rotate();
    drain();

    Set<SubjectHash> added =
        new SubjectStore(fixture.database().jdbi())
            .addMissing(List.of(stale.make(hash).row()), TestCrypto.NOW);

    assertThat(added).isEmpty();
  }

  private KeyVault vault() {
    return new KeyVault(
        new dev.yinhu.crypto.epoch.VaultDirectory(fixture.keyDirectory()),
        new RootKeyFile(fixture.rootKeyFile()).read().orElseThrow(),
        new java.security.SecureRandom());
  }
}
