package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.ErasePlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a person's rows of a collection are erased.
 *
 * @param node the collection
 * @param stays whether rows that are kept elsewhere need those of this one
 * @param plan for its store
 * @param parts what its parts mean, in the order of the plan's parts
 */
public record CollectionPlan(Node node, boolean stays, ErasePlan plan, List<Part> parts) {
  /** Copies the list. */
  public CollectionPlan {
    parts = List.copyOf(parts);
  }

  /**
   * Rows with one fate.
   *
   * @param plan of these rows
   * @param fields what becomes of each field, in the order of declaration
   * @param rules the retention rules that keep something of these rows
   */
  public record Part(ErasePlan plan, Map<FieldRef, Fate> fields, List<RetentionRule> rules) {
    /** Copies map and list. */
    public Part {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      rules = List.copyOf(rules);
    }

    /** Whether a law keeps something of these rows. */
    public boolean isRestricted() {
      return !rules.isEmpty();
    }
  }
}
