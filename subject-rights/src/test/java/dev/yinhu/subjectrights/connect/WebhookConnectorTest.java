package dev.yinhu.subjectrights.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.reading.RegisterReader;
import java.io.BufferedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookConnectorTest {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  private static final SubjectId ANN = new SubjectId("ann-1");
  private static final String REGISTER =
      """
      dataset:
        - fides_key: crm
          data_categories: [user.transaction]
          collections:
            - name: people
              yinhu: {subject: id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - {name: note}
      """;
  private static final Node PEOPLE =
      DataGraph.of(
              new RegisterReader(EnumSet.allOf(Suite.class), InstantSource.fixed(NOW))
                  .read(List.of(new RegisterSource("crm.yaml", REGISTER)))
                  .register()
                  .orElseThrow()
                  .datasets())
          .node(new CollectionName("crm", "people"))
          .orElseThrow();

  @TempDir Path directory;
  private ExampleStore store;
  private WebhookConnector connector;
  private boolean paused;

  @BeforeEach
  void start() throws Exception {
    store = new ExampleStore();
    connector = connector(Duration.ofSeconds(20));
  }

  private WebhookConnector connector(Duration readWithin) throws Exception {
    return new WebhookConnector(
        new WebhookStoreSettings(
            "crm",
            URI.create(store.url()),
            store.keyFile(directory),
            Duration.ofSeconds(20),
            readWithin,
            Duration.ofDays(3)),
        () -> paused,
        InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    connector.close();
    store.close();
  }

  @Test
  void aRecipientIsToldToStopAndOnlyThatItDidCounts() {
    List<String> asked = new ArrayList<>();
    for (String answer : List.of("{\"stopped\":true}", "{\"stopped\":false}", "{}")) {
      store.instead =
          (exchange, request) -> {
            asked.add(request.toString());
            ExampleStore.answer(exchange, 200, answer);
            return true;
          };
      assertThat(connector.stop("marketing", ANN))
          .isEqualTo(
              answer.contains("true")
                  ? new Answer.Known<>(true)
                  : new Answer.Failed<>("bad-answer"));
    }
    assertThat(asked.getFirst())
        .isEqualTo(
            "{\"version\":1,\"operation\":\"stop\",\"recipient\":\"crm\",\"purpose\":\"marketing\","
                + "\"person\":\"ann-1\"}");
    assertThat(store.unsigned).isEmpty();
  }

  @Test
  void nothingIsSentWhileItIsPaused() {
    List<String> asked = new ArrayList<>();
    store.instead =
        (exchange, request) -> {
          asked.add(request.toString());
          ExampleStore.answer(exchange, 200, "{\"stopped\":true}");
          return true;
        };
    paused = true;
    assertThatThrownBy(() -> connector.stop("marketing", ANN))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("crm")
        .hasMessageNotContaining("ann-1");
    assertThatThrownBy(() -> connector.count(PEOPLE, ANN)).isInstanceOf(StoreUnavailable.class);
    assertThat(asked).isEmpty();

    paused = false;
    assertThat(connector.stop("marketing", ANN)).isEqualTo(new Answer.Known<>(true));
    assertThat(asked).hasSize(1);
  }

  private List<StoredRow> rows() {
    List<StoredRow> rows = new ArrayList<>();
    assertThat(connector.read(PEOPLE, ANN, rows::add))
        .isEqualTo(new Answer.Known<>((long) rows.size()));
    return rows;
  }

  private Answer<Long> read() {
    return connector.read(PEOPLE, ANN, _ -> {});
  }

  private void readAnswers(String body) {
    store.instead =
        (exchange, _) -> {
          ExampleStore.answer(exchange, 200, body);
          return true;
        };
  }

  @Test
  void countsReadsAndErasesThePersonsRowsAndNobodyElses() {
    store.notes.put("ann-1", List.of("a", "b"));
    store.notes.put("bob-2", List.of("c"));

    assertThat(connector.count(PEOPLE, ANN)).isEqualTo(new Answer.Known<>(2L));
    assertThat(rows()).hasSize(2).first().extracting(row -> row.values().size()).isEqualTo(2);
    assertThat(connector.erase(PEOPLE, ANN, new ErasePlan.DeleteRows()))
        .isEqualTo(new Answer.Known<>(new Erased(2, 0)));
    assertThat(connector.remaining(PEOPLE, ANN, new ErasePlan.DeleteRows()))
        .isEqualTo(new Answer.Known<>(0L));
    assertThat(store.notes).containsOnlyKeys("bob-2");
    assertThat(store.unsigned).isEmpty();
  }

  @Test
  void everyAttemptOfAStepAsksUnderTheSameIdAndAnotherStepUnderAnother() {
    Errand first = new Errand("R-1/1", NOW);
    first.during(() -> connector.count(PEOPLE, ANN));
    first.during(() -> connector.count(PEOPLE, ANN));
    new Errand("R-1/2", NOW).during(() -> connector.count(PEOPLE, ANN));

    assertThat(store.ids.get(0)).isEqualTo(store.ids.get(1)).isNotEqualTo(store.ids.get(2));
    assertThat(store.ids).noneMatch(id -> id.contains("ann") || id.contains("R-1"));
  }

  @Test
  void aValueIsSetInAllRowsAndACodeOrAnUncleanAnswerIsNeverTakenForDone() {
    List<String> asked = new ArrayList<>();
    Map<FieldRef, Optional<String>> values =
        Map.of(FieldRef.parse("crm.people.note"), Optional.of("yh1.new"));
    store.instead =
        (exchange, request) -> {
          asked.add(request.toString());
          switch (asked.size()) {
            case 1 -> ExampleStore.answer(exchange, 200, "{\"count\":2}");
            case 2 -> ExampleStore.answer(exchange, 422, "{\"code\":\"no-column\"}");
            case 3 -> ExampleStore.answer(exchange, 200, "{\"changed\":2}");
            default -> ExampleStore.answer(exchange, 503, "");
          }
          return true;
        };

    assertThat(connector.cannotSet(PEOPLE, ANN, values)).isEmpty();
    assertThat(connector.set(PEOPLE, ANN, values)).isEqualTo(new Answer.Known<>(2L));
    assertThat(connector.set(PEOPLE, ANN, values)).isEqualTo(new Answer.Failed<>("no-column"));
    assertThat(connector.set(PEOPLE, ANN, values)).isEqualTo(new Answer.Failed<>("bad-answer"));
    assertThatThrownBy(() -> connector.set(PEOPLE, ANN, values))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageNotContaining("yh1.");
    assertThat(asked.getFirst())
        .isEqualTo(
            "{\"version\":1,\"operation\":\"set\",\"dataset\":\"crm\",\"collection\":\"people\","
                + "\"person\":\"ann-1\",\"values\":{\"note\":\"yh1.new\"}}");
    assertThat(store.unsigned).isEmpty();
  }

  @Test
  void nothingIsSetAsNullAndTheIdOfAStepIsTheSameHoweverItsValueIsEncrypted() {
    List<String> asked = new ArrayList<>();
    store.instead =
        (exchange, request) -> {
          asked.add(request.get("values").toString());
          ExampleStore.answer(exchange, 200, "{\"count\":1}");
          return true;
        };
    FieldRef note = FieldRef.parse("crm.people.note");
    Errand step = new Errand("R-1/1", NOW);
    step.during(() -> connector.set(PEOPLE, ANN, Map.of(note, Optional.of("yh1.one"))));
    step.during(() -> connector.set(PEOPLE, ANN, Map.of(note, Optional.of("yh1.two"))));
    step.during(() ->
        connector.set(PEOPLE, ANN, Map.of(FieldRef.parse("crm.people.id"), Optional.empty())));

    assertThat(asked)
        .containsExactly("{\"note\":\"yh1.one\"}", "{\"note\":\"yh1.two\"}", "{\"id\":null}");
    assertThat(store.ids.get(0)).isEqualTo(store.ids.get(1)).isNotEqualTo(store.ids.get(2));
  }

  @Test
  void aRecipientIsToldWhatAFieldHoldsFromNowOnAndOnlyThatItTookItCounts() {
    List<String> asked = new ArrayList<>();
    Errand step = new Errand("R-1/3", NOW);
    for (String answer :
        List.of("{\"corrected\":true}", "{\"corrected\":false}", "{\"stopped\":true}")) {
      store.instead =
          (exchange, request) -> {
            asked.add(request.toString());
            ExampleStore.answer(exchange, 200, answer);
            return true;
          };
      FieldRef field = FieldRef.parse("shop.users.phone");
      assertThat(step.during(() -> connector.correct(field, "13900139000", ANN)))
          .isEqualTo(
              answer.contains("corrected\":true")
                  ? new Answer.Known<>(true)
                  : new Answer.Failed<>("bad-answer"));
    }
    assertThat(asked.getFirst())
        .isEqualTo(
            "{\"version\":1,\"operation\":\"correct\",\"recipient\":\"crm\",\"field\":"
                + "\"shop.users.phone\",\"value\":\"13900139000\",\"person\":\"ann-1\"}");
    assertThat(store.ids).as("one id for all attempts of the step").containsOnly(store.ids.get(0));
    assertThat(store.unsigned).isEmpty();
  }

  @Test
  void aStoreThatAnswersLaterIsAskedAgainUntilItsTimeIsOver() {
    AtomicBoolean done = new AtomicBoolean();
    store.instead =
        (exchange, _) -> {
          ExampleStore.answer(exchange, done.get() ? 200 : 202, done.get() ? "{\"count\":4}" : "");
          return true;
        };
    Errand young = new Errand("R-1/1", NOW.minus(Duration.ofDays(2)));
    Errand old = new Errand("R-1/1", NOW.minus(Duration.ofDays(4)));

    assertThatThrownBy(() -> young.during(() -> connector.count(PEOPLE, ANN)))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(old.during(() -> connector.count(PEOPLE, ANN)))
        .isEqualTo(new Answer.Failed<>("not-acknowledged"));
    done.set(true);
    assertThat(young.during(() -> connector.count(PEOPLE, ANN))).isEqualTo(new Answer.Known<>(4L));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504})
  void whatMayPassIsToBeTriedAgain(int status) {
    store.instead =
        (exchange, _) -> {
          ExampleStore.answer(exchange, status, "");
          return true;
        };

    assertThatThrownBy(() -> connector.count(PEOPLE, ANN)).isInstanceOf(StoreUnavailable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "302, http-302",
    "404, http-404",
    "403, no-permission",
    "400, http-400",
    "204, http-204"
  })
  void whatWillNotPassNeedsSomebodyAndIsNeverTakenForNoRows(int status, String code) {
    store.instead =
        (exchange, _) -> {
          exchange.getResponseHeaders().add("location", store.url() + "/elsewhere");
          ExampleStore.answer(exchange, status, "");
          return true;
        };

    assertThat(connector.count(PEOPLE, ANN)).isEqualTo(new Answer.Failed<>(code));
    assertThat(store.ids).hasSize(1);
  }

  @Test
  void aStoreRefusesWithACodeOfTheListAndNoWordsOfItsOwn() {
    store.instead =
        (exchange, request) -> {
          boolean count = request.get("operation").textValue().equals("count");
          ExampleStore.answer(
              exchange, 422, count ? "{\"code\":\"no-table\"}" : "{\"code\":\"Ann has gone\"}");
          return true;
        };

    assertThat(connector.count(PEOPLE, ANN)).isEqualTo(new Answer.Failed<>("no-table"));
    assertThat(read()).isEqualTo(new Answer.Failed<>("store-refused"));
  }

  @Test
  void aRowOfAnotherPersonIsRefused() {
    readAnswers(ExampleStore.row("bob-2", "bob-2", "x") + ExampleStore.end(1));
    assertThat(read()).isEqualTo(new Answer.Failed<>("another-person"));
    readAnswers(ExampleStore.row("ann-1", "bob-2", "x") + ExampleStore.end(1));
    assertThat(read()).isEqualTo(new Answer.Failed<>("another-person"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{WHO,'values':{ID}}|{'end':1}|",
        "{WHO,'values':{ID,'note':'x','phone':'1'}}|{'end':1}|",
        "{WHO,'values':{ID,'note':7}}|{'end':1}|",
        "{WHO,'values':{ID,'note':null}}|{'end':2}|",
        "{WHO,WHO,'values':{ID,'note':null}}|{'end':1}|",
        "{WHO,'values':{ID,'note':null}}|",
        "{WHO,'values':[]}|{'end':1}|",
        "{'end':0} {'end':0}|",
        "[]|",
        "not JSON|"
      })
  void rowsThatAreNotAsDeclaredAreRefused(String body) {
    readAnswers(
        body.replace("WHO", "'person':'ann-1'")
            .replace("ID", "'id':'ann-1'")
            .replace('|', '\n')
            .replace('\'', '"'));

    assertThat(read()).isEqualTo(new Answer.Failed<>("bad-answer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"person\":\"ann-1\",\"val", "{\"end\":0}"})
  void rowsThatAreCutOffAreNotTakenForAll(String body) {
    readAnswers(body);

    assertThatThrownBy(this::read).isInstanceOf(StoreUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\":-1}",
        "{\"count\":1.5}",
        "{\"count\":\"1\"}",
        "{}",
        "[1]",
        "",
        "{\"count\":1,\"x\":2}"
      })
  void aCountThatIsNoneIsRefused(String body) {
    readAnswers(body);

    assertThat(connector.count(PEOPLE, ANN)).isEqualTo(new Answer.Failed<>("bad-answer"));
  }

  @Test
  void rowsThatAreLeftAfterErasingFail() {
    readAnswers("{\"found\":3,\"left\":1}");

    assertThat(connector.erase(PEOPLE, ANN, new ErasePlan.DeleteRows()))
        .isEqualTo(new Answer.Failed<>("rows-left"));
  }

  @Test
  void aHundredThousandRowsStreamThrough() {
    store.instead =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] row =
              ExampleStore.row("ann-1", "ann-1", "x".repeat(100)).getBytes(StandardCharsets.UTF_8);
          var out = new BufferedOutputStream(exchange.getResponseBody());
          for (int i = 0; i < 100_000; i++) {
            out.write(row);
          }
          out.write(ExampleStore.end(100_000).getBytes(StandardCharsets.UTF_8));
          out.flush();
          return true;
        };

    assertThat(read()).isEqualTo(new Answer.Known<>(100_000L));
  }

  @Test
  void aLineWithoutEndIsNotHeldInMemory() {
    readAnswers("x".repeat((1 << 20) + 1));

    assertThat(read()).isEqualTo(new Answer.Failed<>("answer-too-long"));
  }

  @Test
  void anAnswerThatNeverEndsIsLeftAfterItsTime() throws Exception {
    connector.close();
    connector = connector(Duration.ofMillis(300));
    var held = new CountDownLatch(1);
    store.instead =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };

    try {
      assertThatThrownBy(this::read).isInstanceOf(StoreUnavailable.class);
    } finally {
      held.countDown();
    }
  }

  @Test
  void aStoreThatIsDownIsToBeTriedAgain() {
    store.close();

    assertThatThrownBy(() -> connector.count(PEOPLE, ANN))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageNotContaining("ann-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crm.example/x",
        "ftp://crm.example",
        "https://user@crm.example",
        "https:///x"
      })
  void requestsGoByTlsOrStayOnThisMachine(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new WebhookStoreSettings(
                "crm",
                URI.create(url),
                directory,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1)));
  }
}
