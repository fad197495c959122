package dev.yinhu.accessaudit.sink.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OcsfFormat FORMAT = new OcsfFormat("0.1.0");

  private static String written(LogEvent event) {
    return new String(FORMAT.bytes(event), StandardCharsets.US_ASCII);
  }

  @Test
  void everyEventIsValidByTheSchemaOfTheRelease() {
    assertThat(Events.all())
        .isNotEmpty()
        .allSatisfy(event -> assertThat(OcsfSchema.faults(written(event))).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "\"class_uid\":6005>\"class_uid\":6006",
        "\"type_uid\":600510>\"type_uid\":600509",
        "\"severity_id\":3>\"severity_id\":7",
        "\"severity\":\"Medium\">\"severity\":\"Low\"",
        "\"activity_id\":10>\"activity_id\":11",
        "\"app_name\">\"application\"",
        "\"svc_name\">\"service\"",
        "\"src_endpoint\">\"source\"",
        "\"vendor_name\">\"vendor\"",
        "\"time\">\"when\""
      })
  void theSchemaRefusesWhatIsWrong(String right, String wrong) {
    String valid = written(Events.all().getFirst());
    assertThat(valid).contains(right);
    assertThat(OcsfSchema.faults(valid)).isEmpty();
    assertThat(OcsfSchema.faults(valid.replaceFirst(right, wrong))).isNotEmpty();
  }

  @Test
  void anEventSaysWhereItsEntryStands() throws Exception {
    LogEvent event = Events.all().get(4);
    JsonNode json = JSON.readTree(written(event));
    assertThat(json.at("/metadata/uid").asText()).isEqualTo("yinhu.local/audit#4");
    assertThat(json.at("/unmapped/index").asLong()).isEqualTo(4);
    assertThat(json.at("/unmapped/origin").asText()).isEqualTo("yinhu.local/audit");
    assertThat(json.at("/unmapped/leaf_hash").asText()).isEqualTo(event.leafHash());
    assertThat(json.at("/actor/user/uid").asText()).isEqualTo("agent-0042");
    assertThat(json.at("/unmapped/reason").asText()).isEqualTo("客户来电查询，工单 4711");
    assertThat(json.at("/database/name").asText()).isEqualTo("shop");
    assertThat(json.at("/table/name").asText()).isEqualTo("users");
    assertThat(written(event)).isASCII();
  }

  @ParameterizedTest
  @CsvSource({
    "clear,,1,1,''",
    "clear,not-permitted,2,99,not-permitted",
    "not-permitted,limit-exceeded,2,2,'not-permitted,limit-exceeded'",
    "not-authentic,clear,3,99,not-authentic"
  })
  void severityAndStatusFollowTheOutcomes(
      String first, String second, int severity, int status, String detail) throws Exception {
    String items = second == null ? item(first) : item(first) + "," + item(second);
    JsonNode json =
        JSON.readTree(
            written(
                Events.event(
                    0,
                    "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"operation\":\"decrypt\","
                        + "\"caller\":\"c\",\"register\":1,\"items\":["
                        + items
                        + "]}")));
    assertThat(json.path("severity_id").asInt()).isEqualTo(severity);
    assertThat(json.path("status_id").asInt()).isEqualTo(status);
    assertThat(json.path("status_detail").asText()).isEqualTo(detail);
  }

  private static String item(String outcome) {
    return "{\"field\":\"a.b.c\",\"outcome\":\"%s\",\"count\":1,\"subjects\":[]}"
        .formatted(outcome);
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<String> field = Arbitraries.of("?", "a.b.c", "a.b.d", "a.x.c", "商城.用户.手机", "index");
    Arbitrary<String> outcome =
        Arbitraries.of("clear", "masked", "encrypted", "not-permitted", "not-authentic", "other");
    Arbitrary<String> detail = Arbitraries.strings().ofMaxLength(8);
    return Combinators.combine(field, outcome, detail)
        .as((f, o, d) -> new Item(f, o, d, 1, List.of("AAAAAAAAAAAAAAAAAAAAAA")))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<Operation> operations() {
    return Arbitraries.of(Arrays.asList(Operation.values()));
  }

  @Property(tries = 300)
  void anyAccessIsValidAndKeepsItsItems(
      @ForAll("operations") Operation operation, @ForAll("items") List<Item> items)
      throws Exception {
    LogEvent event = EventsOf.access(operation, items);
    String json = written(event);
    assertThat(OcsfSchema.faults(json)).isEmpty();
    JsonNode told = JSON.readTree(json).at("/unmapped/items");
    assertThat(told).hasSize(items.size());
    for (int i = 0; i < items.size(); i++) {
      assertThat(told.get(i).path("field").asText()).isEqualTo(items.get(i).field());
      assertThat(told.get(i).path("outcome").asText()).isEqualTo(items.get(i).outcome());
      assertThat(told.get(i).path("detail").asText()).isEqualTo(items.get(i).detail());
    }
  }
}
