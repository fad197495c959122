package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.RetentionRule;
import java.util.List;
import java.util.Optional;

/**
 * The declarations that bear on something found.
 *
 * @param field the field, or the object around it
 * @param purposes those that cover it, in whatever state
 * @param rules the retention rules that keep it
 */
public record Bearing(
    Optional<DeclaredField> field, List<PurposeDeclaration> purposes, List<RetentionRule> rules) {
  /** None. */
  public static final Bearing NONE = new Bearing(Optional.empty(), List.of(), List.of());

  /** Copies the lists. */
  public Bearing {
    purposes = List.copyOf(purposes);
    rules = List.copyOf(rules);
  }

  /** The purposes in force. */
  public List<PurposeDeclaration> inForce() {
    return purposes.stream().filter(PurposeDeclaration::isActive).toList();
  }
}
