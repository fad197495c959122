package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scanning and redacting a text over HTTP; what is found is tested in pii-scanner. */
@ExtendWith(SharedService.class)
final class ScanTextIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LiveService service;
  private final Planted planted;
  private final String mobile;

  ScanTextIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
    this.mobile = planted.value("13688887777");
  }

  private Reply scan(String members) {
    return service.post("dpo", "/v1/scan/text", "{%s}".formatted(members));
  }

  private Reply redact(String members) {
    return service.post("order-service", "/v1/redact/text", "{%s}".formatted(members));
  }

  @Test
  void findingsPointToCodePointsAndSayNothingOfTheValue() {
    Reply reply = scan("\"text\":\"😀手机号%s，谢谢\",\"trace\":true".formatted(mobile));

    assertThat(reply.status()).isEqualTo(200);
    JsonNode finding = reply.json().at("/findings/0");
    assertThat(finding.path("type").asText()).isEqualTo("CN_MOBILE");
    assertThat(finding.path("start").asInt()).isEqualTo(4);
    assertThat(finding.path("end").asInt()).isEqualTo(15);
    assertThat(finding.path("confidence").asDouble()).isBetween(0.5, 1.0);
    assertThat(finding.at("/trace/terms")).isNotEmpty();
    assertThat(reply.text()).doesNotContain(mobile);
  }

  @Test
  void onlyWhatIsWantedIsTold() {
    String text = "\"text\":\"手机号%s，邮箱someone@example.cn\"".formatted(mobile);

    assertThat(scan(text).json().path("findings")).hasSize(2);
    assertThat(scan(text + ",\"types\":[\"EMAIL\"]").json().at("/findings/0/type").asText())
        .isEqualTo("EMAIL");
    assertThat(scan(text + ",\"types\":[\"EMAIL\"]").json().path("findings")).hasSize(1);
    assertThat(scan(text + ",\"types\":[\"IBAN\"]").json().path("findings")).isEmpty();
    assertThat(scan("\"text\":\"\"").json().path("findings")).isEmpty();
  }

  @Test
  void theNameOfTheColumnTellsWhatTheDigitsAre() {
    String digits = "\"text\":\"8%s\"".formatted("4672913");

    assertThat(scan(digits).json().path("findings")).isEmpty();
    assertThat(
            scan(digits + ",\"names\":[\"qq_number\",\"users\"]")
                .json()
                .at("/findings/0/type")
                .asText())
        .isEqualTo("QQ_ID");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    assertThat(scan("\"names\":[]").problem()).isEqualTo("400 invalid-request");
    assertThat(scan("\"text\":\"x\",\"types\":[\"no type\"]").problem())
        .isEqualTo("400 invalid-request");
    assertThat(scan("\"text\":\"x\",\"types\":[\"EMAIL\",\"CN_MOBIL\"]").text())
        .contains("/types/1", "such as CN_MOBILE");
    assertThat(redact("\"text\":\"x\",\"types\":[\"EMAILS\"]").text()).contains("such as EMAIL");
    assertThat(scan("\"text\":\"x\",\"min_confidence\":2").problem())
        .isEqualTo("400 invalid-request");
    assertThat(redact("\"text\":\"x\",\"method\":\"burn\"").problem())
        .isEqualTo("400 invalid-request");
    assertThat(redact("\"text\":\"x\",\"method\":\"encrypt\"").problem())
        .isEqualTo("400 invalid-request");
    assertThat(redact("\"text\":\"x\",\"method\":\"mask\",\"fields\":{}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(redact("\"text\":\"{\",\"method\":\"mask\",\"format\":\"json\"").problem())
        .isEqualTo("400 invalid-request");
    assertThat(service.post("auditor", "/v1/scan/text", "{\"text\":\"x\"}").status())
        .isEqualTo(403);
  }

  @Test
  void masksNamesAndHashesStandInThePlaceOfValues() {
    String text = "\"text\":\"打%s，再打%s\"".formatted(mobile, mobile);

    assertThat(redact(text + ",\"method\":\"mask\"").json().path("text").asText())
        .isEqualTo("打136****7777，再打136****7777");
    assertThat(redact(text + ",\"method\":\"type\"").json().path("text").asText())
        .isEqualTo("打[CN_MOBILE]，再打[CN_MOBILE]");
    String hashed = redact(text + ",\"method\":\"hash\"").json().path("text").asText();
    assertThat(hashed).matches("打(CN_MOBILE:[0-9a-f]{32})，再打\\1");
    assertThat(redact(text + ",\"method\":\"hash\"").json().path("text").asText())
        .isEqualTo(hashed);
  }

  @Test
  void jsonStaysJsonAlsoWhereANumberWas() throws Exception {
    String document = "{\"a\": %s, \"b\\\\n\": [\"打%s\"]}".formatted(mobile, mobile);
    Reply reply =
        redact(
            "\"text\":%s,\"method\":\"mask\",\"format\":\"json\""
                .formatted(JSON.writeValueAsString(document)));

    JsonNode left = JSON.readTree(reply.json().path("text").asText());
    assertThat(left.path("a").asText()).isEqualTo("136****7777");
    assertThat(reply.text()).doesNotContain(mobile);
    assertThat(reply.json().path("replaced")).hasSize(2);
  }

  @Test
  void whatIsEncryptedIsInTheLogAndCanBeTurnedBack() {
    String subject = planted.subject();
    long before = planted.logSize();
    Reply reply =
        redact(
            """
            "text":"打%s给他","method":"encrypt","subject":"%s",
            "fields":{"CN_MOBILE":"shop.users.phone"}\
            """
                .formatted(mobile, subject));

    String text = reply.json().path("text").asText();
    assertThat(text).startsWith("打yh1.").endsWith("给他");
    assertThat(planted.logSize()).isEqualTo(before + 1);
    String ciphertext = text.substring(1, text.length() - 2);
    assertThat(
            service
                .post(
                    "order-service",
                    "/v1/decrypt",
                    """
                    {"purpose":"deliver-order","items":[
                     {"field":"shop.users.phone","subject":"%s","ciphertext":"%s"}]}\
                    """
                        .formatted(subject, ciphertext))
                .result())
        .isEqualTo(mobile);
  }

  @Test
  void whatCannotBeEncryptedComesOutOfNothing() {
    Reply unknown =
        redact(
            "\"text\":\"打%s\",\"method\":\"encrypt\",\"fields\":{\"CN_MOBILE\":\"shop.no.field\"}"
                .formatted(mobile));
    Reply noShape =
        redact(
            "\"text\":\"打%s\",\"method\":\"ff1\",\"fields\":{\"CN_MOBILE\":\"shop.users.phone\"}"
                .formatted(mobile));

    assertThat(unknown.problem()).isEqualTo("400 invalid-request");
    assertThat(unknown.text()).doesNotContain(mobile).contains("CN_MOBILE");
    assertThat(noShape.problem()).isEqualTo("400 invalid-request");
  }
}
