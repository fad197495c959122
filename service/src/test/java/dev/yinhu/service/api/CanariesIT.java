package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Canaries over HTTP: what their readers see, and what the log says. */
@ExtendWith(SharedService.class)
final class CanariesIT {
  private static final String PHONE = "shop.users.phone";

  private final LiveService service;
  private final Planted planted;

  CanariesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private JsonNode minted(String item) {
    Reply reply = service.post("dpo", "/v1/canaries", "{\"items\":[" + item + "]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode canary = reply.json().path("canaries").path(0);
    planted.value(canary.path("value").asText());
    planted.value(canary.path("subject").asText());
    return canary;
  }

  private Reply read(String subject, String ciphertext) {
    return service.reveal("order-service", "deliver-order", "clear", PHONE, subject, ciphertext);
  }

  private JsonNode lastEntry() {
    return service
        .get("auditor", "/v1/audit/entries/" + (planted.logSize() - 1))
        .json()
        .path("entry");
  }

  /** Names of all members, with their places. */
  private static Set<String> shape(JsonNode node, String at) {
    Set<String> shape = new TreeSet<>();
    node.properties()
        .forEach(member -> {
          shape.add(at + "/" + member.getKey() + ":" + member.getValue().getNodeType());
          shape.addAll(shape(member.getValue(), at + "/" + member.getKey()));
        });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      shape.addAll(shape(node.get(i), at + "/" + i));
    }
    return shape;
  }

  @Test
  void aCanaryIsReadLikeAnyOtherValueAndMarkedInTheLog() {
    JsonNode canary =
        minted("{\"field\":\"" + PHONE + "\",\"subject_pattern\":\"u-7f3a########\"}");
    assertThat(canary.path("subject").asText()).matches("u-7f3a\\d{8}");
    String subject = planted.subject();
    String value = planted.value("13612345678");
    String sealed =
        service
            .post(
                "order-service",
                "/v1/encrypt",
                "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                    .formatted(PHONE, subject, value))
            .result();

    Reply normal = read(subject, sealed);
    assertThat(lastEntry().path("items").path(0).has("detail")).isFalse();
    Reply marked = read(canary.path("subject").asText(), canary.path("ciphertext").asText());
    JsonNode item = lastEntry().path("items").path(0);

    assertThat(item.path("outcome").asText()).isEqualTo("clear");
    assertThat(item.path("detail").asText()).isEqualTo("canary");
    assertThat(marked.result()).isEqualTo(canary.path("value").asText());
    assertThat(marked.status()).isEqualTo(normal.status());
    assertThat(new TreeMap<>(marked.headers().map()).keySet())
        .isEqualTo(new TreeMap<>(normal.headers().map()).keySet());
    assertThat(marked.header("Content-Length")).isEqualTo(normal.header("Content-Length"));
    assertThat(shape(marked.json(), "")).isEqualTo(shape(normal.json(), ""));
    assertThat(canary.path("ciphertext").asText()).hasSameSizeAs(sealed);
  }

  @Test
  void everyFieldOfTheDemoThatHoldsAPersonsDataCanHaveOne() {
    for (String field :
        new String[] {
          PHONE,
          "shop.users.email",
          "shop.users.name",
          "shop.users.id_number",
          "shop.addresses.detail"
        }) {
      assertThat(minted("{\"field\":\"" + field + "\"}").path("value").asText())
          .as(field)
          .isNotEmpty();
    }
  }

  @Test
  void theAnswerHasAllThatIsStoredAndLookingForItIsMarked() {
    JsonNode canary = minted("{\"field\":\"" + PHONE + "\"}");
    String asked =
        "{\"items\":[{\"field\":\"%s\",\"value\":\"+86%s\"}]}"
            .formatted(PHONE, canary.path("value").asText());

    Reply found = service.post("support-desk", "/v1/index", asked);

    assertThat(found.json().at("/results/0/query")).contains(canary.path("index"));
    assertThat(canary.at("/parts/last4")).hasSize(1);
    assertThat(found.json().at("/results/0/parts/last4/query"))
        .contains(canary.at("/parts/last4/index"));
    assertThat(lastEntry().at("/items/0/outcome").asText()).isEqualTo("indexed");
    assertThat(lastEntry().at("/items/0/detail").asText()).isEqualTo("canary");
  }

  @Test
  void fieldsThatKeepTheirShapeAndFieldsWithTokensHaveThemToo() {
    String register =
        LiveService.demoRegister()
            .replaceFirst("suite: AES256_GCM", "suite: FF1_SM4\n                tokens: true");
    assertThat(service.putRegister("admin", register).status()).isEqualTo(200);
    try {
      JsonNode canary = minted("{\"field\":\"" + PHONE + "\",\"tokenize\":true}");
      String subject = canary.path("subject").asText();

      assertThat(canary.path("ciphertext").asText()).matches("[0-9]{11}");
      assertThat(canary.path("key_version").isInt()).isTrue();
      assertThat(canary.path("token").asText()).startsWith("yt1.");
      Reply back =
          service.post(
              "order-service",
              "/v1/detokenize",
              "{\"purpose\":\"deliver-order\",\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"token\":\"%s\"}]}"
                  .formatted(PHONE, subject, canary.path("token").asText()));
      assertThat(back.result()).isEqualTo(canary.path("value").asText());
      assertThat(lastEntry().at("/items/0/detail").asText()).isEqualTo("token/canary");
      String misfit = "{\"items\":[{\"field\":\"" + PHONE + "\",\"value\":\"1\"}]}";
      assertThat(service.post("dpo", "/v1/canaries", misfit).problem())
          .isEqualTo("400 invalid-request");
    } finally {
      assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);
    }
  }

  @Test
  void mintingAndRetiringAreRecordedWithCountsOnly() {
    List.of("admin", "dpo", "auditor").forEach(service::token);
    long before = planted.logSize();
    Reply reply =
        service.post(
            "admin",
            "/v1/canaries",
            "{\"items\":[{\"field\":\"shop.orders.consignee_phone\",\"count\":3}]}");
    assertThat(reply.json().path("canaries")).hasSize(3);
    reply.json().path("canaries").forEach(canary -> planted.value(canary.path("value").asText()));
    assertThat(counts()).contains("shop.orders.consignee_phone 3 0");
    Reply retired =
        service.post("dpo", "/v1/canaries/retire", "{\"field\":\"shop.orders.consignee_phone\"}");
    assertThat(retired.json().path("retired").asInt()).isEqualTo(3);
    assertThat(counts()).contains("shop.orders.consignee_phone 0 3");

    List<String> told = new ArrayList<>();
    for (long i = before; i < planted.logSize(); i++) {
      JsonNode entry = service.get("auditor", "/v1/audit/entries/" + i).json().path("entry");
      told.add(
          entry.path("action").asText()
              + " "
              + entry.path("phase").asText()
              + " "
              + entry.path("details"));
    }
    assertThat(told)
        .containsExactly(
            "canaries-mint intent {\"shop.orders.consignee_phone\":\"3\"}",
            "canaries-mint done {\"shop.orders.consignee_phone\":\"3\"}",
            "canaries-retire intent {\"field\":\"shop.orders.consignee_phone\"}",
            "canaries-retire done {\"field\":\"shop.orders.consignee_phone\",\"retired\":\"3\"}");
  }

  private List<String> counts() {
    List<String> counts = new ArrayList<>();
    service
        .get("dpo", "/v1/canaries")
        .json()
        .path("canaries")
        .forEach(count ->
            counts.add(
                count.path("field").asText()
                    + " "
                    + count.path("live").asInt()
                    + " "
                    + count.path("retired").asInt()));
    return counts;
  }

  @Test
  void whatCannotBeMadeIsTold() {
    for (String items :
        new String[] {
          "[]",
          "[{\"field\":\"shop.users.fax\"}]",
          "[{\"field\":\"shop.users.phone\",\"count\":0}]",
          "[{\"field\":\"shop.users.phone\",\"tokenize\":true}]",
          "[{\"field\":\"shop.users.phone\",\"tokenize\":\"yes\"}]",
          "[{\"field\":\"shop.users.phone\",\"subject_pattern\":\"u-1\"}]",
          "[{\"field\":\"shop.users.phone\",\"colour\":\"red\"}]"
        }) {
      assertThat(service.post("dpo", "/v1/canaries", "{\"items\":" + items + "}").problem())
          .as(items)
          .isEqualTo("400 invalid-request");
    }
    String many = "{\"field\":\"shop.users.phone\",\"count\":600}";
    assertThat(
            service
                .post("dpo", "/v1/canaries", "{\"items\":[" + many + "," + many + "]}")
                .problem())
        .isEqualTo("413 too-many-items");
    assertThat(service.post("order-service", "/v1/canaries", "{}").problem())
        .isEqualTo("403 wrong-role");
    assertThat(service.post("dpo", "/v1/canaries/retire", "{\"field\":\"x\"}").problem())
        .isEqualTo("400 invalid-request");
  }
}
