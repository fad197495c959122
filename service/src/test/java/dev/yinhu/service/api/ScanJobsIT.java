package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scans as jobs and what they find, over HTTP; databases and dying nodes are in ScanKilledIT. */
@ExtendWith(SharedService.class)
final class ScanJobsIT {
  private static final Set<String> ENDED = Set.of("done", "failed", "cancelled");

  private final LiveService service;
  private final Planted planted;
  private final Path root;

  ScanJobsIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
    this.root = service.data().resolve("scanned");
  }

  private Reply start(String body) {
    return service.post("dpo", "/v1/scans", body);
  }

  private JsonNode scanned(String path) {
    Reply started = start("{\"path\":\"%s\"}".formatted(path));
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    String at = "/v1/scans/" + started.json().path("id").asText();
    Await.until("the scan has ended", () -> ENDED.contains(state(at)));
    return service.get("auditor", at).json();
  }

  private String state(String at) {
    return service.get("dpo", at).json().path("state").asText();
  }

  private Reply findings(String query) {
    return service.get("dpo", "/v1/findings?store=files" + query);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aScanOfADirectoryFindsWhatStandsThereAndPeopleSayWhatItIs() throws Exception {
    String mobile = planted.value("13711112222");
    String mail = planted.value("who.ever@example.cn");
    write("one/a.log", "手机号%s 邮箱%s\n".formatted(mobile, mail));
    write("one/b.log", "nothing to see\n");

    JsonNode scan = scanned("one");

    assertThat(scan.path("state").asText()).isEqualTo("done");
    assertThat(scan.at("/scan/path").asText()).isEqualTo("one");
    assertThat(scan.path("asked_by").asText()).isEqualTo("dpo");
    assertThat(scan.at("/progress/done").asInt()).isEqualTo(2);
    assertThat(scan.at("/progress/values/CN_MOBILE").asInt()).isEqualTo(1);
    assertThat(service.get("admin", "/v1/scans?limit=5").json().path("scans")).isNotEmpty();
    JsonNode finding = findings("&type=CN_MOBILE&state=open").json().at("/findings/0");
    assertThat(finding.path("place").asText()).isEqualTo("one/a.log");
    assertThat(finding.path("sample").asText()).contains("****");
    assertThat(finding.toString()).doesNotContain(mobile);

    decide(finding.path("id").asLong(), scan.path("id").asText());
    Files.delete(root.resolve("one/a.log"));
    scanned("one");
    assertThat(findings("&type=CN_MOBILE").json().path("findings")).isEmpty();
    assertThat(findings("&type=CN_MOBILE&gone=true").json().at("/findings/0/gone_at").asText())
        .isNotEmpty();
  }

  private void decide(long id, String scan) {
    String triage = "/v1/findings/" + id + "/triage";
    Reply decided =
        service.post(
            "dpo",
            triage,
            """
            {"state":"accepted","note":"test accounts","assignee":"li.wei","until":"2099-12-31"}
            """);
    assertThat(decided.status()).as(decided.text()).isEqualTo(200);
    assertThat(decided.json().path("assignee").asText()).isEqualTo("li.wei");
    JsonNode history = service.get("auditor", "/v1/findings/" + id).json().path("history");
    assertThat(history.at("/0/kind").asText()).isEqualTo("found");
    assertThat(history.at("/0/by").asText()).isEqualTo(scan);
    assertThat(history.at("/1/by").asText()).isEqualTo("dpo");
    assertThat(history.at("/1/note").asText()).isEqualTo("test accounts");
    assertThat(service.entries()).contains("finding-triage", "scan-start");

    long before = planted.logSize();
    for (String wrong :
        new String[] {
          "{}",
          "{\"state\":\"gone\"}",
          "{\"state\":\"accepted\"}",
          "{\"state\":\"open\",\"until\":\"2099-12-31\"}",
          "{\"state\":\"accepted\",\"until\":\"soon\"}",
          "{\"state\":\"open\",\"assignee\":\"13711112222\"}",
          "{\"state\":\"open\",\"note\":\"ask %s\"}".formatted(planted.value("1HGCM82633A004352")),
          "{\"state\":\"open\",\"note\":\"ask 13711112222\"}"
        }) {
      assertThat(service.post("dpo", triage, wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
    assertThat(planted.logSize()).isEqualTo(before);
    assertThat(service.post("auditor", triage, "{\"state\":\"open\"}").status()).isEqualTo(403);
  }

  @Test
  void findingsComePageByPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      write("pages/%d.log".formatted(i), "邮箱 page%d@example.cn".formatted(i));
    }
    scanned("pages");

    JsonNode all = findings("&type=EMAIL").json();
    JsonNode first = findings("&type=EMAIL&limit=3").json();
    String cursor = first.path("next").asText();
    JsonNode rest = findings("&type=EMAIL&limit=1000&cursor=" + cursor).json();

    assertThat(first.path("findings")).hasSize(3);
    assertThat(rest.path("findings")).hasSize(all.path("findings").size() - 3);
    assertThat(rest.has("next")).isFalse();
    for (String wrong : new String[] {"&limit=0", "&state=new", "&gone=1", "&cursor=x", "&x=1"}) {
      assertThat(findings(wrong).problem()).as(wrong).isEqualTo("400 invalid-request");
    }
    assertThat(findings("&type=no%20type").problem()).isEqualTo("400 invalid-request");
  }

  @Test
  void whatIsNotAllowedIsRefusedBeforeAnythingIsWritten() throws Exception {
    Files.createSymbolicLink(root.resolve("out"), Path.of("/etc"));
    long before = planted.logSize();

    for (String path : new String[] {"out", "../", "/etc", "no/such", "one/../.."}) {
      Reply refused = start("{\"path\":\"%s\"}".formatted(path));
      assertThat(refused.problem()).as(path).isEqualTo("409 scan-refused");
      assertThat(refused.text()).contains("scan.root");
    }
    Reply unknown = start("{\"target\":\"shop\"}");
    assertThat(unknown.problem()).isEqualTo("409 scan-refused");
    assertThat(unknown.text()).contains("scan.targets_file");
    for (String wrong :
        new String[] {
          "{}",
          "{\"path\":\"\",\"target\":\"shop\"}",
          "{\"path\":\"\",\"seed\":1}",
          "{\"target\":\"shop\",\"tables\":[]}",
          "{\"target\":\"shop\",\"tables\":[\"a.b.c\"]}",
          "{\"target\":\"shop\",\"sample_rows\":0}",
          "{\"target\":\"shop\",\"sample_rows\":1,\"sample_percent\":1}",
          "{\"url\":\"jdbc:postgresql://db/x\"}"
        }) {
      assertThat(start(wrong).problem()).as(wrong).isEqualTo("400 invalid-request");
    }
    assertThat(planted.logSize()).isEqualTo(before);
    assertThat(service.post("order-service", "/v1/scans", "{\"path\":\"\"}").status())
        .isEqualTo(403);
    assertThat(service.get("dpo", "/v1/scans/" + new UUID(1, 2)).problem())
        .isEqualTo("404 not-found");
    assertThat(service.post("dpo", "/v1/scans/x/cancel", "").problem()).isEqualTo("404 not-found");
    Files.delete(root.resolve("out"));
  }
}
