package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedService.class)
final class FieldApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PHONE = "shop.users.phone";

  private final LiveService service;
  private final Planted planted;

  FieldApiIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply encrypt(String body) {
    return service.post("order-service", "/v1/encrypt", body);
  }

  private static String sealing(String subject, String value) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("items")
        .addObject()
        .put("field", PHONE)
        .put("subject", subject)
        .put("value", value);
    return body.toString();
  }

  private String sealed(String subject, String value) {
    return encrypt(sealing(subject, value)).result();
  }

  private Reply open(String subject, String ciphertext) {
    return service.reveal("order-service", "deliver-order", "clear", PHONE, subject, ciphertext);
  }

  private static String batch(int items) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("items");
    for (int i = 0; i < items; i++) {
      list.addObject()
          .put("field", PHONE)
          .put("subject", "customer-7f3a-batch-" + i % 7)
          .put("value", "139" + (10_000_000 + i))
          .put("reference", "r" + i);
    }
    return body.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "{\"items\":[}",
        "{\"items\":[]} {}",
        "{\"items\":[],\"items\":[]}"
      })
  void malformedJsonIsToldWithItsPlace(String body) {
    assertThat(encrypt(body).problem()).isIn("400 malformed-json", "400 invalid-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                                | ``
          7                                                                 | ``
          null                                                              | ``
          {}                                                                | /items
          {"items":null}                                                    | /items
          {"items":{}}                                                      | /items
          {"items":[null]}                                                  | /items/0
          {"items":["x"]}                                                   | /items/0
          {"items":[{"field":1,"value":"v"}]}                               | /items/0/field
          {"items":[{"field":"shop.users.phone"}]}                          | /items/0/value
          {"items":[{"value":"v"}]}                                         | /items/0/field
          {"items":[{"field":"shop.users.phone","value":13800138000}]}      | /items/0/value
          {"items":[{"field":"shop.users.phone","value":["v"]}]}            | /items/0/value
          {"items":[{"field":"shop.users.phone","value":"v","subject":1}]}  | /items/0/subject
          {"items":[{"field":"shop.users.phone","value":"v","extra":1}]}    | /items/0
          {"items":[],"purpose":"deliver-order"}                            | ``
          {"items":[]}                                                      | ``
          """)
  void anUnexpectedMemberIsToldWithItsPointer(String body, String pointer) {
    Reply reply = encrypt(body);

    assertThat(reply.problem()).isEqualTo("400 invalid-request");
    assertThat(reply.json().path("errors").path(0).path("pointer").asText("")).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\":[{\"field\":\"shop.users.phone\",\"ciphertext\":\"yh1.AA\"}]}",
        "{\"purpose\":\"Deliver order!\",\"items\":[{\"field\":\"f\",\"ciphertext\":\"c\"}]}",
        "{\"purpose\":7,\"items\":[{\"field\":\"f\",\"ciphertext\":\"c\"}]}",
        "{\"purpose\":\"analysis\",\"disclose\":\"all\","
            + "\"items\":[{\"field\":\"f\",\"ciphertext\":\"c\"}]}",
        "{\"purpose\":\"analysis\",\"items\":[]}"
      })
  void aDecryptWithoutGoodPurposeOrDisclosureIsRefusedAsAWhole(String body) {
    assertThat(service.post("order-service", "/v1/decrypt", body).problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void anUnknownFieldOrAMissingSubjectFailsItsItemOnly() {
    String value = planted.value("13722224444");
    Reply reply =
        encrypt(
            """
            {"items":[
              {"field":"shop.users.fax","subject":"%1$s","value":"%2$s"},
              {"field":"%2$s","subject":"%1$s","value":"%2$s"},
              {"field":"shop.users.phone","value":"%2$s"},
              {"field":"shop.users.phone","subject":"","value":"%2$s"},
              {"field":"shop.users.phone","subject":"\\ud800","value":"%2$s"},
              {"field":"shop.orders.amount","subject":"%1$s","value":"%2$s"},
              {"field":"shop.users.phone","subject":"%1$s","value":"%2$s"}]}
            """
                .formatted(planted.subject(), value));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.results().subList(0, 6))
        .containsExactly(
            "[bad-request]",
            "[bad-request]",
            "[bad-request]",
            "[bad-request]",
            "[bad-request]",
            "[not-permitted]");
    assertThat(reply.results().getLast()).startsWith("yh1.");
    assertThat(reply.json().path("succeeded").asInt()).isEqualTo(1);
    assertThat(reply.json().path("failed").asInt()).isEqualTo(6);
    assertThat(reply.text()).doesNotContain(value);
  }

  @Test
  void aThousandItemsPassInOrderWithTheirReferencesAndOneMoreDoesNot() throws Exception {
    Reply reply = encrypt(batch(1_000));
    assertThat(reply.json().path("succeeded").asInt()).isEqualTo(1_000);

    ObjectNode body = JSON.createObjectNode().put("purpose", "deliver-order");
    ArrayNode items = body.putArray("items");
    JsonNode asked = JSON.readTree(batch(1_000)).path("items");
    for (int i = 0; i < 1_000; i++) {
      ObjectNode item = (ObjectNode) asked.get(i);
      item.remove("value");
      items.add(item.put("ciphertext", reply.results().get(i)));
    }
    Reply opened = service.post("order-service", "/v1/decrypt", body.toString());

    List<String> references = new ArrayList<>();
    opened.json().path("results").forEach(r -> references.add(r.path("reference").asText()));
    assertThat(references)
        .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(i -> "r" + i).toList());
    assertThat(opened.results())
        .containsExactlyElementsOf(
            IntStream.range(0, 1_000).mapToObj(i -> "139" + (10_000_000 + i)).toList());
    assertThat(encrypt(batch(1_001)).problem()).isEqualTo("413 too-many-items");
  }

  @Test
  void aBodyOfTwoMebibytesIsRefusedBeforeItIsRead() {
    assertThat(encrypt(" ".repeat(2 << 20)).problem()).isEqualTo("413 body-too-large");
  }

  @Test
  void referencesOfAnyTextComeBackAndUnsendableOnesAreRefused() {
    String item = "{\"field\":\"shop.users.phone\",\"subject\":\"s\",\"value\":\"v\"";
    String good = "{\"items\":[" + item + ",\"reference\":\"\\u0000 \\ud83d\\ude00 \\\"\"}]}";
    String lone = "{\"items\":[" + item + ",\"reference\":\"\\ud83d\"}]}";
    String longOne = "{\"items\":[" + item + ",\"reference\":\"" + "r".repeat(257) + "\"}]}";

    assertThat(encrypt(good).json().path("results").path(0).path("reference").asText())
        .isEqualTo("\0 😀 \"");
    for (String bad : new String[] {lone, longOne}) {
      Reply reply = encrypt(bad);
      assertThat(reply.problem()).isEqualTo("400 invalid-request");
      assertThat(reply.json().path("errors").path(0).path("pointer").asText())
          .isEqualTo("/items/0/reference");
    }
  }

  @Test
  void valuesOfEveryKindComeBackAsTheyWere() {
    String subject = planted.subject();
    for (String value :
        new String[] {
          "",
          planted.value("13655556666"),
          "张三😀👩‍👩‍👧",
          "nul \0 and \u001f controls \u2028",
          "\uFFFD\uFEFF",
          "x".repeat(65_536),
          "电".repeat(65_536 / 3)
        }) {
      assertThat(open(subject, sealed(subject, value)).result()).isEqualTo(value);
    }
    assertThat(sealed(subject, "x".repeat(65_537))).isEqualTo("[bad-request]");
    assertThat(sealed(subject, "电".repeat(65_536 / 3) + "xx")).isEqualTo("[bad-request]");
    String lone = sealing(subject, "LONE").replace("LONE", "\\ud800");
    assertThat(encrypt(lone).result()).isEqualTo("[bad-request]");
  }

  @Test
  void aChangedOrForeignCiphertextIsNotAuthentic() {
    String subject = planted.subject();
    String value = planted.value("13577778888");
    String good = sealed(subject, value);
    List<String> bad = new ArrayList<>(List.of("yh1.", good + "A", good + "=", good + "\\n"));
    for (int at : new int[] {4, 5, 10, 16, good.length() / 2, good.length() - 8}) {
      bad.add(good.substring(0, at));
      char other = good.charAt(at) == 'A' ? 'B' : 'A';
      bad.add(good.substring(0, at) + other + good.substring(at + 1));
    }
    for (String ciphertext : bad) {
      assertThat(open(subject, ciphertext).result())
          .as(ciphertext)
          .isIn("[not-authentic]", "[unsupported-format]");
    }
    assertThat(open(subject, good).result()).isEqualTo(value);
  }

  @Test
  void aCiphertextBelongsToItsFieldSubjectAndInstallation() {
    String subject = planted.subject();
    String other = planted.subject();
    String good = sealed(subject, planted.value("13599990000"));
    sealed(other, planted.value("13599990001"));
    String foreign =
        "yh1.AQH_____AQ8pDSA71Ajoz9AmoRq3SsEFt5LKXW22ef-M4nMAVXGrN2-vVh2J9OpTRAIIh67Y5mgSSx8mIsE";

    assertThat(open(other, good).result()).isEqualTo("[not-authentic]");
    assertThat(open(planted.subject(), good).result()).isEqualTo("[not-authentic]");
    assertThat(open(subject, foreign).result()).isEqualTo("[not-authentic]");
    assertThat(open(planted.subject(), foreign).result()).isEqualTo("[subject-erased]");
    assertThat(
            service
                .reveal(
                    "order-service", "deliver-order", "clear", "shop.users.email", subject, good)
                .result())
        .isEqualTo("[not-authentic]");
    for (String text : new String[] {"", "13800138000", "yh.AAAA", "YH1." + good.substring(4)}) {
      assertThat(open(subject, text).result()).as(text).isEqualTo("[bad-request]");
    }
  }

  @Test
  void aCiphertextOpensWithItsContextOnly() {
    String item = "\"field\":\"shop.users.phone\",\"subject\":\"" + planted.subject() + "\"";
    String value = planted.value("13511112222");
    String sealed =
        encrypt("{\"items\":[{%s,\"context\":\"订单 7\",\"value\":\"%s\"}]}".formatted(item, value))
            .result();
    List<String> results =
        service
            .post(
                "order-service",
                "/v1/decrypt",
                """
                {"purpose":"deliver-order","items":[
                  {%1$s,"ciphertext":"%2$s","context":"订单 7"},
                  {%1$s,"ciphertext":"%2$s","context":"订单 8"},
                  {%1$s,"ciphertext":"%2$s"},
                  {%1$s,"ciphertext":"%2$s","context":"%3$s"},
                  {%1$s,"ciphertext":"%2$s","context":"\\udc00"}]}
                """
                    .formatted(item, sealed, "c".repeat(1_025)))
            .results();

    assertThat(results)
        .containsExactly(
            value, "[not-authentic]", "[not-authentic]", "[bad-request]", "[bad-request]");
  }

  @Test
  void maskingNeedsNoSubjectAndNoStore() {
    String value = planted.value("13533334444");
    Reply reply =
        service.post(
            "support-desk",
            "/v1/mask",
            "{\"items\":[{\"field\":\"%s\",\"value\":\"%s\"},{\"field\":\"x\",\"value\":\"%2$s\"}]}"
                .formatted(PHONE, value));

    assertThat(reply.results()).containsExactly("135****4444", "[bad-request]");
    assertThat(reply.json().path("results").path(0).path("masked").asBoolean()).isTrue();
  }
}
