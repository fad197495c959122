package dev.yinhu.register;

import java.util.Optional;

/**
 * The personal-information impact assessment (PIPL 55, 56) of a purpose.
 *
 * @param wanted whether one must be made before the purpose may be active
 * @param done whether it has been made
 * @param reference where the report is
 */
public record ImpactAssessment(boolean wanted, boolean done, Optional<String> reference) {
  /** Neither wanted nor made. */
  public static final ImpactAssessment NONE = new ImpactAssessment(false, false, Optional.empty());
}
