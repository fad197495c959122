package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyCareTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Set<String> PHONE = Set.of("shop.users.phone");
  private static final Register REGISTER =
      new RegisterReader(Crypto.availableSuites(), () -> NOW)
          .read(List.of(new RegisterSource("demo.yaml", LiveService.demoRegister())))
          .register()
          .orElseThrow();

  private static KeyStatus.Keyring keyring(KeyState older) {
    return new KeyStatus.Keyring(
        KeyringName.FIELD,
        2,
        1,
        Optional.empty(),
        List.of(version(1, older), version(2, KeyState.ACTIVE)));
  }

  private static KeyStatus.Version version(int number, KeyState state) {
    return new KeyStatus.Version(
        number,
        number,
        state,
        false,
        NOW,
        NOW,
        0,
        0,
        0,
        Optional.empty(),
        Duration.ZERO,
        Optional.empty());
  }

  private static KeyCare care(SealKind kept, KeyState older, Optional<Register> register) {
    return new KeyCare(() -> Optional.of(kept), () -> List.of(keyring(older)), () -> register);
  }

  @Test
  void keysAreSafeWhenTheRootIsSealedNoVersionIsKnownAndEveryFieldIsProtected() {
    Optional<Register> register = Optional.of(REGISTER);
    for (SealKind kept : List.of(SealKind.PASSPHRASE, SealKind.PKCS11)) {
      assertThat(care(kept, KeyState.DEACTIVATED, register).doubt(PHONE)).isEmpty();
      assertThat(care(kept, KeyState.DESTROYED, register).doubt(PHONE)).isEmpty();
    }
    assertThat(care(SealKind.FILE, KeyState.DEACTIVATED, register).doubt(PHONE))
        .contains("root-key-in-clear");
    assertThat(care(SealKind.PKCS11, KeyState.COMPROMISED, register).doubt(PHONE))
        .contains("key-compromised");
    assertThat(care(SealKind.PKCS11, KeyState.DEACTIVATED, Optional.empty()).doubt(PHONE))
        .contains("no-register");
    for (String field : List.of("shop.users.id", "shop.users.nothing", "no field")) {
      assertThat(
              care(SealKind.PKCS11, KeyState.DEACTIVATED, register)
                  .doubt(Set.of("shop.users.phone", field)))
          .as(field)
          .contains("field-not-protected");
    }
  }
}
