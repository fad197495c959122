package dev.yinhu.register;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A law that forbids deleting certain fields for a time.
 *
 * @param key its key
 * @param label what people are shown
 * @param law name of the law
 * @param article where in it
 * @param duration how long
 * @param start from when
 * @param fields the fields it keeps
 */
public record RetentionRule(
    String key,
    Label label,
    String law,
    String article,
    Period duration,
    RetentionStart start,
    Set<FieldRef> fields) {
  /** Copies the set, keeping its order. */
  public RetentionRule {
    fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
  }
}
