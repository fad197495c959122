package dev.yinhu.subjectrights.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.RequesterKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepUpCodesTest {
  private static final char[] WRONG = "not-it".toCharArray();

  @TempDir private static Path directory;
  private static IdentityRoom room;

  @BeforeAll
  static void open() throws Exception {
    room = new IdentityRoom(directory);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  private static CaseId waiting() {
    return room.received(CaseType.COPY, UUID.randomUUID().toString(), RequesterKind.SUBJECT).id();
  }

  private static String issue(CaseId id) {
    StringBuilder text = new StringBuilder();
    assertThat(room.codes().issue(id, (_, code) -> code.appendTo(text))).isTrue();
    return text.toString();
  }

  @Test
  void aCodeIsEightDigitsOfWhichAKeyedHashIsStored() {
    CaseId id = waiting();
    String code = issue(id);

    assertThat(code).matches("[0-9]{8}");
    List<String> rows =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select cast(c as text) from rights.step_up_code c")
                    .mapTo(String.class)
                    .list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(code));
  }

  @Test
  void aCodeFitsItsCaseAlone() {
    CaseId one = waiting();
    CaseId other = waiting();
    String code = issue(one);
    issue(other);

    assertThat(room.codes().take(other, code.toCharArray())).isFalse();
    assertThat(room.codes().take(one, code.toCharArray())).isTrue();
  }

  @Test
  void aCaseThatIsNotThereOrWaitsForNothingHasNoCode() {
    CaseId begun = waiting();
    room.cases.verified(begun, "by-hand", "li-wei");

    assertThat(room.codes().issue(begun, (_, _) -> {})).isFalse();
    assertThat(room.codes().issue(CaseId.random(IdentityRoom.RANDOM), (_, _) -> {})).isFalse();
  }

  @Test
  void aCaseHasSoManyCodesAndNoMore() {
    CaseId id = waiting();
    for (int i = 0; i < CodeRules.USUAL.most(); i++) {
      issue(id);
    }

    assertThat(room.codes().issue(id, (_, _) -> {})).isFalse();
  }

  @RepeatedTest(5)
  void ofTwoNodesThatComeWithTheRightCodeAtOnceOneGetsIt() throws Exception {
    CaseId id = waiting();
    String code = issue(id);
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> taken = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        StepUpCodes node = room.codes();
        taken.add(
            nodes.submit(() -> {
              start.await();
              return node.take(id, code.toCharArray());
            }));
      }
      assertThat(List.of(taken.get(0).get(), taken.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  /** What a code should do, beside what it does: random walks, each from its seed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aCodeIsGoodForItsTriesItsLifeAndOneUseWhateverComesInWhichOrder(long seed) {
    Random random = new Random(seed);
    CaseId id = waiting();
    String code = "";
    int tries = 0;
    int issued = 0;
    boolean used = true;
    Instant ends = Instant.EPOCH;
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          if (issued < CodeRules.USUAL.most()) {
            code = issue(id);
            issued++;
            tries = 0;
            used = false;
            ends = room.now.plus(CodeRules.USUAL.life());
          }
        }
        case 1 -> room.now = room.now.plus(Duration.ofMinutes(random.nextInt(7)));
        case 2, 3 -> {
          boolean good = !used && tries < CodeRules.USUAL.tries() && ends.isAfter(room.now);
          assertThat(room.codes().take(id, code.toCharArray())).isEqualTo(good);
          tries++;
          used = used || good;
        }
        default -> {
          assertThat(room.codes().take(id, WRONG)).isFalse();
          tries++;
        }
      }
    }
  }
}
