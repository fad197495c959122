package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A shop whose customers' numbers were read by its order service, with an incident that awaits a
 * run to all of them. Of 500 customers one is gone, one has no number, two have numbers that no
 * gateway takes, and what goes to two comes back.
 */
record LeakedShop(int customers, String incident, String dpo) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 1000;
  private static final String PHONE = "shop.users.phone";

  private static String id(int customer) {
    return "p-%05d-7c".formatted(customer);
  }

  private static String number(int customer) {
    int of250 = customer % 250;
    String begin =
        of250 == 13 ? RoughGateway.BAD : of250 == 29 ? RoughGateway.RETURNED : RoughGateway.GOOD;
    return begin + String.format(Locale.ROOT, "%08d", customer);
  }

  /** Seals the numbers, has them read, and does what two people have to do before a run. */
  static LeakedShop open(Path data, TestDatabase shop, int customers) throws Exception {
    shop.jdbi()
        .useHandle(handle ->
            handle.execute(
                "create table users (id text primary key, name text, phone text, email text,"
                    + " id_number text, created_at timestamptz, phone_index text, phone_last4 text,"
                    + " email_index text)"));
    try (LiveService service = LiveService.start(data, Map.of())) {
      for (int from = 0; from < customers; from += BATCH) {
        read(service, shop, IntStream.range(from, Math.min(customers, from + BATCH)).toArray());
      }
      String at =
          "/v1/incidents/" + done(service, "dpo", "/v1/incidents", "{\"title\":\"leak\"}", "id");
      String scope = "{\"callers\":[\"order-service\"],\"purposes\":[\"deliver-order\"]}";
      Await.until(
          "everybody is in the scope",
          () -> {
            done(service, "dpo", at + "/scope", scope, "number");
            JsonNode all = service.get("dpo", at + "/scope").json().path("estimates");
            return all.path(all.size() - 1).at("/figures/persons").asInt() == customers;
          });
      String judged =
          """
          {"data":"simple","identification":"significant","reason":"numbers",
           "circumstances":{"confidentiality":"unknown-recipients","integrity":"none",
             "availability":"none","intent":"malicious"}}
          """;
      done(service, "dpo", at + "/actions/unnecessary", "{\"reason\":\"it is over\"}", "id");
      done(service, "dpo", at + "/severity", judged, "id");
      done(service, "dpo", at + "/duties", "{\"persons\":0,\"circumstances\":[]}", "id");
      done(service, "dpo", at + "/advance", "{\"to\":\"contained\"}", "id");
      done(service, "dpo", at + "/advance", "{\"to\":\"assessed\"}", "id");
      String ask = "{\"what\":\"tell-people\",\"reason\":\"PIPL 57\"}";
      String approval = done(service, "dpo", at + "/approvals", ask, "id");
      done(service, "admin", at + "/approvals/" + approval + "/grant", "{}", "id");
      return new LeakedShop(customers, at, service.token("dpo"));
    }
  }

  private static String done(
      LiveService service, String who, String path, String body, String member) {
    Reply reply = service.post(who, path, body);
    assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    return reply.json().path(member).asText();
  }

  private static void read(LiveService service, TestDatabase shop, int[] some) throws Exception {
    ObjectNode encrypt = JSON.createObjectNode();
    ArrayNode plain = encrypt.putArray("items");
    for (int each : some) {
      plain.addObject().put("field", PHONE).put("subject", id(each)).put("value", number(each));
    }
    List<String> sealed =
        service.post("order-service", "/v1/encrypt", encrypt.toString()).results();
    ObjectNode decrypt =
        JSON.createObjectNode().put("purpose", "deliver-order").put("disclose", "clear");
    ArrayNode items = decrypt.putArray("items");
    for (int i = 0; i < some.length; i++) {
      items
          .addObject()
          .put("field", PHONE)
          .put("subject", id(some[i]))
          .put("ciphertext", sealed.get(i));
    }
    Reply opened = service.post("order-service", "/v1/decrypt", decrypt.toString());
    assertThat(opened.results()).last().isEqualTo(number(some[some.length - 1]));
    shop.jdbi()
        .useHandle(handle -> {
          var rows = handle.prepareBatch("insert into users (id, phone) values (?, ?)");
          for (int i = 0; i < some.length; i++) {
            if (some[i] % 500 != 7) {
              rows.bind(0, id(some[i])).bind(1, some[i] % 500 == 11 ? null : sealed.get(i)).add();
            }
          }
          rows.execute();
        });
  }

  /** Customers of whom that holds. */
  int count(java.util.function.IntPredicate those) {
    return (int) IntStream.range(0, customers).filter(those).count();
  }

  int unreachable() {
    return count(each -> each % 500 == 7 || each % 500 == 11);
  }

  int failed() {
    return count(each -> each % 250 == 13 || each % 250 == 29);
  }

  int told() {
    return customers - unreachable() - failed();
  }
}
