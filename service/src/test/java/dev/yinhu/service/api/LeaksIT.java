package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a request, its values come back in no message and stand in no log, entry
 * or meter.
 */
@ExtendWith(SharedService.class)
final class LeaksIT {
  private final LiveService service;
  private final Planted planted;

  LeaksIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private static void assertTellsNot(Reply reply, String... secrets) {
    assertThat(reply.text()).as("status %d", reply.status()).doesNotContain(secrets);
    assertThat(reply.headers().map().toString()).doesNotContain(secrets);
  }

  @ParameterizedTest
  @EnumSource(JsonRoute.class)
  void noRefusalRepeatsWhatWasSent(JsonRoute route) {
    String subject = planted.subject();
    String value = planted.value("leak-5b-" + route + "-value");
    String good = route.body(subject, value);
    Map<String, String> sent = new HashMap<>();
    if (route != JsonRoute.CHECK_TOKEN) { // There any text is no token, which is an answer.
      sent.put("unpaired surrogate", good.replace(value, value + "\\ud800"));
    }
    sent.put("field", route.body(value, subject, value));
    if (route != JsonRoute.MASK) { // Whose value it is does not matter there.
      sent.put("subject", route.body(value.repeat(100), value.repeat(100)));
    }
    sent.put("member", good.replace("\"field\":", "\"" + value + "\":1,\"field\":"));
    sent.put("type", good.replace("\"" + value + "\"", "[\"" + value + "\"]"));
    sent.put("items", "{\"items\":\"" + value + "\"}");
    sent.put("cut", good.substring(0, good.lastIndexOf(value) + value.length()));
    sent.put("no JSON", value + good);
    sent.put("twice", good.replace("\"items\"", "\"items\":[\"" + value + "\"],\"items\""));
    sent.forEach((what, body) -> {
      Reply reply = route.post(service, body);
      assertThat(reply.status()).as(what).isIn(200, 400);
      assertThat(reply.json().path("succeeded").asInt()).as(what).isZero();
      assertTellsNot(reply, value);
    });
    planted.assertToldNowhere();
  }

  @ParameterizedTest
  @EnumSource(JsonRoute.class)
  void anotherCallerIsRefusedWithoutARepetitionToo(JsonRoute route) {
    String subject = planted.subject();
    String value = planted.value("leak-6c-" + route + "-value");

    Reply unknown = service.post("nobody-in-particular", route.path(), route.body(subject, value));
    Reply unsigned = service.send("POST", route.path(), Map.of(), route.body(subject, value));

    assertThat(unknown.status()).isIn(200, 403);
    assertTellsNot(unknown, value, route == JsonRoute.CHECK_TOKEN ? value : subject);
    assertThat(unsigned.problem()).isEqualTo("401 missing-token");
    assertTellsNot(unsigned, value, subject);
    planted.assertToldNowhere();
  }

  @Test
  void indexesAndTokensThemselvesStandInNoLogEither() {
    String subject = planted.subject();
    String value = planted.value("13977001234");
    Reply indexed = JsonRoute.INDEX.post(service, JsonRoute.INDEX.body(sealed(subject), value));

    planted.value(indexed.json().at("/results/0/index").asText());
    planted.value(indexed.json().at("/results/0/parts/last4/index").asText());

    planted.assertToldNowhere();
  }

  /** A subject that exists. */
  private String sealed(String subject) {
    Reply reply = JsonRoute.ENCRYPT.post(service, JsonRoute.ENCRYPT.body(subject, "1"));
    assertThat(reply.result()).startsWith("yh1.");
    return subject;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/encrypt/file", "/v1/decrypt/file"})
  void filesAreRefusedWithoutARepetition(String path) {
    String secret = planted.value("leak-7d-of-a-file" + path.replace('/', '-'));
    String subject = planted.subject();
    for (String bad : List.of("field", "purpose", "context", "nothing")) {
      Map<String, String> headers = new HashMap<>(service.headers("order-service"));
      headers.put("Yinhu-Field", bad.equals("field") ? secret : "shop.users.id_number");
      headers.put("Yinhu-Subject", subject);
      headers.put("Yinhu-Purpose", bad.equals("purpose") ? secret : "marketing");
      headers.put("Yinhu-Context", bad.equals("context") ? secret + "%zz" : secret);
      headers.put("X-Request-Id", secret);
      if (path.contains("encrypt") && (bad.equals("nothing") || bad.equals("purpose"))) {
        continue; // Nothing is wrong with these.
      }
      Reply reply = service.send("POST", path, headers, secret);
      assertThat(reply.status()).as(bad).isIn(400, 403);
      assertTellsNot(reply, secret, subject);
    }
    planted.assertToldNowhere();
  }
}
