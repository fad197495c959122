package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class RecentCheckpointTest {
  private final List<CompletableFuture<String>> made = new ArrayList<>();
  private long now = 1_000;
  private final RecentCheckpoint recent = new RecentCheckpoint(() -> now);

  private CompletionStage<String> ask() {
    return recent.note(() -> {
      var note = new CompletableFuture<String>();
      made.add(note);
      return note;
    });
  }

  private static String told(CompletionStage<String> note) {
    return note.toCompletableFuture().join();
  }

  @Test
  void whoAsksWhileOneIsMadeWaitsForThatOne() {
    var first = ask();
    now += RecentCheckpoint.FRESH.toNanos() * 5;
    var second = ask();
    made.getFirst().complete("note");

    assertThat(made).hasSize(1);
    assertThat(told(first)).isEqualTo("note");
    assertThat(told(second)).isEqualTo("note");
  }

  @Test
  void oneIsGivenOutForASecondAndNotLonger() {
    ask();
    made.getFirst().complete("old");
    now += RecentCheckpoint.FRESH.toNanos();

    assertThat(told(ask())).isEqualTo("old");
    now++;
    var next = ask();
    made.get(1).complete("new");

    assertThat(told(next)).isEqualTo("new");
    assertThat(made).hasSize(2);
  }

  @Test
  void aFailureIsNotKept() {
    ask();
    made.getFirst().completeExceptionally(new IllegalStateException("no database"));
    var next = ask();
    made.get(1).complete("note");

    assertThat(told(next)).isEqualTo("note");
  }
}
