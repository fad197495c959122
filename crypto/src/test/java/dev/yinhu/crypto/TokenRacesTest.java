package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.TokenKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that make, renew and remove tokens and erase their subjects at the same moment. */
class TokenRacesTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private final SettableClock clock = new SettableClock();
  private TestCrypto fixture;
  private TokenRoom room;
  private TokenRoom other;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    room = TokenRoom.of(fixture.anotherNode(clock));
    other = TokenRoom.of(fixture.anotherNode(clock));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whoIsErasedWhileTokensAreMadeGetsNoneAndTheOthersGetTheirs() throws Exception {
    for (TokenKind kind : List.of(TokenKind.RANDOM, TokenKind.DETERMINISTIC)) {
      KeyScope anna = room.scope("anna");
      KeyScope boris = room.scope("boris");
      List<TokenRequest> requests =
          List.of(
              TokenRoom.request(kind, boris, "1"),
              TokenRoom.request(kind, anna, "2"),
              TokenRoom.request(kind, boris, "3"));
      try (ExecutorService threads = Executors.newSingleThreadExecutor();
          Handle eraser = fixture.database().jdbi().open()) {
        eraser.begin();
        eraser.execute(
            "delete from crypto.subject where subject_ref = ?",
            (Object) anna.subject().orElseThrow().bytes());
        Future<List<TokenMade>> making = threads.submit(() -> room.tokens().make(requests));
        Await.until("the batch waits for the erasure", this::somebodyWaits);
        eraser.commit();

        List<TokenMade> made = making.get();

        assertThat(made.get(1)).isEqualTo(new TokenMade.SubjectErased());
        assertThat(room.opened(boris, TokenRoom.text(made.getFirst()))).isEqualTo("1");
        assertThat(room.opened(boris, TokenRoom.text(made.getLast()))).isEqualTo("3");
      }
      room.crypto().subjects().forgetAll();
    }
  }

  private boolean somebodyWaits() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select(
                    "select count(*) > 0 from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void nodesThatRenewTheSameTokensInAnyOrderWhileTheirSubjectsAreErasedNeverFail()
      throws Exception {
    for (int round = 0; round < 8; round++) {
      List<SubjectId> people = new ArrayList<>();
      List<TokenRequest> requests = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        SubjectId id = new SubjectId("c-" + round + "-" + i % 6);
        people.add(id);
        requests.add(
            TokenRoom.request(
                TokenKind.DETERMINISTIC, room.scope(id.value()), "v" + i, Optional.of(MONTH)));
      }
      room.tokens().make(requests);
      List<Callable<Object>> all = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        all.add(renewing(node % 2 == 0 ? room : other, requests, new Random(node)));
      }
      all.add(() -> room.crypto().subjects().erase(people.subList(0, 4)));
      all.add(() -> other.crypto().subjects().erase(List.of(people.get(3), people.get(1))));
      all.add(() -> other.tokens().purge(20));
      Together.run(all);

      List<TokenMade> left = other.tokens().make(requests);
      for (int i = 0; i < requests.size(); i++) {
        assertThat(left.get(i) instanceof TokenMade.SubjectErased).isEqualTo(i % 6 < 4);
      }
      clock.move(MONTH.plusHours(round));
    }
  }

  private static Callable<Object> renewing(
      TokenRoom node, List<TokenRequest> requests, Random random) {
    return () -> {
      List<TokenRequest> shuffled = new ArrayList<>(requests);
      List<TokenMade> made = List.of();
      for (int i = 0; i < 5; i++) {
        Collections.shuffle(shuffled, random);
        made = node.tokens().make(shuffled);
      }
      return made;
    };
  }
}
