package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.backup.SecondNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong is told with a code of its own, and the next request is answered as ever. */
@ExtendWith(SharedService.class)
final class BadInputIT {
  private static final int TEN_MEGABYTES = 10_000_000;
  private static final String PHONE = JsonRoute.PHONE;

  private final LiveService service;
  private final Planted planted;

  BadInputIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  @AfterEach
  void theServiceGoesOn() {
    assertThat(JsonRoute.MASK.post(service, JsonRoute.MASK.body("s", "13800138000")).result())
        .isEqualTo("138****8000");
  }

  /** The first field is the phone. */
  private static String register(String protection) {
    return LiveService.demoRegister()
        .replaceFirst("suite: AES256_GCM", protection.replace("; ", "\n                "));
  }

  private void declare(String protection) {
    String register =
        register(protection)
            .replace(
                "operations: [encrypt, decrypt, mask, search]}",
                "operations: [encrypt, decrypt, mask, search, rewrap]}");
    assertThat(service.putRegister("admin", register).status()).isEqualTo(200);
  }

  private void restore() {
    assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);
  }

  private String item(JsonRoute route, String subject, String value) {
    return route.post(service, route.body(subject, value)).json().at("/results/0").toString();
  }

  private static String code(String item) {
    return item.replaceAll(".*\"code\":\"([a-z-]+)\".*", "$1");
  }

  @ParameterizedTest
  @EnumSource(JsonRoute.class)
  void tenMegabytesAreRefusedWhateverTheyAre(JsonRoute route) {
    long before = planted.logSize();

    for (String body :
        List.of(
            route.body("s", "1".repeat(TEN_MEGABYTES)),
            "no JSON at all ".repeat(TEN_MEGABYTES / 15))) {
      assertThat(route.post(service, body).problem()).isEqualTo("413 body-too-large");
    }
    assertThat(planted.logSize()).as("nothing was done").isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(JsonRoute.class)
  void anotherMediaTypeThanJsonIsRefused(JsonRoute route) {
    String body = route.body("s", "1");
    int usual = route.post(service, body).status();
    Map<String, String> headers = new HashMap<>(service.headers(route.caller()));
    for (String type :
        List.of(
            "text/plain",
            "text/yaml",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/json; charset=gbk",
            "application/json, text/plain",
            "application/jsonp",
            ";")) {
      headers.put("Content-Type", type);
      assertThat(service.send("POST", route.path(), headers, body).problem())
          .as(type)
          .isEqualTo("415 unsupported-media-type");
    }
    for (String type :
        List.of(
            "application/json",
            "Application/JSON;charset=\"UTF-8\"",
            "application/json; charset=utf-8; v=1",
            "application/x-www-form-urlencoded")) {
      headers.put("Content-Type", type);
      assertThat(service.send("POST", route.path(), headers, body).status())
          .as(type)
          .isEqualTo(usual);
    }
  }

  @Test
  void anEmptyValueIsAValueOrIsRefusedAsAnItem() {
    String subject = planted.subject();
    declare("suite: AES256_GCM; tokens: true");
    try {
      String sealed = JsonRoute.ENCRYPT.post(service, JsonRoute.ENCRYPT.body(subject, "")).result();
      assertThat(
              service
                  .reveal("order-service", "deliver-order", "clear", PHONE, subject, sealed)
                  .result())
          .isEmpty();
      String token = item(JsonRoute.TOKENIZE, subject, "").replaceAll(".*(yt1[^\"]*).*", "$1");
      assertThat(
              JsonRoute.DETOKENIZE
                  .post(service, JsonRoute.DETOKENIZE.body(subject, token))
                  .result())
          .isEmpty();
      assertThat(JsonRoute.MASK.post(service, JsonRoute.MASK.body(subject, "")).result()).isEmpty();
      for (JsonRoute route :
          List.of(
              JsonRoute.DECRYPT,
              JsonRoute.REWRAP,
              JsonRoute.INDEX,
              JsonRoute.DETOKENIZE,
              JsonRoute.CHECK_TOKEN)) {
        assertThat(code(item(route, subject, ""))).as("%s", route).isEqualTo("bad-request");
      }
      String empty = "{\"items\":[{\"field\":\"" + PHONE + "\",\"value\":\"\"}]}";
      assertThat(service.post("dpo", "/v1/canaries", empty).problem())
          .isEqualTo("400 invalid-request");
    } finally {
      restore();
    }
  }

  @Test
  void whatAShapeDoesNotTakeIsRefusedByWhatIsExpected() {
    String subject = planted.subject();
    declare("suite: FF1_AES256");
    try {
      for (String value :
          List.of(
              "", "1380013800", planted.value("1380013800x-odd"), "１３８００１３８０００", "😀".repeat(11))) {
        for (JsonRoute route : List.of(JsonRoute.ENCRYPT, JsonRoute.DECRYPT, JsonRoute.REWRAP)) {
          if (route != JsonRoute.ENCRYPT) {
            item(JsonRoute.ENCRYPT, subject, "13800138000");
          }
          String told = item(route, subject, value);
          assertThat(code(told)).as("%s %s", route, value).isEqualTo("bad-request");
          assertThat(told).contains("expected ");
        }
      }
    } finally {
      restore();
    }
  }

  @Test
  void anUnknownSuiteOrFormatIsNotCalledUnauthentic() {
    String subject = planted.subject();
    String good = JsonRoute.ENCRYPT.post(service, JsonRoute.ENCRYPT.body(subject, "1")).result();
    byte[] suite = Base64.getUrlDecoder().decode(good.substring(4));
    byte[] version = suite.clone();
    suite[1] = 99;
    version[0] = 2;
    declare("suite: AES256_GCM");
    try {
      for (String ciphertext :
          List.of(printed(suite), printed(version), "yh2." + good.substring(4), "yh17.x")) {
        assertThat(code(item(JsonRoute.DECRYPT, subject, ciphertext)))
            .as(ciphertext)
            .isEqualTo("unsupported-format");
        assertThat(code(item(JsonRoute.REWRAP, subject, ciphertext)))
            .isEqualTo("unsupported-format");
      }
      for (String nothing : List.of("yh.AAAA", "yhx.AAAA", "yh123456789.AAAA", "yh1", "Yh2.A")) {
        assertThat(code(item(JsonRoute.DECRYPT, subject, nothing))).isEqualTo("bad-request");
      }
    } finally {
      restore();
    }
  }

  private static String printed(byte[] envelope) {
    return "yh1." + Base64.getUrlEncoder().withoutPadding().encodeToString(envelope);
  }

  @Test
  void ofAShreddedSubjectNothingIsLeftOnAnyRoute() {
    String subject = planted.subject();
    String value = planted.value("13877776666");
    declare("suite: AES256_GCM; tokens: true");
    try {
      String sealed =
          JsonRoute.ENCRYPT.post(service, JsonRoute.ENCRYPT.body(subject, value)).result();
      String token =
          JsonRoute.TOKENIZE
              .post(service, JsonRoute.TOKENIZE.body(subject, value))
              .json()
              .at("/results/0/token")
              .asText();
      SecondNode.erase(service.data(), subject);
      Await.until(
          "the service heard of the erasure",
          () -> code(item(JsonRoute.DECRYPT, subject, sealed)).equals("subject-erased"));

      List<String> codes = new ArrayList<>();
      codes.add(code(item(JsonRoute.REWRAP, subject, sealed)));
      codes.add(code(item(JsonRoute.INDEX, subject, value)));
      codes.add(code(item(JsonRoute.DETOKENIZE, subject, token)));
      assertThat(codes).containsOnly("subject-erased");
      assertThat(item(JsonRoute.CHECK_TOKEN, "r", token)).contains("\"token\":false");

      assertComesBackAsSomebodyNew(subject, value, sealed);
    } finally {
      restore();
    }
  }

  /** The directory remembers nobody: an id that is used again is a person never seen before. */
  private void assertComesBackAsSomebodyNew(String subject, String value, String old) {
    String fresh = JsonRoute.ENCRYPT.post(service, JsonRoute.ENCRYPT.body(subject, value)).result();

    assertThat(
            service
                .reveal("order-service", "deliver-order", "clear", PHONE, subject, fresh)
                .result())
        .isEqualTo(value);
    assertThat(code(item(JsonRoute.DECRYPT, subject, old))).isEqualTo("not-authentic");
  }

  @Test
  void aRegisterWhoseMaskShowsEverythingIsRefused() {
    for (String mask : List.of("{pattern: \"###########\"}", "{show_first: 3, min_hidden: 0}")) {
      Reply reply = service.putRegister("admin", register("suite: AES256_GCM; mask: " + mask));

      assertThat(reply.problem()).isEqualTo("400 invalid-register");
      assertThat(reply.json().at("/errors/0/detail").asText()).contains("line ");
    }
  }
}
