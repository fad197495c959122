package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.drill.ScoreCard.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a score of what was seen. Each goal is worth 14 points in time and 7 late, up to twice the
 * target; the number of persons 15, that of values 5, duties 5, the end 5: 100 in all.
 */
final class Scoring {
  private static final int GOAL = 14;
  private static final int LATE = 7;
  private static final int PERSONS = 15;
  private static final int OTHER = 5;

  private Scoring() {}

  /**
   * What was seen.
   *
   * @param reached in drill time since the leak began
   * @param persons of the last estimate; empty when there is none
   * @param records values of it
   * @param dutiesDecided whether every duty was decided
   * @param closed whether the incident was closed
   */
  record Seen(
      Map<Goal, Duration> reached,
      Optional<Long> persons,
      Optional<Long> records,
      boolean dutiesDecided,
      boolean closed) {
    Seen {
      reached = Map.copyOf(reached);
    }
  }

  static ScoreCard of(Scenario scenario, Seen seen, long truePersons, long trueRecords) {
    List<Line> lines = new ArrayList<>();
    for (Goal goal : Goal.values()) {
      lines.add(goal(goal, scenario.target(goal), Optional.ofNullable(seen.reached().get(goal))));
    }
    lines.add(count("persons", PERSONS, seen.persons(), truePersons));
    lines.add(count("records", OTHER, seen.records(), trueRecords));
    lines.add(done("duties", seen.dutiesDecided()));
    lines.add(done("closed", seen.closed()));
    return new ScoreCard(lines);
  }

  private static Line goal(Goal goal, Duration target, Optional<Duration> measured) {
    if (measured.isEmpty()) {
      return line(goal, target, measured, 0, "not-reached");
    }
    if (measured.get().compareTo(target) <= 0) {
      return line(goal, target, measured, GOAL, "in-time");
    }
    int points = measured.get().compareTo(target.multipliedBy(2)) <= 0 ? LATE : 0;
    return line(goal, target, measured, points, "late");
  }

  private static Line line(
      Goal goal, Duration target, Optional<Duration> measured, int points, String why) {
    return new Line(goal.wire(), Optional.of(target), measured, points, GOAL, why);
  }

  private static Line count(String item, int of, Optional<Long> told, long truth) {
    boolean exact = told.filter(each -> each == truth).isPresent();
    String why = told.isEmpty() ? "not-reached" : exact ? "exact" : "wrong";
    return new Line(item, Optional.empty(), Optional.empty(), exact ? of : 0, of, why);
  }

  private static Line done(String item, boolean isDone) {
    return new Line(
        item,
        Optional.empty(),
        Optional.empty(),
        isDone ? OTHER : 0,
        OTHER,
        isDone ? "done" : "missed");
  }
}
