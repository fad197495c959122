package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.SourceStatus;
import java.util.List;
import java.util.Optional;

/**
 * Levels of incidents by the Cyberspace Administration of China.
 *
 * @param source where they were read
 * @param status how well they are supported
 * @param levels lowest first
 * @param criteria others than the number of persons
 */
public record CacTable(
    String source, SourceStatus status, List<Step> levels, List<Criterion> criteria) {
  public CacTable {
    levels = List.copyOf(levels);
    criteria = List.copyOf(criteria);
  }

  /**
   * A level.
   *
   * @param persons from so many persons on, which is included
   */
  public record Step(String key, String zh, long persons) {}

  /**
   * Something that people say is met.
   *
   * @param level key of the level that it makes
   * @param applies whether it counts; never when it is not checked and only we say so
   */
  public record Criterion(
      String key, String level, String zh, String en, SourceStatus status, boolean applies) {}

  /** The criterion of that key. */
  public Optional<Criterion> criterion(String key) {
    return criteria.stream().filter(each -> each.key().equals(key)).findFirst();
  }
}
