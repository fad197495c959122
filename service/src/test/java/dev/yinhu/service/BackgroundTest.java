package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private static final int TASKS = 500;

  @Test
  void whatIsOfOneLaneIsDoneInTheOrderInWhichItCame() {
    List<Integer> done = new CopyOnWriteArrayList<>();
    try (Background background = new Background(4)) {
      for (int task = 0; task < TASKS; task++) {
        int number = task;
        background.lane("a case").execute(() -> done.add(number));
      }
    }

    assertThat(done).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
  }

  @Test
  void oneLaneDoesNotWaitForAnother() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    List<Boolean> heard = new CopyOnWriteArrayList<>();
    try (Background background = new Background(2)) {
      background
          .lane(0)
          .execute(() -> {
            try {
              heard.add(second.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              heard.add(false);
            }
          });
      background.lane(1).execute(second::countDown);
    }

    assertThat(heard).containsExactly(true);
  }
}
