package dev.yinhu.fieldaccess;

import dev.yinhu.fieldaccess.Decision.Allowed;
import dev.yinhu.fieldaccess.Decision.Denied;
import dev.yinhu.fieldaccess.Decision.Reason;
import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.ConsentTerms;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.Use;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of the register, made ready to decide quickly. Immutable; each decision is a few hash
 * look-ups.
 */
final class Guard {
  private record Asked(Purpose purpose, CallerName caller) {}

  private record Granted(CallerGrant grant, Optional<Budget> budget) {}

  private final long version;
  private final Register register;
  private final Map<String, DeclaredField> fields = new HashMap<>();
  private final Map<String, CompoundIndex> compounds = new HashMap<>();
  private final Map<Asked, Granted> grants = new HashMap<>();

  /** Of the active purposes that rest on consent. */
  private final Map<Purpose, ConsentTerms> consents = new HashMap<>();

  /** What each caller may do under some active purpose, and what that counts against. */
  private final Map<CallerName, Map<Operation, Map<FieldRef, Optional<Budget>>>> anyPurpose =
      new HashMap<>();

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
    if (purpose.needsConsent()) {
      consents.put(purpose.key(), purpose.consent());
    }
    for (CallerGrant grant : purpose.grants()) {
      Optional<Budget> budget = Budget.of(purpose.key(), grant.limits());
      grants.put(new Asked(purpose.key(), grant.caller()), new Granted(grant, budget));
      var any = anyPurpose.computeIfAbsent(grant.caller(), c -> new EnumMap<>(Operation.class));
      for (Operation operation : grant.operations()) {
        var fieldsOf = any.computeIfAbsent(operation, o -> new HashMap<>());
        purpose.fields().forEach(field -> fieldsOf.merge(field, budget, Budget::wider));
      }
    }
  }

  long version() {
    return version;
  }

  List<FieldRef> fields() {
    return register.fields().stream().map(DeclaredField::ref).toList();
  }

  Optional<DeclaredField> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Whether the name is one of the register's; any other may hold anything and is not recorded. */
  boolean declares(Purpose purpose) {
    return register.purpose(purpose).isPresent();
  }

  /** Whether the purpose is one of legal duties. */
  boolean isLegalDuty(Purpose purpose) {
    return register
        .purpose(purpose)
        .flatMap(PurposeDeclaration::use)
        .filter(use -> use == Use.LEGAL_DUTY)
        .isPresent();
  }

  /** What holds of the consent to the purpose, where it rests on consent. */
  Optional<ConsentTerms> consent(Purpose purpose) {
    return Optional.ofNullable(consents.get(purpose));
  }

  /** May the caller see values of the field for the purpose, and how? */
  Decision reveal(CallerName caller, Purpose purpose, DeclaredField field, Disclosure wanted) {
    Granted granted = grants.get(new Asked(purpose, caller));
    if (granted == null) {
      return new Denied(whyNoGrant(purpose));
    }
    CallerGrant grant = granted.grant();
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
    return new Allowed(!clear || wanted == Disclosure.MASKED, granted.budget());
  }

  private Reason whyNoGrant(Purpose purpose) {
    return register
        .purpose(purpose)
        .map(known -> known.isActive() ? Reason.CALLER_NOT_NAMED : Reason.PURPOSE_NOT_ACTIVE)
        .orElse(Reason.PURPOSE_NOT_DECLARED);
  }

  /**
   * May the caller encrypt values of the field? Any active purpose that says so will do. Counted
   * where equal values give equal ciphertexts: who could encrypt without end would find any value.
   */
  Decision encrypt(CallerName caller, DeclaredField field) {
    return protect(caller, field, Operation.ENCRYPT, showsEquality(field));
  }

  /** May the caller have tokens for values of the field? Counted as {@link #encrypt} is. */
  Decision tokenize(CallerName caller, DeclaredField field) {
    boolean random =
        field
            .protection()
            .flatMap(Protection::tokens)
            .filter(tokens -> tokens.kind() == TokenKind.RANDOM)
            .isPresent();
    return protect(caller, field, Operation.ENCRYPT, !random);
  }

  /**
   * May the caller bring ciphertexts of the field under the newest key? Any active purpose. Not
   * counted: nothing is learnt of a value by it.
   */
  Decision rewrap(CallerName caller, DeclaredField field) {
    return protect(caller, field, Operation.REWRAP, false);
  }

  private Decision protect(
      CallerName caller, DeclaredField field, Operation operation, boolean isCounted) {
    if (field.protection().isEmpty()) {
      return new Denied(Reason.FIELD_NOT_PROTECTED);
    }
    return anywhere(caller, field.ref(), operation)
        .<Decision>map(budget -> isCounted ? new Allowed(false, budget) : Allowed.FREELY)
        .orElse(new Denied(Reason.OPERATION_NOT_GRANTED));
  }

  private static boolean showsEquality(DeclaredField field) {
    return field
        .protection()
        .map(protection ->
            switch (protection.suite()) {
              case AES256_SIV, FF1_AES256, FF1_SM4 -> true;
              case AES256_GCM, XAES256_GCM, SM4_GCM, SM4_CTR_HMAC_SM3 -> false;
            })
        .orElse(false);
  }

  /** May the caller have a value that it holds already masked as the register says? */
  Decision mask(CallerName caller, DeclaredField field) {
    boolean any =
        allows(caller, Operation.MASK, field)
            || allows(caller, Operation.DECRYPT, field)
            || allows(caller, Operation.ENCRYPT, field);
    return any ? new Allowed(true, Optional.empty()) : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  /** Whether some active purpose gives the caller the operation on the field. */
  boolean allows(CallerName caller, Operation operation, DeclaredField field) {
    return anywhere(caller, field.ref(), operation).isPresent();
  }

  /** The compound index of that name. */
  Optional<CompoundIndex> compound(String name) {
    return Optional.ofNullable(compounds.get(name));
  }

  /**
   * May the caller compute indexes over the fields? Who may store a value may compute its index as
   * well as who may search; without a purpose any active one that says so will do. Counted in both
   * cases, as the same value always has the same index.
   */
  Decision index(CallerName caller, Optional<Purpose> purpose, List<FieldRef> fields) {
    if (purpose.isEmpty()) {
      return indexAnywhere(caller, fields);
    }
    Granted granted = grants.get(new Asked(purpose.get(), caller));
    if (granted == null) {
      return new Denied(whyNoGrant(purpose.get()));
    }
    if (!fields.stream().allMatch(register.purpose(purpose.get()).orElseThrow()::covers)) {
      return new Denied(Reason.FIELD_NOT_COVERED);
    }
    CallerGrant grant = granted.grant();
    return grant.allows(Operation.SEARCH) || grant.allows(Operation.ENCRYPT)
        ? new Allowed(false, granted.budget())
        : new Denied(Reason.OPERATION_NOT_GRANTED);
  }

  private Decision indexAnywhere(CallerName caller, List<FieldRef> fields) {
    Optional<Budget> counted = Optional.empty();
    for (FieldRef field : fields) {
      Optional<Optional<Budget>> budget =
          Stream.of(Operation.SEARCH, Operation.ENCRYPT)
              .flatMap(operation -> anywhere(caller, field, operation).stream())
              .reduce(Budget::wider);
      if (budget.isEmpty()) {
        return new Denied(Reason.OPERATION_NOT_GRANTED);
      }
      counted = counted.or(budget::get);
    }
    return new Allowed(false, counted);
  }

  /**
   * May the caller be told whether something is a token? Who may do anything with the field may.
   */
  Decision checkToken(CallerName caller, DeclaredField field) {
    return allows(caller, Operation.SEARCH, field)
        ? new Allowed(true, Optional.empty())
        : mask(caller, field);
  }

  /** What the operation counts against; empty when no active purpose gives it to the caller. */
  private Optional<Optional<Budget>> anywhere(
      CallerName caller, FieldRef field, Operation operation) {
    return Optional.ofNullable(
        anyPurpose.getOrDefault(caller, Map.of()).getOrDefault(operation, Map.of()).get(field));
  }
}
