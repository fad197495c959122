package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.incident.Cause;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.breachresponse.scope.LeakedForm;
import dev.yinhu.breachresponse.severity.EnisaInput;
import dev.yinhu.breachresponse.tell.TellingText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is practised.
 *
 * @param key its name, such as {@code staff-leak}
 * @param story what those who practise are told at the beginning
 * @param source where story and targets come from
 * @param length after which the drill ends by itself
 * @param injects in the order of their times
 * @param targets within what time since the leak began each goal is to be reached
 * @param sha256 of the file, so that only drills of the same are compared
 */
public record Scenario(
    String key,
    Wording title,
    Wording story,
    String source,
    Duration length,
    Leak leak,
    Judged judged,
    TellingText notice,
    List<Inject> injects,
    Map<Goal, Duration> targets,
    String sha256) {
  /**
   * The truth that those who practise have to find out.
   *
   * @param from since the drill began
   * @param until at which all of it has leaked
   * @param callers whose accesses they are, without the mark and number of the drill
   * @param persons each of whom leaks once, 1 to 100,000
   * @param fields how many values of each person, 1 to 8
   * @param cause what the post-mortem should find
   */
  public record Leak(
      Duration from,
      Duration until,
      List<String> callers,
      int persons,
      int fields,
      LeakedForm form,
      Cause cause) {
    /** Copies the list. */
    public Leak {
      callers = List.copyOf(callers);
    }
  }

  /** How it is to be judged. */
  public record Judged(EnisaInput enisa) {}

  /** Copies the collections. */
  public Scenario {
    injects = List.copyOf(injects);
    targets = Map.copyOf(targets);
    if (targets.size() != Goal.values().length) {
      throw new IllegalArgumentException("a scenario has a target for each goal");
    }
  }

  /** Within what time since the leak began it is to be reached. */
  Duration target(Goal goal) {
    return Objects.requireNonNull(targets.get(goal));
  }
}
