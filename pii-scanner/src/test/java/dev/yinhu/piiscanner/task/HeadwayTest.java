package dev.yinhu.piiscanner.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.job.JobWork.Control;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class HeadwayTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");

  private final List<String> kept = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long nanos;

  /** Takes down what is told. */
  private final class Told implements Control {
    @Override
    public UUID job() {
      return new UUID(0, 1);
    }

    @Override
    public void tell(String progress) {
      told.add(progress);
    }

    @Override
    public void piece(String progress, String resume) {
      told.add(progress);
      kept.add(resume);
    }

    @Override
    public void check() {
      // Goes on.
    }
  }

  private void passes(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void aFileThatIsDoneIsKeptWithinTheNextAndNothingOfThatOne() {
    Headway headway = new Headway(new Told(), Optional.empty(), () -> nanos);
    headway.of(2, 1_000);
    headway.read(0, 100);
    headway.found(MOBILE, 3);
    headway.done();
    headway.mark(List.of("a"));
    headway.look();
    assertThat(kept).as("it is too early").isEmpty();

    headway.read(0, 200);
    headway.found(MOBILE, 5);
    passes(1_100);
    headway.look();

    Headway.Resume resume = TaskJson.read(kept.getFirst(), Headway.Resume.class);
    assertThat(resume.after()).containsExactly("a");
    assertThat(resume.progress().done()).isOne();
    assertThat(resume.progress().bytes()).isEqualTo(100);
    assertThat(resume.progress().values()).containsEntry("CN_MOBILE", 3L);
    assertThat(TaskJson.read(told.getLast(), Progress.class).bytes()).isEqualTo(300);

    passes(1_100);
    headway.look();
    assertThat(kept).as("nothing more is done").hasSize(1);
    passes(1_100);
    headway.look();
    assertThat(told).hasSize(2);

    Headway next = new Headway(new Told(), Optional.of(resume), () -> nanos);
    assertThat(next.progress().resumed()).isOne();
    assertThat(next.progress().bytes()).isEqualTo(100);
  }
}
