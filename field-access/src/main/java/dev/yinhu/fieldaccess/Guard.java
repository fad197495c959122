package dev.yinhu.fieldaccess;

import dev.yinhu.fieldaccess.Decision.Allowed;
import dev.yinhu.fieldaccess.Decision.Denied;
import dev.yinhu.fieldaccess.Decision.Reason;
import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the register, made ready to decide quickly. Immutable; each decision is a few hash
 * look-ups.
 */
final class Guard {
  private record Asked(Purpose purpose, CallerName caller) {}

  private final long version;
  private final Register register;
  private final Map<String, DeclaredField> fields = new HashMap<>();
  private final Map<String, CompoundIndex> compounds = new HashMap<>();
  private final Map<Asked, CallerGrant> grants = new HashMap<>();
  private final Map<CallerName, Map<Operation, Set<FieldRef>>> anyPurpose = new HashMap<>();

  Guard(long version, Register register) {
    this.version = version;
    this.register = register;
    register.fields().forEach(field -> fields.put(field.ref().text(), field));
    register.datasets().stream()
        .flatMap(dataset -> dataset.collections().stream())
        .flatMap(collection -> collection.compoundIndexes().stream())
        .forEach(index -> compounds.put(index.ref().text(), index));
    register.purposes().stream().filter(PurposeDeclaration::isActive).forEach(this::note);
  }

  private void note(PurposeDeclaration purpose) {
    for (CallerGrant grant : purpose.grants()) {
      grants.put(new Asked(purpose.key(), grant.caller()), grant);
      Map<Operation, Set<FieldRef>> any =
          anyPurpose.computeIfAbsent(grant.caller(), c -> new EnumMap<>(Operation.class));
      for (Operation operation : grant.operations()) {
        any.computeIfAbsent(operation, o -> new HashSet<>()).addAll(purpose.fields());
      }
    }
  }

  long version() {
    return version;
  }

  Optional<DeclaredField> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Whether the name is one of the register's; any other may hold anything and is not recorded. */
  boolean declares(Purpose purpose) {
    return register.purpose(purpose).isPresent();
  }

  /** May the caller see values of the field for the purpose, and how? */
  Decision reveal(CallerName caller, Purpose purpose, DeclaredField field, Disclosure wanted) {
    CallerGrant grant = grants.get(new Asked(purpose, caller));
    if (grant == null) {
      return new Denied(whyNoGrant(purpose));
    }
    if (!register.purpose(purpose).orElseThrow().covers(field.ref())) {
      return new Denied(Reason.FIELD_NOT_COVERED);
    }
    boolean clear = grant.allows(Operation.DECRYPT);
    if (!clear && !grant.allows(Operation.MASK)) {
      return new Denied(Reason.OPERATION_NOT_GRANTED);
    }
    if (!clear && wanted == Disclosure.CLEAR) {
      return new Denied(Reason.ONLY_MASKED);
    }
    return new Allowed(!clear || wanted == Disclosure.MASKED, grant.limits());
  }

  private Reason whyNoGrant(Purpose purpose) {
    return register
        .purpose(purpose)
        .map(known -> known.isActive() ? Reason.CALLER_NOT_NAMED : Reason.PURPOSE_NOT_ACTIVE)
        .orElse(Reason.PURPOSE_NOT_DECLARED);
  }

  /** May the caller encrypt values of the field? Any active purpose that says so will do. */
  Decision encrypt(CallerName caller, DeclaredField field) {
    if (field.protection().isEmpty()) {
      return new Denied(Reason.FIELD_NOT_PROTECTED);
    }
    return mayAnywhere(caller, field, Operation.ENCRYPT)
        ? new Allowed(false, CallerLimits.NONE)
        : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  /** May the caller bring ciphertexts of the field under the newest key? Any active purpose. */
  Decision rewrap(CallerName caller, DeclaredField field) {
    if (field.protection().isEmpty()) {
      return new Denied(Reason.FIELD_NOT_PROTECTED);
    }
    return mayAnywhere(caller, field, Operation.REWRAP)
        ? new Allowed(false, CallerLimits.NONE)
        : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  /** May the caller have a value that it holds already masked as the register says? */
  Decision mask(CallerName caller, DeclaredField field) {
    boolean any =
        mayAnywhere(caller, field, Operation.MASK)
            || mayAnywhere(caller, field, Operation.DECRYPT)
            || mayAnywhere(caller, field, Operation.ENCRYPT);
    return any ? new Allowed(true, CallerLimits.NONE) : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  /** Whether some active purpose gives the caller the operation on the field. */
  boolean allows(CallerName caller, Operation operation, DeclaredField field) {
    return mayAnywhere(caller, field, operation);
  }

  /** The compound index of that name. */
  Optional<CompoundIndex> compound(String name) {
    return Optional.ofNullable(compounds.get(name));
  }

  /**
   * May the caller compute indexes over the fields? Who may store a value may compute its index as
   * well as who may search; without a purpose any active one that says so will do.
   */
  Decision index(CallerName caller, Optional<Purpose> purpose, List<FieldRef> fields) {
    if (purpose.isEmpty()) {
      boolean all =
          fields.stream()
              .allMatch(field ->
                  mayAnywhere(caller, field, Operation.SEARCH)
                      || mayAnywhere(caller, field, Operation.ENCRYPT));
      return all ? new Allowed(false, CallerLimits.NONE) : new Denied(Reason.OPERATION_NOT_GRANTED);
    }
    CallerGrant grant = grants.get(new Asked(purpose.get(), caller));
    if (grant == null) {
      return new Denied(whyNoGrant(purpose.get()));
    }
    if (!fields.stream().allMatch(register.purpose(purpose.get()).orElseThrow()::covers)) {
      return new Denied(Reason.FIELD_NOT_COVERED);
    }
    return grant.allows(Operation.SEARCH) || grant.allows(Operation.ENCRYPT)
        ? new Allowed(false, CallerLimits.NONE)
        : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  /**
   * May the caller be told whether something is a token? Who may do anything with the field may.
   */
  Decision checkToken(CallerName caller, DeclaredField field) {
    return mayAnywhere(caller, field.ref(), Operation.SEARCH)
        ? new Allowed(true, CallerLimits.NONE)
        : mask(caller, field);
  }

  private boolean mayAnywhere(CallerName caller, FieldRef field, Operation operation) {
    return anyPurpose
        .getOrDefault(caller, Map.of())
        .getOrDefault(operation, Set.of())
        .contains(field);
  }

  private boolean mayAnywhere(CallerName caller, DeclaredField field, Operation operation) {
    return mayAnywhere(caller, field.ref(), operation);
  }
}
