package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only versions of the keyring field that were made here are touched: other classes use it too. */
@ExtendWith(SharedService.class)
final class KeyRoutesIT {
  private static final String FIELD = "/v1/keys/field";

  private final LiveService service;
  private final Planted planted;

  KeyRoutesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply change(String caller, String path, String body) {
    return service.send("POST", path, service.headers(caller), body);
  }

  private int rotate() {
    Reply reply = change("admin", FIELD + "/rotate", "");
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().path("active").asInt();
  }

  private JsonNode field() {
    return service.get("auditor", "/v1/keys").json().path("keyrings").path(0);
  }

  private JsonNode version(int number) {
    return field().path("versions").path(number - 1);
  }

  private String seal(String subject, String value) {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(subject, value))
        .result();
  }

  private String open(String subject, String ciphertext) {
    return service
        .reveal("order-service", "deliver-order", "clear", "shop.users.phone", subject, ciphertext)
        .result();
  }

  private List<String> entriesSince(long size) {
    List<String> entries = new ArrayList<>();
    for (long index = size; index < planted.logSize(); index++) {
      JsonNode entry = service.get("auditor", "/v1/audit/entries/" + index).json().path("entry");
      if (entry.has("action")) {
        entries.add(
            "%s %s %s %s"
                .formatted(
                    entry.path("actor").asText(),
                    entry.path("action").asText(),
                    entry.path("phase").asText(),
                    entry.path("details").path("version").asText()));
      }
    }
    return entries;
  }

  @Test
  void theStatusTellsUseAndStateButNoKeyToStaffOnly() {
    String subject = planted.subject();
    String value = planted.value("15011112222");
    int active = rotate();
    open(subject, seal(subject, value));

    JsonNode field = field();

    assertThat(field.path("keyring").asText()).isEqualTo("field");
    assertThat(field.path("active").asInt()).isEqualTo(active);
    assertThat(field.path("next_rotation").asText()).isNotEmpty();
    assertThat(version(active).path("sealed").asInt()).isEqualTo(1);
    assertThat(version(active).path("opened").asInt()).isEqualTo(1);
    for (String reader : List.of("admin", "dpo", "auditor")) {
      assertThat(service.get(reader, "/v1/keys").status()).isEqualTo(200);
    }
    assertThat(service.get("order-service", "/v1/keys").problem()).isEqualTo("403 wrong-role");
  }

  @Test
  void onlyAdministratorsChangeKeys() {
    int active = field().path("active").asInt();
    for (String caller : List.of("dpo", "auditor", "order-service")) {
      for (String path :
          List.of(
              "/rotate",
              "/min-decrypt-version",
              "/versions/1/state",
              "/versions/1/destruction",
              "/versions/1/destruction/approve")) {
        assertThat(change(caller, FIELD + path, "{}").problem()).isEqualTo("403 wrong-role");
      }
    }
    assertThat(field().path("active").asInt()).isEqualTo(active);
  }

  @Test
  void aRotatedKeySealsAtOnceAndTheOldOneStillOpens() {
    String subject = planted.subject();
    String value = planted.value("15011113333");
    String before = seal(subject, value);
    long logged = planted.logSize();

    int active = rotate();

    assertThat(entriesSince(logged))
        .containsExactly("admin key-rotate intent ", "admin key-rotate done ");
    String after = seal(subject, value);
    assertThat(open(subject, before)).isEqualTo(value);
    assertThat(open(subject, after)).isEqualTo(value);
    assertThat(version(active).path("state").asText()).isEqualTo("active");
    assertThat(version(active - 1).path("state").asText()).isEqualTo("deactivated");
  }

  @Test
  void aCompromisedVersionOpensAndIsToBeRewrapped() {
    String subject = planted.subject();
    String value = planted.value("15011114444");
    int suspect = rotate();
    String sealed = seal(subject, value);

    Reply reply =
        change("admin", FIELD + "/versions/" + suspect + "/state", "{\"state\":\"compromised\"}");

    assertThat(reply.json().path("from").asText()).isEqualTo("active");
    assertThat(reply.json().path("active").asInt()).isEqualTo(suspect + 1);
    assertThat(version(suspect).path("rewrap_needed").asBoolean()).isTrue();
    assertThat(open(subject, sealed)).isEqualTo(value);
    assertThat(
            change("admin", FIELD + "/versions/" + suspect + "/state", "{\"state\":\"active\"}")
                .problem())
        .isEqualTo("409 key-change-refused");
  }

  @Test
  void destructionTakesTwoAdministratorsAndCanBeTakenBack() {
    String subject = planted.subject();
    String value = planted.value("15011116666");
    int version = rotate();
    String sealed = seal(subject, value);
    String destruction = FIELD + "/versions/" + version + "/destruction";
    assertThat(change("admin", destruction, "").problem())
        .as("it is active")
        .isEqualTo("409 key-change-refused");
    rotate();
    assertThat(service.token("admin-2")).as("adding a caller is logged too").isNotEmpty();
    long logged = planted.logSize();

    assertThat(change("admin", destruction, "").json().at("/destruction/state").asText())
        .isEqualTo("requested");
    assertThat(change("admin", destruction + "/approve", "").problem())
        .isEqualTo("403 second-person-needed");
    assertThat(open(subject, sealed)).isEqualTo(value);
    Reply approved = change("admin-2", destruction + "/approve", "");
    assertThat(approved.json().at("/destruction/approved_by").asText()).isEqualTo("admin-2");
    assertThat(approved.json().at("/destruction/seconds_left").asLong()).isEqualTo(7 * 86_400);
    assertThat(open(subject, sealed)).isEqualTo("[key-retired]");
    Reply restored = service.send("DELETE", destruction, service.headers("admin"), null);

    assertThat(restored.json().has("destruction")).isFalse();
    assertThat(open(subject, sealed)).isEqualTo(value);
    assertThat(service.send("DELETE", destruction, service.headers("admin"), null).problem())
        .isEqualTo("409 key-change-refused");
    assertThat(entriesSince(logged))
        .startsWith(
            "admin key-destruction-request intent " + version,
            "admin key-destruction-request done " + version,
            "admin key-destruction-approve intent " + version,
            "admin key-destruction-approve failed " + version,
            "admin-2 key-destruction-approve intent " + version,
            "admin-2 key-destruction-approve done " + version,
            "admin key-destruction-restore intent " + version,
            "admin key-destruction-restore done " + version);
  }

  @Test
  void whatDoesNotExistOrIsNotUnderstoodIsTold() {
    assertThat(change("admin", "/v1/keys/master/rotate", "").problem()).isEqualTo("404 not-found");
    assertThat(change("admin", "/v1/keys/directory/rotate", "").problem())
        .isEqualTo("409 key-change-refused");
    assertThat(change("admin", FIELD + "/versions/99999/destruction", "").problem())
        .isEqualTo("404 not-found");
    for (String number : List.of("0", "-1", "x", "99999999999")) {
      assertThat(change("admin", FIELD + "/versions/" + number + "/destruction", "").problem())
          .isEqualTo("400 invalid-request");
    }
    for (String body : List.of("{}", "{\"state\":\"gone\"}", "{\"state\":1}", "{\"stat\":\"x\"}")) {
      assertThat(change("admin", FIELD + "/versions/1/state", body).problem())
          .isEqualTo("400 invalid-request");
    }
    assertThat(change("admin", FIELD + "/versions/1/state", "{\"state\":\"destroyed\"}").problem())
        .isEqualTo("409 key-change-refused");
    assertThat(change("admin", FIELD + "/min-decrypt-version", "{\"version\":0}").problem())
        .isEqualTo("409 key-change-refused");
  }
}
