package dev.yinhu.register;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a purpose lets one caller do with the fields that the purpose covers.
 *
 * @param caller who
 * @param operations what, never empty
 * @param limits how much
 */
public record CallerGrant(CallerName caller, Set<Operation> operations, CallerLimits limits) {
  /** Copies the set; throws {@link IllegalArgumentException} when it is empty. */
  public CallerGrant {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("caller " + caller + " is granted no operation");
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }

  /** Whether the grant names the operation. */
  public boolean allows(Operation operation) {
    return operations.contains(operation);
  }
}
