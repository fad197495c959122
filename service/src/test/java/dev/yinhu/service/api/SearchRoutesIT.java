package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedService.class)
final class SearchRoutesIT {
  private final LiveService service;
  private final Planted planted;

  SearchRoutesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Reply search(String parameters) {
    return service.get("auditor", "/v1/audit/entries?wait=true&" + parameters);
  }

  private static List<Long> indexes(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    List<Long> indexes = new ArrayList<>();
    reply.json().path("entries").forEach(entry -> indexes.add(entry.path("index").asLong()));
    return indexes;
  }

  /** Encrypts a phone number of the person with this reason; gives the index of its entry. */
  private long encrypted(String subject, String reason) {
    long index = planted.logSize();
    Reply reply =
        service.post(
            "order-service",
            "/v1/encrypt",
            "{\"actor\":\"agent-77\",\"reason\":\"%s\",\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(reason, subject, planted.value("15055556666")));
    assertThat(reply.status()).isEqualTo(200);
    return index;
  }

  @Test
  void anAccessIsFoundByWhomItConcernsAndByItsReasonAtOnce() {
    service.token("auditor");
    service.token("order-service");
    String subject = planted.subject();
    long index = encrypted(subject, "客户申请退款，核对号码");

    assertThat(indexes(search("subject=" + subject))).containsExactly(index);
    assertThat(indexes(search("q=" + encoded("subject:" + subject)))).containsExactly(index);
    assertThat(indexes(search("actor=agent-77&limit=1&q=" + encoded("号码退款"))))
        .containsExactly(index);
    assertThat(indexes(search("category=user.contact&field=shop.users.phone&subject=" + subject)))
        .containsExactly(index);
    assertThat(indexes(search("category=user.name&subject=" + subject))).isEmpty();
    assertThat(indexes(search("subject=" + planted.subject()))).isEmpty();
    assertThat(indexes(search("kind=reading&limit=100&subject=" + subject))).hasSize(4);
  }

  @Test
  void theEntryIsGivenAsItStandsInTheLog() {
    service.token("auditor");
    service.token("order-service");
    long index = encrypted(planted.subject(), "查看");
    String one = service.get("auditor", "/v1/audit/entries/" + index).text();

    assertThat(search("caller=order-service&limit=1").text()).contains(one);
  }

  @Test
  void aSearchStandsInTheLogItselfWithoutIdAndText() {
    service.token("auditor");
    service.token("order-service");
    String subject = planted.subject();
    long index = encrypted(subject, "查看");
    String ref =
        service
            .get("auditor", "/v1/audit/entries/" + index)
            .json()
            .at("/entry/items/0/subjects/0")
            .asText();
    long before = planted.logSize();
    String secret = planted.value("王小明的电话");
    Reply found =
        service.get(
            "auditor",
            "/v1/audit/entries?wait=true&subject=%s&caller=order-service&purpose=%s&q=NOT+%s"
                .formatted(subject, planted.value("13900001111"), encoded(secret)));
    JsonNode entry = service.get("auditor", "/v1/audit/entries/" + before).json().path("entry");

    assertThat(entry.path("actor").asText()).isEqualTo("auditor");
    assertThat(entry.path("request").asText()).isEqualTo(found.requestId());
    assertThat(entry.path("reading").asText()).isEqualTo("search");
    assertThat(entry.path("subject").asText()).isEqualTo(ref);
    assertThat(entry.path("count").asInt()).isZero();
    assertThat(entry.path("filters").toString())
        .isEqualTo(
            "{\"caller\":\"order-service\",\"purpose\":\"present\",\"q\":\"present\",\"subject\":\"present\"}");
    assertThat(found.json().path("size").asLong()).isEqualTo(before + 1);
    assertThat(found.json().path("indexed_to").asLong()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void pagesFollowEachOtherWhileTheLogGrows() {
    service.token("auditor");
    service.token("order-service");
    String subject = planted.subject();
    List<Long> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.addFirst(encrypted(subject, "查看"));
    }
    for (String order : List.of("newest", "oldest")) {
      List<Long> seen = new ArrayList<>();
      String cursor = "";
      do {
        Reply page = search("subject=" + subject + "&limit=2&order=" + order + "&cursor=" + cursor);
        seen.addAll(indexes(page));
        cursor = page.json().path("next").asText("");
        planted.subject();
        encrypted(planted.subject(), "anderes");
      } while (!cursor.isEmpty());
      assertThat(seen).isEqualTo(order.equals("newest") ? written : written.reversed());
    }
  }

  @Test
  void countsByValueAndTime() {
    service.token("auditor");
    service.token("order-service");
    String subject = planted.subject();
    encrypted(subject, "查看");
    encrypted(subject, "查看");
    String asked = "?wait=true&subject=" + subject;
    JsonNode facets = service.get("dpo", "/v1/audit/facets" + asked + "&by=caller,field").json();
    JsonNode histogram =
        service.get("dpo", "/v1/audit/histogram" + asked + "&interval=hour").json();

    assertThat(facets.path("matches").asInt()).isEqualTo(2);
    assertThat(facets.at("/facets/0/values/0/value").asText()).isEqualTo("order-service");
    assertThat(facets.at("/facets/1/values/0/value").asText()).isEqualTo("shop.users.phone");
    assertThat(facets.at("/facets/1/values/0/count").asInt()).isEqualTo(2);
    assertThat(histogram.path("matches").asInt()).isEqualTo(2);
    assertThat(histogram.at("/steps/0/from").asText()).endsWith("+08:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=who:x|invalid-query|column 1",
        "q=%28a|invalid-query|column 3",
        "from=yesterday|invalid-query|a time such as",
        "register=x|invalid-query|the number of a version",
        "limit=0|invalid-request|from 1 to 100",
        "limit=x|invalid-request|from 1 to 100",
        "order=up|invalid-request|newest or oldest",
        "cursor=AAAA|invalid-request|parameter cursor",
        "wait=soon|invalid-request|parameter wait",
        "who=x|invalid-request|no parameters but",
        "limit=1&limit=2|invalid-request|more than once",
      })
  void whatIsNotUnderstoodIsTold(String parameters, String code, String told) {
    Reply reply = service.get("auditor", "/v1/audit/entries?" + parameters);
    assertThat(reply.problem()).isEqualTo("400 " + code);
    assertThat(reply.text()).contains(told);
  }

  @Test
  void aChangedCursorIsRefused() {
    service.token("auditor");
    for (int i = 0; i < 3; i++) {
      search("limit=1");
    }
    String cursor = search("limit=1").json().path("next").asText();
    assertThat(search("limit=1&cursor=" + cursor).status()).isEqualTo(200);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(search("limit=1&cursor=" + changed).problem()).isEqualTo("400 invalid-request");
    }
    assertThat(search("order=oldest&cursor=" + cursor).problem()).isEqualTo("400 invalid-request");
  }

  @Test
  void theMetersTellHowTheIndexStands() {
    assertThat(search("limit=1").status()).isEqualTo(200);
    Await.until("they were read", () -> meter("yinhu_audit_index_entries") > 0);
    assertThat(meter("yinhu_audit_index_size_bytes")).isNotNegative();
    assertThat(meter("yinhu_audit_index_behind")).isNotNegative();
    assertThat(meter("yinhu_audit_index_failures_total")).isZero();
    assertThat(meter("yinhu_audit_index_read_seconds")).isLessThan(60);
  }

  private double meter(String name) {
    return service
        .send("GET", "/metrics", Map.of(), null)
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no meter " + name));
  }

  @Test
  void aCursorOfOtherConditionsIsRefused() {
    service.token("auditor");
    for (int i = 0; i < 3; i++) {
      search("limit=1");
    }
    String asked = "limit=1&kind=reading&q=" + encoded("NOT 退款");
    String cursor = search(asked).json().path("next").asText();
    assertThat(cursor).isNotEmpty();
    assertThat(search(asked + "&cursor=" + cursor).status()).isEqualTo(200);
    for (String other :
        List.of(
            "kind=reading", "kind=reading&q=NOT", "kind=reading&caller=x&q=" + encoded("NOT 退款"))) {
      assertThat(search(other + "&limit=1&cursor=" + cursor).problem()).startsWith("400 invalid-");
    }
  }

  @Test
  void readingsAreFoundWhenKindsAreAskedForInAnyForm() {
    service.token("auditor");
    search("limit=1");
    for (String asked : List.of("kind=rea*", "kind=*", "q=kind:rea*", "q=kind:*")) {
      assertThat(search(asked + "&limit=1").json().at("/entries/0/entry/reading").asText())
          .as(asked)
          .isEqualTo("search");
    }
    assertThat(search("limit=100").text()).doesNotContain("\"reading\":");
  }

  @Test
  void searchesThatWaitTakeAShareOfTheServiceOnly() throws Exception {
    service.token("auditor");
    String waiting = "/v1/audit/entries?wait=" + (size() + 100_000);
    List<Future<String>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 80; i++) {
        asked.add(threads.submit(() -> service.get("auditor", waiting).problem()));
      }
      assertThat(encrypted(planted.subject(), "查看")).isNotNegative();
    }
    List<String> answers = new ArrayList<>();
    for (Future<String> each : asked) {
      answers.add(each.get());
    }
    // A quarter of the 256 calls that may block.
    assertThat(Collections.frequency(answers, "503 busy")).isEqualTo(16);
    assertThat(Collections.frequency(answers, "503 index-behind")).isEqualTo(64);
    assertThat(search("limit=1").status()).isEqualTo(200);
  }

  @Test
  void waitingForAnEntryThatDoesNotComeIsTold() {
    Reply reply = service.get("auditor", "/v1/audit/entries?wait=" + (size() + 100_000));
    assertThat(reply.problem()).isEqualTo("503 index-behind");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void anEntryFarBeyondTheEndOfTheLogIsNotWaitedFor() {
    for (long index : List.of(size() + 2_000_000, Long.MAX_VALUE)) {
      Reply reply = service.get("auditor", "/v1/audit/entries?wait=" + index);
      assertThat(reply.problem()).isEqualTo("400 invalid-request");
      assertThat(reply.text()).contains("parameter wait", "the log has ");
    }
  }

  private long size() {
    return search("limit=1").json().path("size").asLong();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/audit/entries", "/v1/audit/facets", "/v1/audit/histogram"})
  void onlyAuditorsAndTheDpoSearch(String path) {
    for (String caller : List.of("order-service", "admin")) {
      assertThat(service.get(caller, path).problem()).isEqualTo("403 wrong-role");
    }
    assertThat(service.get("dpo", path).status()).isEqualTo(200);
  }
}
