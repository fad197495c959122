package dev.yinhu.subjectrights.cases;

/**
 * What a kind of step does. It is called again for the same step after a crash, whatever was
 * reached before: it must find out what is done already, and the effect must happen once. Called by
 * several threads, for different cases.
 */
@FunctionalInterface
public interface StepWork {
  /**
   * Makes an attempt. Blocks. What it throws counts as {@link StepResult.Later}: the message goes
   * to the service's log, so it must hold nothing personal.
   */
  StepResult attempt(Case subject, Step step);
}
