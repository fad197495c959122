package dev.yinhu.service.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.notices.LineSettings;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.notices.gateway.GatewayCall;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.smtp.SmtpSettings;
import dev.yinhu.notices.webhook.WebhookTarget;
import dev.yinhu.register.FieldRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsFileTest {
  private static final String WHOLE =
      """
      platform: 示例商城
      language: en
      contacts:
        sms: {field: shop.users.phone, since: shop.users.created_at}
        email: {field: shop.users.email}
      smtp:
        host: mail.example
        port: 587
        security: starttls
        user: yinhu
        password_file: smtp.password
        from: privacy@shop.example
        from_name: 示例商城
        timeout: PT5S
        repeat_when_unclear: true
      sms:
        hosts: [sms.example]
        send:
          url: https://sms.example/send
          headers: {Idempotency-Key: "{id}"}
          json: '{"to":"{to}","text":"{text}"}'
        secret_headers: {Authorization: sms.token}
        answer: {code: /code, good: [OK], permanent: [BAD_NUMBER], gateway_id: /id, confirm_within: PT2H}
        query:
          method: GET
          url: https://sms.example/status/{gateway-id}
          status: /status
          arrived: DELIVERED
          returned: [FAILED]
        idempotent: true
        templates: {verification-code: SMS_1001}
        call_back: {secret_file: sms.secret, gateway_id: /id, status: /status, arrived: [DELIVERED], returned: [FAILED]}
      webhook:
        hosts: [partner.example]
        key_file: webhook.key
        targets:
          express: {url: "https://partner.example/yinhu", acknowledge_within: P2D}
        limits: {at_once: 2, per_second: 5, tries: 3, first_pause: PT1S, longest_pause: PT9S,
          ask_every: PT3S, down_after: 4, down_pause: PT7S}
      lease: PT33S
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeSecrets() throws IOException {
    Files.writeString(folder.resolve("smtp.password"), "hunter2\n");
    Files.writeString(folder.resolve("sms.token"), "Bearer hunter3\n");
    Files.writeString(folder.resolve("sms.secret"), "hunter4\n");
    Files.writeString(
        folder.resolve("webhook.key"),
        "whsk_" + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
  }

  private ChannelsReading read(String text) throws IOException {
    Path file = folder.resolve("channels.yaml");
    Files.writeString(file, text);
    return ChannelsFile.read(file);
  }

  @Test
  void everyKeyReachesItsChannel() throws IOException {
    ChannelsReading reading = read(WHOLE);
    Channels channels = reading.channels();

    assertThat(reading.problems()).isEmpty();
    assertThat(channels.platform()).isEqualTo("示例商城");
    assertThat(channels.language()).isEqualTo(Language.EN);
    assertThat(channels.contacts())
        .containsEntry(
            ChannelKind.SMS,
            new ContactPlace(
                FieldRef.parse("shop.users.phone"),
                Optional.of(FieldRef.parse("shop.users.created_at"))));
    assertThat(channels.mail())
        .contains(
            new SmtpSettings(
                "mail.example",
                587,
                SmtpSettings.Security.STARTTLS,
                Optional.of(new SmtpSettings.Login("yinhu", folder.resolve("smtp.password"))),
                "privacy@shop.example",
                "示例商城",
                Duration.ofSeconds(5),
                true,
                4));
    GatewaySettings sms = channels.gateways().getFirst();
    assertThat(sms.send().body()).isInstanceOf(GatewayCall.Body.Json.class);
    assertThat(sms.secretHeaders()).containsKey("Authorization");
    assertThat(sms.rules().confirmWithin()).contains(Duration.ofHours(2));
    assertThat(sms.query().orElseThrow().arrived()).containsExactly("DELIVERED");
    assertThat(sms.templates()).isEqualTo(Map.of("verification-code", "SMS_1001"));
    assertThat(channels.callBacks().values())
        .extracting(CallBackSettings::status)
        .containsExactly(JsonPointer.compile("/status"));
    assertThat(channels.webhook().orElseThrow().targets().values())
        .extracting(WebhookTarget::acknowledgeWithin)
        .containsExactly(Optional.of(Duration.ofDays(2)));
    assertThat(channels.use().lease()).isEqualTo(Duration.ofSeconds(33));
    assertThat(channels.use().line(ChannelKind.SMS)).isEqualTo(LineSettings.standard());
    assertThat(channels.use().line(ChannelKind.WEBHOOK))
        .isEqualTo(
            new LineSettings(
                2,
                5,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                Duration.ofSeconds(3),
                4,
                Duration.ofSeconds(7)));
    assertThat(channels.forPeople()).containsExactly(ChannelKind.SMS, ChannelKind.EMAIL);
    channels
        .open(InstantSource.system())
        .forEach(channel -> assertThat(channel.kind()).isNotNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform: 示例商城|x: 1|channels.yaml:1:1: 'platform' is missing",
        "language: en|language: fr|channels.yaml:2:11: there are no texts in language fr",
        "shop.users.phone|phone|channels.yaml:4:16: field reference",
        "shop.users.created_at|shop.orders.at|channels.yaml:4:41: a contact and its date",
        "  host: mail.example|  hots: mail.example|channels.yaml:7:3: the key is not known; did you"
            + " mean 'host'?",
        "port: 587|port: 70000|channels.yaml:8:9: 'port' is a whole number from 0 to 65535",
        "starttls|ssl|channels.yaml:9:13: 'security' is tls, starttls or none",
        "smtp.password|nowhere|channels.yaml:11:18: the secret in",
        "privacy@shop.example|privacy|channels.yaml:12:9: the sender's mail address is not one",
        "PT5S|5s|channels.yaml:14:12: 'timeout' is a time such as PT10S",
        "repeat_when_unclear: true|repeat_when_unclear: yes|channels.yaml:15:24:"
            + " 'repeat_when_unclear' is true or false",
        "hosts: [sms.example]|internal: true|'hosts' names the hosts that requests may go to",
        "sms.example/send|sms.example/{to}|channels.yaml:19:10: a gateway's URL and headers hold no"
            + " contact",
        "'{\"to\":\"{to}\",\"text\":\"{text}\"}'|to {to}|channels.yaml:21:11: the gateway's body is"
            + " not JSON",
        "good: [OK], |'',|'good' lists the results at 'code'",
        "/code|code|channels.yaml:23:18: 'code' is a JSON pointer",
        "webhook.key|smtp.password|holds no signing key",
        "secret_file: sms.secret, |''|'secret_file' is missing",
        "gateway_id: /id, status|status|'our_id' or 'gateway_id'",
        "at_once: 2|at_once: 0|'at_once' is at least 1",
        "per_second: 5|per_second: 5.5|'per_second' is a whole number from 0 to 100000",
        "longest_pause: PT9S|longest_pause: P2D|a pause of a channel is from 1 ms to 1 day",
        "tries: 3|trys: 3|the key is not known; did you mean 'tries'?",
        "lease: PT33S|lease: PT10S|'lease' is longer than the 'timeout' of each channel: PT10S",
      })
  void eachFaultIsToldWithItsPlace(String right, String wrong, String told) throws IOException {
    String text = WHOLE.replace(right, wrong.equals("''") ? "" : wrong.replace("'',", ""));
    assertThat(text).isNotEqualTo(WHOLE);

    assertThat(read(text).problems())
        .as(String.join("\n", read(text).problems()))
        .anyMatch(line -> line.contains(told) && line.startsWith("channels.yaml:"))
        .noneMatch(line -> line.contains("hunter"));
  }

  @Test
  void aFolderOfTextsIsLookedInto() throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts/case-due.9.yaml"), "parameters: {}\n");

    assertThat(read("platform: a\ntexts: texts\n").problems())
        .singleElement()
        .asString()
        .startsWith("channels.yaml:2:8: the text case-due.9.yaml");
    assertThat(read("- a\n").problems()).singleElement().asString().contains("is a mapping");
    assertThat(ChannelsFile.read(folder.resolve("nowhere.yaml")).problems()).hasSize(1);
  }
}
