package dev.yinhu.piiscanner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.job.JobWork.Control;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScanJobsTest {
  private static final JobTimes QUICK =
      new JobTimes(Duration.ofMillis(1_500), Duration.ofMillis(100), 3);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TestDatabase database = TestDatabase.create("scan");
  private final ScanJobs jobs = new ScanJobs(database.jdbi(), UUID::randomUUID);
  private final List<ScanJobs.Running> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(ScanJobs.Running::close);
    database.close();
  }

  private ScanJobs.Running node(JobWork work) {
    ScanJobs.Running node = jobs.run(database.database(), work, QUICK);
    nodes.add(node);
    return node;
  }

  private ScanJob eventually(UUID id, Predicate<ScanJob> wanted) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    ScanJob job = jobs.find(id).orElseThrow();
    while (!wanted.test(job)) {
      assertThat(System.nanoTime()).as("waited long enough for %s", job).isLessThan(end);
      Thread.sleep(20);
      job = jobs.find(id).orElseThrow();
    }
    return job;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void untilStopped(Control control) {
    while (true) {
      control.check();
      Thread.onSpinWait();
    }
  }

  @Test
  void aJobIsRunOnceHoweverManyNodesThereAre() throws Exception {
    List<String> run = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      node((spec, _, control) -> {
        run.add(spec);
        control.piece("{\"done\": 1}", "{}");
        return "{\"found\": 7}";
      });
    }
    List<UUID> added = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      added.add(jobs.add("{\"n\": " + i + "}", "dpo").id());
    }

    for (UUID id : added) {
      ScanJob job = eventually(id, j -> j.state() == JobState.DONE);
      assertThat(job.outcome()).contains("{\"found\": 7}");
      assertThat(job.progress()).contains("{\"done\": 1}");
      assertThat(job.startedAt()).isPresent();
      assertThat(job.endedAt()).isPresent();
      assertThat(job.createdBy()).isEqualTo("dpo");
    }
    assertThat(run).hasSize(40).doesNotHaveDuplicates();
    assertThat(jobs.newest(3)).extracting(ScanJob::id).contains(added.getLast()).hasSize(3);
  }

  @Test
  void whenANodeGoesAnotherGoesOnWhereItWas() throws Exception {
    CountDownLatch firstPiece = new CountDownLatch(1);
    ScanJobs.Running first =
        node((_, _, control) -> {
          control.piece("{\"rows\": 10}", "{\"after\": 10}");
          firstPiece.countDown();
          untilStopped(control);
          return "{}";
        });
    UUID id = jobs.add("{}", "dpo").id();
    await(firstPiece);

    first.close();
    List<Optional<String>> resumed = Collections.synchronizedList(new ArrayList<>());
    node((_, resume, _) -> {
      resumed.add(resume);
      return "{}";
    });

    eventually(id, j -> j.state() == JobState.DONE);
    assertThat(resumed).containsExactly(Optional.of("{\"after\": 10}"));
  }

  @Test
  void aNodeThatLostItsLeaseChangesNothingAnyMore() throws Exception {
    JobStore store = new JobStore(database.jdbi());
    UUID id = jobs.add("{}", "dpo").id();
    UUID dead = UUID.randomUUID();
    UUID heir = UUID.randomUUID();
    assertThat(store.take(dead, Duration.ZERO)).isPresent();
    assertThat(store.take(heir, LONG)).isPresent();

    assertThat(store.piece(id, dead, "{}", "{}")).isFalse();
    assertThat(store.renew(id, dead, LONG)).isEqualTo(JobStore.Standing.LOST);
    assertThat(store.end(id, dead, JobState.DONE, "{}", null)).isFalse();
    assertThat(store.piece(id, heir, "{}", "{}")).isTrue();
    assertThat(store.take(dead, LONG)).isEmpty();
  }

  @Test
  void cancellingEndsAJobThatWaitsAtOnceAndOneThatRunsSoon() throws Exception {
    UUID waiting = jobs.add("{}", "dpo").id();
    assertThat(jobs.cancel(waiting).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    CountDownLatch runs = new CountDownLatch(1);
    node((_, _, control) -> {
      runs.countDown();
      untilStopped(control);
      return "{}";
    });
    UUID running = jobs.add("{}", "dpo").id();
    await(runs);

    assertThat(jobs.cancel(running).orElseThrow().cancelWanted()).isTrue();
    ScanJob ended = eventually(running, j -> j.state().isFinal());
    assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
    assertThat(ended.outcome()).isEmpty();
    assertThat(jobs.cancel(UUID.randomUUID())).isEmpty();
    assertThat(jobs.cancel(running).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void whatCannotGoOnFailsWithItsReason() throws Exception {
    node((_, _, _) -> {
      throw new JobFailed("there is no such folder");
    });
    UUID id = jobs.add("{}", "dpo").id();

    ScanJob job = eventually(id, j -> j.state().isFinal());
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).contains("there is no such folder");
  }

  @Test
  void aJobThatNeverGetsAnywhereIsNotBegunForEver() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    node((_, _, _) -> {
      begun.incrementAndGet();
      throw new IllegalStateException("always");
    });
    UUID id = jobs.add("{}", "dpo").id();

    ScanJob job = eventually(id, j -> j.state().isFinal());
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure().orElseThrow()).contains("begun 3 times");
    assertThat(begun).hasValue(3);
  }
}
