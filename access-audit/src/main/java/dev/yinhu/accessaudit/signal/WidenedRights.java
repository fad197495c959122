package dev.yinhu.accessaudit.signal;

import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one version of the register permits that another did not. */
final class WidenedRights {
  private record Right(Purpose purpose, CallerName caller, Operation operation, FieldRef field) {}

  private record Grantee(Purpose purpose, CallerName caller) {}

  private WidenedRights() {}

  /**
   * How many rights (a caller may do an operation with a field for an active purpose) are new, plus
   * how many callers' daily limits are higher or gone.
   */
  static int count(Register before, Register after) {
    Set<Right> fresh = rights(after);
    fresh.removeAll(rights(before));
    Map<Grantee, CallerLimits> old = limits(before);
    int widened = fresh.size();
    for (var now : limits(after).entrySet()) {
      CallerLimits was = old.get(now.getKey());
      widened += was != null && daily(now.getValue()) > daily(was) ? 1 : 0;
    }
    return widened;
  }

  private static long daily(CallerLimits limits) {
    return limits.daily().orElse(Long.MAX_VALUE);
  }

  private static Set<Right> rights(Register register) {
    Set<Right> rights = new HashSet<>();
    for (PurposeDeclaration purpose : register.purposes()) {
      if (purpose.isActive()) {
        for (CallerGrant grant : purpose.grants()) {
          for (Operation operation : grant.operations()) {
            purpose
                .fields()
                .forEach(field ->
                    rights.add(new Right(purpose.key(), grant.caller(), operation, field)));
          }
        }
      }
    }
    return rights;
  }

  private static Map<Grantee, CallerLimits> limits(Register register) {
    Map<Grantee, CallerLimits> limits = new HashMap<>();
    for (PurposeDeclaration purpose : register.purposes()) {
      if (purpose.isActive()) {
        purpose
            .grants()
            .forEach(
                grant -> limits.put(new Grantee(purpose.key(), grant.caller()), grant.limits()));
      }
    }
    return limits;
  }
}
