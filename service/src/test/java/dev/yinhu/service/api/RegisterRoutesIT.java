package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class RegisterRoutesIT {
  private static final int FAULTS = 20;

  private final LiveService service;

  RegisterRoutesIT(LiveService service) {
    this.service = service;
  }

  @AfterEach
  void restore() {
    service.putRegister("admin", LiveService.demoRegister());
  }

  private Reply put(String type, String text) {
    Map<String, String> headers = new HashMap<>(service.headers("admin"));
    headers.put("Content-Type", type);
    return service.send("PUT", "/v1/register", headers, text);
  }

  @Test
  void whatWasAppliedIsReadBackWordForWord() {
    String text = LiveService.demoRegister() + "\n# 备注 😀\n";

    Reply applied = service.putRegister("dpo", text);
    JsonNode current = service.get("order-service", "/v1/register").json();

    assertThat(applied.status()).isEqualTo(200);
    assertThat(current.path("version")).isEqualTo(applied.json().path("version"));
    assertThat(current.path("sha256")).isEqualTo(applied.json().path("sha256"));
    assertThat(current.path("applied_by").asText()).isEqualTo("dpo");
    assertThat(current.path("sources").path(0).path("text").asText()).isEqualTo(text);
    Map<String, String> headers = new HashMap<>(service.headers("auditor"));
    headers.put("Accept", "text/yaml");
    assertThat(service.send("GET", "/v1/register", headers, null).text()).isEqualTo(text);
  }

  @Test
  void thePolicyFollowsFromTheRegisterInTwoLanguagesAndTwoForms() {
    Map<String, String> page = new HashMap<>(service.headers("order-service"));
    page.put("Accept", "text/html");

    assertThat(service.get("order-service", "/v1/register/policy").text())
        .contains("# 个人信息处理规则（隐私政策）", "示例商城有限公司", "### 营销推广", "示例快递有限公司");
    assertThat(service.send("GET", "/v1/register/policy?lang=en", page, null).text())
        .startsWith("<!doctype html>")
        .contains("Example Shop Ltd", "you may withdraw your consent");
    assertThat(service.get("dpo", "/v1/register/policy?lang=fr").problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void theTextInForceIsNoNewVersion() {
    long version = put("text/yaml", LiveService.demoRegister()).json().path("version").asLong();

    assertThat(put("application/yaml", LiveService.demoRegister()).json().path("version").asLong())
        .isEqualTo(version);
  }

  @Test
  void whatBecomesOfStoredValuesIsWarnedOf() {
    String register =
        LiveService.demoRegister().replaceFirst("suite: AES256_GCM", "suite: FF1_AES256");

    JsonNode warnings = put("text/yaml", register).json().path("warnings");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.at("/0/code").asText()).isEqualTo("unreadable-change");
    assertThat(warnings.at("/0/message").asText()).contains("shop.users.phone", "Keep the old");
    assertThat(put("text/yaml", register).json().path("warnings")).as("no change").isEmpty();
  }

  @Test
  void allOfTwentyFaultsAreToldWithTheirLinesAndNothingIsApplied() {
    StringBuilder text = new StringBuilder("dataset:\n");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < FAULTS; i++) {
      text.append("  - fides_key: 'not a key %d'\n    collections: []\n".formatted(i));
      lines.add("line " + (2 + 2 * i) + ":");
    }
    long before = service.get("dpo", "/v1/register").json().path("version").asLong();

    Reply reply = put("text/yaml", text.toString());

    assertThat(reply.problem()).isEqualTo("400 invalid-register");
    List<String> told = new ArrayList<>();
    reply.json().path("errors").forEach(error -> told.add(error.path("detail").asText()));
    assertThat(lines)
        .allSatisfy(line -> assertThat(told).anySatisfy(at -> assertThat(at).startsWith(line)));
    assertThat(service.get("dpo", "/v1/register").json().path("version").asLong())
        .isEqualTo(before);
  }

  @Test
  void whatIsNoYamlOrNoTextIsRefused() {
    assertThat(put("application/json", "{}").problem()).isEqualTo("415 unsupported-media-type");
    assertThat(service.send("PUT", "/v1/register", service.headers("admin"), "a: b").problem())
        .isEqualTo("415 unsupported-media-type");
    assertThat(put("text/yaml", " \n").problem()).isEqualTo("400 invalid-request");
    for (String bad : new String[] {"\t: [", "a: \0", "&a [*a]", "7", "a: b\na: c"}) {
      assertThat(put("text/yaml", bad).problem()).as(bad).isEqualTo("400 invalid-register");
    }
    assertThat(put("text/yaml", "#".repeat(2 << 20)).problem()).isEqualTo("413 body-too-large");
  }
}
