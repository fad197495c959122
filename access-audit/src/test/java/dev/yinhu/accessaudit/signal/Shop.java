package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three versions of a shop's register: the second permits more than the first, the third less. */
final class Shop {
  private static final String TEXT =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: users
              yinhu: {subject: id}
              fields:
                - name: id
                - name: phone
                  data_categories: [user.contact.phone_number]
                  yinhu: {protect: {suite: AES256_GCM}}
                - name: email
                  data_categories: [user.contact.email]
                  yinhu: {protect: {suite: AES256_GCM}}
      system:
        - fides_key: shop_backend
          privacy_declarations:
            - name: Marketing
              data_categories: [user.contact]
              data_use: marketing
              data_subjects: [customer]
              yinhu:
                purpose: marketing
                label: {zh: 营销, en: Marketing}
                use: marketing
                legal_basis: consent
                necessity: 发送优惠信息
                state: active
                fields: [shop.users.email]
                callers:
                  - {name: marketing-job, operations: [decrypt], limits: {daily: %d}}
                  - {name: support-desk, operations: [%s]}
      """;

  static final RegisterVersions VERSIONS = Shop::version;

  private Shop() {}

  private static Optional<Register> version(long version) {
    return switch ((int) version) {
      case 1 -> Optional.of(read(TEXT.formatted(1_500, "mask")));
      case 2 -> Optional.of(read(TEXT.formatted(2_000, "mask, decrypt")));
      case 3 -> Optional.of(read(TEXT.formatted(1_000, "mask")));
      default -> Optional.empty();
    };
  }

  private static Register read(String text) {
    return new RegisterReader(
            EnumSet.allOf(Suite.class), InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))
        .read(List.of(new RegisterSource("shop.yaml", text)))
        .register()
        .orElseThrow();
  }

  static AuditEntry applied(Instant time, long version) {
    return new AuditEntry.Admin(
        time,
        "r-apply",
        "admin",
        "register-apply",
        Phase.DONE,
        Map.of("version", Long.toString(version)));
  }
}
