package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.finding.Sighting;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.finding.Triage;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.LiveService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FindingJudgementsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private static final Register REGISTER =
      new RegisterReader(Crypto.availableSuites(), () -> NOW)
          .read(List.of(new RegisterSource("demo.yaml", LiveService.demoRegister())))
          .register()
          .orElseThrow();

  private static StoredFinding finding(long id, String store, String place, String type) {
    return new StoredFinding(
        id,
        new Sighting(store, place, new PiiType(type), 3, OptionalDouble.of(0.3), 0.9, "1*", "f"),
        NOW,
        NOW,
        new UUID(0, 1),
        Optional.empty(),
        Triage.OPEN,
        Optional.empty(),
        Optional.empty());
  }

  private static final List<StoredFinding> FINDINGS =
      List.of(
          finding(1, "shop", "public.users.phone", "CN_MOBILE"),
          finding(2, "files", "logs/a.log", "CN_MOBILE"),
          finding(3, "shop", "public.orders.remark", "CN_MOBILE"),
          finding(4, "shop", "archive.users.phone", "CN_MOBILE"),
          finding(5, "shop", "public.chats.text", "CN_MOBILE"),
          finding(6, "wms", "public.people.mail", "EMAIL"),
          finding(7, "shop", "odd", "EMAIL"));

  private static FindingJudgements judgements(Optional<Register> register) {
    return new FindingJudgements(
        () -> register,
        store -> store.equals("files") ? Optional.empty() : Optional.of("public"),
        JudgeSettings::shipped,
        () -> NOW);
  }

  @Test
  void columnsAreHeldAgainstTheRegisterInForce() {
    assertThat(judgements(Optional.of(REGISTER)).of(FINDINGS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                1L, "plaintext",
                3L, "undeclared",
                4L, "undeclared",
                5L, "other-category",
                6L, "store-not-declared"));
  }

  @Test
  void withoutARegisterNothingIsJudged() {
    assertThat(judgements(Optional.empty()).of(FINDINGS)).isEmpty();
  }
}
