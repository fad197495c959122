package dev.yinhu.service;

import dev.yinhu.breachresponse.scope.KeySafety;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether keys are known to be safe, by what the key store knows: the root key lies nowhere in
 * clear, nobody has said of any version of a keyring that others may know it, and every field is
 * protected by the register in force. Whether a passphrase got out, no machine knows: whoever fears
 * it marks the versions as compromised.
 *
 * @param root how the root key is kept; empty when there is no file
 * @param keyrings how they stand
 * @param register the one in force
 */
record KeyCare(
    Supplier<Optional<SealKind>> root,
    Supplier<List<KeyStatus.Keyring>> keyrings,
    Supplier<Optional<Register>> register)
    implements KeySafety {
  @Override
  public Optional<String> doubt(Set<String> fields) {
    Optional<SealKind> kept = root.get();
    if (kept.isEmpty()) {
      return Optional.of("root-key-not-there");
    }
    if (kept.get() == SealKind.FILE) {
      return Optional.of("root-key-in-clear");
    }
    if (keyrings.get().stream().anyMatch(KeyCare::isKnown)) {
      return Optional.of("key-compromised");
    }
    Optional<Register> known = register.get();
    if (known.isEmpty()) {
      return Optional.of("no-register");
    }
    return fields.stream().allMatch(field -> isProtected(known.get(), field))
        ? Optional.empty()
        : Optional.of("field-not-protected");
  }

  private static boolean isKnown(KeyStatus.Keyring keyring) {
    return keyring.versions().stream().anyMatch(version -> version.state() == KeyState.COMPROMISED);
  }

  private static boolean isProtected(Register register, String field) {
    try {
      return register
          .field(FieldRef.parse(field))
          .filter(found -> found.protection().isPresent())
          .isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
