package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections over HTTP, in a shop's database. */
final class CorrectionsIT {
  private static final String EMAIL = "shop.users.email";
  @TempDir private static Path folder;
  private static TestDatabase shop;
  private static LiveService service;

  @BeforeAll
  static void open() throws IOException {
    shop = TestDatabase.create();
    execute(
        "create table users (id text primary key, phone text, phone_index text, phone_last4 text,"
            + " email text, email_index text, name text, id_number text, created_at text)");
    execute("insert into users (id) values ('u-corr-2')");
    execute("insert into users values ('u-corr-1', 'x', 'y', 'w', 'z', 'i', 'n', 'd', '2026')");
    ConnectionInfo info = shop.connectionInfo();
    var _ = Files.writeString(folder.resolve("shop.password"), info.password());
    Path stores =
        Files.writeString(
            folder.resolve("stores.yaml"),
            """
            stores:
              shop:
                jdbc: {url: "%s", user: "%s", password_file: shop.password}
            """
                .formatted(info.jdbcUrl(), info.user()));
    service =
        LiveService.start(folder.resolve("data"), Map.of("rights.stores_file", stores.toString()));
  }

  @AfterAll
  static void close() {
    service.close();
    shop.close();
  }

  private static void execute(String sql) {
    shop.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private static String read(String column) {
    return shop.jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select " + column + " from users where id = 'u-corr-1'")
                .mapTo(String.class)
                .one());
  }

  private static String asked(String field, String value) {
    return asked("u-corr-1", field, value);
  }

  private static String asked(String person, String field, String value) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"correct\",\"subject\":\"%s\",\"field\":\"%s\",\"value\":\"%s\"}"
                .formatted(person, field, value));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.text()).doesNotContain(value);
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  private static JsonNode awaited(String at, String reason) {
    Await.until(
        "it waits with " + reason,
        () -> service.get("dpo", at).json().path("reason").asText().equals(reason));
    return service.get("dpo", at).json();
  }

  private static void answer(String at) {
    Reply reply =
        service.post("dpo", at + "/answer", "{\"outcome\":\"done\",\"evidence\":\"seen-17\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @Test
  void aContactIsLookedAtWrittenSealedWithItsIndexAndTheRecipientIsTold() {
    String at = asked(EMAIL, "fresh@corrected.example");
    awaited(at, "proof-of-identity");
    assertThat(read("email")).isEqualTo("z");

    answer(at);
    JsonNode waits = awaited(at, "tell-recipient");
    answer(at);
    Await.until(
        "it is done",
        () -> service.get("dpo", at).json().path("state").asText().equals("completed"));

    assertThat(read("email")).startsWith("yh1.").doesNotContain("fresh");
    assertThat(read("email_index")).isNotEqualTo("i").doesNotContain("fresh");
    String opened =
        service
            .post(
                "order-service",
                "/v1/decrypt",
                """
                {"purpose":"deliver-order","items":[
                  {"field":"%s","subject":"u-corr-1","ciphertext":"%s"}]}
                """
                    .formatted(EMAIL, read("email")))
            .json()
            .at("/results/0/value")
            .asText();
    assertThat(opened).isEqualTo("fresh@corrected.example");
    assertThat(waits.toString()).doesNotContain("fresh@", "u-corr-1");
    assertThat(service.entries().toString()).doesNotContain("fresh@");
  }

  @Test
  void thePhoneOfTheShopIsCorrectedWithBothOfItsIndexesAndShownAsMasksMeanwhile() {
    String at = asked("shop.users.phone", "13900139000");
    JsonNode waits = awaited(at, "proof-of-identity");
    assertThat(waits.path("change").toString())
        .isEqualTo(
            "{\"field\":\"shop.users.phone\",\"before\":\"****\",\"after\":\"139****9000\"}");
    assertThat(service.get("order-service", at).json().path("change"))
        .as("who brought it sees the same")
        .isEqualTo(waits.path("change"));
    assertThat(service.get("support-desk", at).status()).isEqualTo(404);

    String id = at.substring(at.lastIndexOf('/') + 1);
    assertThat(CommandLineRun.of(folder, "case", "show", id, "--data", "data").out())
        .contains("shop.users.phone: **** becomes 139****9000")
        .doesNotContain("13900139000", "u-corr-1");

    answer(at);
    awaited(at, "tell-recipient");
    assertThat(read("phone")).startsWith("yh1.");
    assertThat(read("phone_index")).startsWith("yi1.");
    assertThat(read("phone_last4")).startsWith("yi1.").isNotEqualTo(read("phone_index"));
    answer(at);
    Await.until(
        "it is done",
        () -> service.get("dpo", at).json().path("state").asText().equals("completed"));
    assertThat(service.get("dpo", at).json().has("change")).isFalse();
  }

  @Test
  void whoTurnsOutToBeUnderFourteenIsAMinorInIncidentsFromThenOn() {
    String at = asked("u-corr-2", "shop.users.id_number", "11010120200307451X");
    awaited(at, "younger-than-14");

    answer(at);
    awaited(at, "tell-recipient");
    assertThat(steps(at)).contains("correct-minor", "\"minor\":\"yes\"");
    assertThat(service.entries().toString()).contains("minors-mark").doesNotContain("20200307");
    answer(at);

    String next = asked("u-corr-2", "shop.users.name", "Xiao Li");
    awaited(next, "guardian-decides");
    service.post("dpo", next + "/cancel", "");
  }

  private static String steps(String at) {
    return service.get("dpo", at).json().path("steps").toString();
  }

  @Test
  void fieldAndValueComeTogetherAndWithCorrectionsOnly() {
    for (String wrong :
        new String[] {
          "{\"type\":\"correct\",\"subject\":\"u-1\",\"field\":\"shop.users.email\"}",
          "{\"type\":\"correct\",\"subject\":\"u-1\",\"value\":\"a\"}",
          "{\"type\":\"correct\",\"subject\":\"u-1\",\"field\":\"email\",\"value\":\"a\"}",
          "{\"type\":\"correct\",\"subject\":\"u-1\",\"field\":\"a.b.c\",\"value\":\" \"}",
          "{\"type\":\"explain\",\"subject\":\"u-1\",\"field\":\"a.b.c\",\"value\":\"a\"}"
        }) {
      assertThat(service.post("order-service", "/v1/requests", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
  }
}
