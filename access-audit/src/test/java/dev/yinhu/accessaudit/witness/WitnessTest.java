package dev.yinhu.accessaudit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of tlog-witness, and that nothing is signed twice. */
class WitnessTest {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");

  @TempDir private Path folder;
  private final TestLog log = new TestLog(1).grow(20, "a");
  private List<NoteSigner> signers = List.of();
  private Witness witness;

  @BeforeEach
  void open() {
    signers = WitnessKeys.open(folder, Optional.of("witness.example/w1"), true, new SecureRandom());
    witness = restarted();
  }

  private Witness restarted() {
    return new Witness(
        WitnessKeys.open(folder, Optional.empty(), false, new SecureRandom()),
        List.of(log.signer().key()),
        folder,
        InstantSource.fixed(NOW));
  }

  private WitnessAnswer ask(int from, int to) {
    return witness.addCheckpoint(log.request(from, to));
  }

  private static void assertRefused(WitnessAnswer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer).isInstanceOf(WitnessAnswer.Refused.class);
  }

  @Test
  void aFirstCheckpointIsSignedWithTheTimeByAllItsKeys() {
    WitnessAnswer answer = ask(0, 7);
    assertThat(answer.status()).isEqualTo(200);
    SignedNote note = SignedNote.parse(log.checkpoint(7).text() + "\n" + answer.body());
    assertThat(note.verify(witness.keys()).signed())
        .hasSize(2)
        .allSatisfy(signature -> assertThat(signature.time()).contains(NOW));
    assertThat(witness.keys()).isEqualTo(signers.stream().map(NoteSigner::key).toList());
  }

  @Test
  void eachSizeGoesOnFromTheLastOneOverRestarts() {
    int before = 0;
    for (int size : new int[] {1, 2, 3, 8, 8, 13, 20, 20}) {
      assertThat(ask(before, size).status()).isEqualTo(200);
      witness = restarted();
      before = size;
    }
  }

  @Test
  void anotherOldSizeIsAnsweredWithTheLastOne() {
    WitnessAnswer never = ask(3, 7);
    assertThat(never).isEqualTo(new WitnessAnswer.Conflict(0));
    assertThat(never.body()).isEqualTo("0\n");
    assertThat(never.contentType()).isEqualTo("text/x.tlog.size");
    ask(0, 7);
    assertThat(ask(0, 9)).isEqualTo(new WitnessAnswer.Conflict(7));
    assertThat(ask(5, 9)).isEqualTo(new WitnessAnswer.Conflict(7));
    assertThat(restarted().addCheckpoint(log.request(8, 9)).status()).isEqualTo(409);
    assertThat(ask(7, 9).status()).isEqualTo(200);
  }

  @Test
  void aSmallerTreeIsNotSigned() {
    ask(0, 7);
    assertThat(ask(5, 5)).isEqualTo(new WitnessAnswer.Conflict(7));
    String back = log.request(5, 5).replace("old 5\n", "old 7\n");
    assertRefused(witness.addCheckpoint(back), 400);
  }

  @Test
  void anotherHistoryIsNotSigned() {
    ask(0, 7);
    TestLog other = new TestLog(1).grow(20, "b");
    assertRefused(witness.addCheckpoint(other.request(7, 9)), 422);
    assertRefused(witness.addCheckpoint(other.request(7, 7)), 422);
    assertThat(ask(7, 9).status()).isEqualTo(200);
  }

  @Test
  void aProofThatIsTooShortOrTooLongOrNotEmptyIsRefused() {
    String hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assertRefused(
        witness.addCheckpoint(log.request(0, 7).replace("old 0\n", "old 0\n" + hash)), 422);
    ask(0, 7);
    String request = log.request(7, 9);
    assertRefused(witness.addCheckpoint(request.replace("old 7\n", "old 7\n" + hash)), 422);
    assertRefused(witness.addCheckpoint(request.replaceFirst("old 7\n[^\n]*\n", "old 7\n")), 422);
    assertRefused(
        witness.addCheckpoint(log.request(7, 7).replace("old 7\n", "old 7\n" + hash)), 422);
  }

  @Test
  void unknownLogsAndForeignSignaturesAreRefused() {
    String elsewhere = log.request(0, 7).replace(TestLog.ORIGIN, "other.example");
    assertRefused(witness.addCheckpoint(elsewhere), 404);
    assertRefused(witness.addCheckpoint(new TestLog(2).grow(7, "a").request(0, 7)), 403);
    assertRefused(witness.addCheckpoint(log.request(0, 7).replace("\n7\n", "\n6\n")), 403);
    assertThat(ask(0, 7).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "old 0",
        "old 0\n",
        "old 0\n\n",
        "old 0\n\nno note\n",
        "old 00\n\nNOTE",
        "old -1\n\nNOTE",
        "old  0\n\nNOTE",
        "Old 0\n\nNOTE",
        "0\n\nNOTE",
        "old 0\nAAAA\n\nNOTE",
        "old 0\nnot base64\n\nNOTE",
        "old 8\n\nNOTE",
      })
  void malformedRequestsAreRefused(String body) {
    assertRefused(witness.addCheckpoint(body.replace("NOTE", log.note(7))), 400);
  }

  @Test
  void atMost63LinesOfProofAreRead() {
    String hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    String note = log.note(7);
    assertRefused(witness.addCheckpoint("old 0\n" + hash.repeat(63) + "\n" + note), 422);
    assertRefused(witness.addCheckpoint("old 0\n" + hash.repeat(64) + "\n" + note), 400);
  }

  @Test
  void monitorsReadWhatWasSignedLast() {
    String name = WitnessState.nameOf(TestLog.ORIGIN);
    assertThat(witness.checkpoint(name)).isEmpty();
    ask(0, 7);
    ask(7, 9);
    SignedNote note = SignedNote.parse(restarted().checkpoint(name).orElseThrow());
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(9);
    assertThat(note.isSignedBy(List.of(log.signer().key()))).isTrue();
    assertThat(note.isSignedBy(witness.keys())).isTrue();
    assertThat(witness.checkpoint("../witness.key")).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotSigned() throws Exception {
    String name = WitnessState.nameOf(TestLog.ORIGIN) + ".checkpoint";
    Files.createDirectories(folder.resolve(name + ".new").resolve("inside"));
    assertThatThrownBy(() -> ask(0, 7)).isInstanceOf(AuditException.class);
    Files.delete(folder.resolve(name + ".new").resolve("inside"));
    assertThat(ask(0, 7).status()).isEqualTo(200);
  }

  @Test
  void aDamagedStateIsNeverTakenForNone() throws Exception {
    ask(0, 7);
    Path file = folder.resolve(WitnessState.nameOf(TestLog.ORIGIN) + ".checkpoint");
    Files.writeString(file, "");
    assertThatThrownBy(() -> ask(0, 7))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void keysAreKeptAndHaveOneName() throws Exception {
    assertThat(Files.readAllLines(folder.resolve("witness.key")))
        .hasSize(2)
        .allMatch(line -> line.startsWith("PRIVATE+KEY+witness.example/w1+"));
    assertThatThrownBy(
            () -> WitnessKeys.open(folder, Optional.of("other"), false, new SecureRandom()))
        .isInstanceOf(AuditException.class);
    Files.writeString(
        folder.resolve("witness.key"), "PRIVATE+KEY+witness.example/w1+00000000+AA==\n");
    assertThatThrownBy(this::restarted).isInstanceOf(AuditException.class);
  }

  @Test
  void aNewWitnessNeedsAName(@TempDir Path other) {
    assertThatThrownBy(() -> WitnessKeys.open(other, Optional.empty(), false, new SecureRandom()))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("needs a name");
  }
}
