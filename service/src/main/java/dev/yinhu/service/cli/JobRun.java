package dev.yinhu.service.cli;

import dev.yinhu.tableprotection.Phase;
import dev.yinhu.tableprotection.PhaseReport;
import dev.yinhu.tableprotection.ProtectionJob;
import dev.yinhu.tableprotection.TableProtection;
import java.util.List;

/** Runs phases of a job one after the other until one leaves something to look at. */
final class JobRun {
  private JobRun() {}

  /** What is done once the room is open. */
  @FunctionalInterface
  interface Work {
    int with(TableProtection protection, JobScreen screen) throws InterruptedException;
  }

  /** Opens the room and does the work; told to stop, it ends after the batch at hand. */
  static int in(YinhuCommand root, CommandWorld world, Work work) throws InterruptedException {
    try (var _ = world.stop().listen();
        JobScreen screen = new JobScreen(world.console(), root.json());
        Session session = world.sessions().open(root.config())) {
      Thread watch = Thread.ofVirtual().start(() -> awaitStop(world, screen));
      try {
        return work.with(session.tableProtection(), screen);
      } finally {
        watch.interrupt();
      }
    }
  }

  private static void awaitStop(CommandWorld world, JobScreen screen) {
    try {
      world.stop().await();
      screen.stop();
    } catch (InterruptedException done) {
      // The work has ended.
    }
  }

  /** 0 when all phases ended and left nothing to look at, else 1. */
  static int phases(
      TableProtection protection, JobScreen screen, ProtectionJob job, List<Phase> phases)
      throws InterruptedException {
    for (Phase phase : phases) {
      PhaseReport report = protection.run(job, phase, screen);
      screen.report(report);
      if (!report.clean()) {
        return 1;
      }
    }
    return 0;
  }
}
