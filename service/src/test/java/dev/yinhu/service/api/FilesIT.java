package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.FileClient;
import dev.yinhu.service.LiveService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files over HTTP, by a client that reads while it sends. */
@ExtendWith(SharedService.class)
final class FilesIT {
  private static final String FIELD = "shop.users.id_number";
  private static final int SEGMENT = 65_536;

  private final LiveService service;
  private final Planted planted;

  FilesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  /** What came back. */
  private record Answered(int status, String requestId, ByteArrayOutputStream body) {
    byte[] bytes() {
      return body.toByteArray();
    }

    String problem() {
      String text = body.toString(StandardCharsets.UTF_8);
      return status + " " + text.replaceAll(".*/problems/([a-z-]+)\".*", "$1");
    }
  }

  private Map<String, String> headers(String caller, String subject, @Nullable String context) {
    Map<String, String> headers = new HashMap<>(service.headers(caller));
    headers.put("Yinhu-Field", FIELD);
    headers.put("Yinhu-Subject", encoded(subject));
    if (context != null) {
      headers.put("Yinhu-Context", encoded(context));
    }
    return headers;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Map<String, String> opening(String caller, String subject, @Nullable String context) {
    Map<String, String> headers = headers(caller, subject, context);
    headers.put("Yinhu-Purpose", "legal-duty");
    return headers;
  }

  private FileClient post(String path, Map<String, String> headers) throws IOException {
    return FileClient.post(service.address(path), headers);
  }

  private Answered exchange(String path, Map<String, String> headers, byte[] body)
      throws IOException {
    try (FileClient client = post(path, headers)) {
      Thread writer = Thread.ofVirtual().start(() -> sendAll(client, body));
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      client.readTo(got);
      Answered answered = new Answered(client.status(), client.header("X-Request-Id"), got);
      writer.interrupt();
      return answered;
    }
  }

  private static void sendAll(FileClient client, byte[] body) {
    try {
      for (int at = 0; at < body.length; at += 10_000) {
        client.send(body, at, Math.min(10_000, body.length - at));
      }
      client.end();
    } catch (IOException refusedMeanwhile) {
      // The answer says why.
    }
  }

  private static byte[] file(int length) {
    byte[] file = new byte[length];
    new Random(length).nextBytes(file);
    return file;
  }

  private byte[] sealed(String subject, byte[] plain) throws IOException {
    Answered sealed = exchange("/v1/encrypt/file", headers("order-service", subject, null), plain);
    assertThat(sealed.status()).isEqualTo(200);
    return sealed.bytes();
  }

  private Answered open(String subject, byte[] file) throws IOException {
    return exchange("/v1/decrypt/file", opening(reader(), subject, null), file);
  }

  /** The caller who may see identity numbers in clear. */
  private static String reader() {
    return "dpo";
  }

  /** outcome/detail of the entries of a request, once there are so many. */
  private List<String> outcomes(String requestId, int count) {
    List<String> found = new ArrayList<>();
    Await.until(
        count + " entries of the request",
        () -> {
          found.clear();
          found.addAll(outcomes(requestId));
          return found.size() >= count;
        });
    return found;
  }

  private List<String> outcomes(String requestId) {
    List<String> outcomes = new ArrayList<>();
    long size = planted.logSize();
    for (long i = Math.max(0, size - 150); i < size; i++) {
      JsonNode entry = service.get("auditor", "/v1/audit/entries/" + i).json().path("entry");
      if (entry.path("request").asText().equals(requestId)) {
        JsonNode item = entry.path("items").path(0);
        outcomes.add(item.path("outcome").asText() + "/" + item.path("detail").asText(""));
      }
    }
    return outcomes;
  }

  @Test
  void aFileComesBackAsItWasAndIsNotStoredOrTold() throws IOException {
    String subject = planted.subject() + " 张三/😀";
    String context = planted.value("订单-9917-附件");
    byte[] plain = file(5 * SEGMENT + 17);
    byte[] marker = planted.value("planted-in-a-file-4417").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(marker, 0, plain, 1_000, marker.length);
    Answered sealed =
        exchange("/v1/encrypt/file", headers("order-service", subject, context), plain);
    assertThat(sealed.status()).isEqualTo(200);
    assertThat(new String(sealed.bytes(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("yhf1");
    assertThat(outcomes(sealed.requestId(), 1)).containsExactly("encrypted/");

    Answered opened =
        exchange("/v1/decrypt/file", opening(reader(), subject, context), sealed.bytes());
    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.bytes()).isEqualTo(plain);
    assertThat(outcomes(opened.requestId(), 1)).containsExactly("clear/");
    assertThat(
            exchange("/v1/decrypt/file", opening(reader(), subject, null), sealed.bytes())
                .problem())
        .isEqualTo("422 not-authentic");
  }

  @Test
  void sizesAroundSegmentsAndTheEmptyFilePass() throws IOException {
    String subject = planted.subject();
    for (int size : new int[] {0, 1, SEGMENT - 57, SEGMENT - 56, SEGMENT - 55, 2 * SEGMENT}) {
      byte[] plain = file(size);
      assertThat(open(subject, sealed(subject, plain)).bytes()).isEqualTo(plain);
    }
  }

  @Test
  void whatIsNotAllowedOrDoesNotFitIsAProblemBeforeTheFirstByte() throws IOException {
    String subject = planted.subject();
    byte[] file = sealed(subject, file(300_000));
    String other = planted.subject();
    sealed(other, file(1));

    assertThat(open(other, file).problem()).isEqualTo("422 not-authentic");
    assertThat(open(subject, file(1_000)).problem()).isEqualTo("400 invalid-request");
    byte[] newer = file.clone();
    newer[3] = '7';
    assertThat(open(subject, newer).problem()).isEqualTo("422 unsupported-format");
    assertThat(
            exchange("/v1/decrypt/file", opening("marketing-job", subject, null), file).problem())
        .isEqualTo("403 not-permitted");
    assertThat(exchange("/v1/decrypt/file", opening("auditor", subject, null), file).problem())
        .isEqualTo("403 wrong-role");
    assertThat(exchange("/v1/decrypt/file", headers(reader(), subject, null), file).problem())
        .isEqualTo("400 invalid-request");
    Map<String, String> nobody = opening(reader(), subject, null);
    nobody.remove("Authorization");
    assertThat(exchange("/v1/decrypt/file", nobody, file).problem()).isEqualTo("401 missing-token");
  }

  @Test
  void headersThatAreNotPercentEncodedUtf8AreRefused() throws IOException {
    String subject = planted.subject();
    for (String bad : new String[] {"%", "%4", "%zz", "%ff", "%ed%a0%80"}) {
      Map<String, String> headers = headers("order-service", subject, null);
      headers.put("Yinhu-Subject", bad);
      assertThat(exchange("/v1/encrypt/file", headers, file(10)).problem())
          .as(bad)
          .isEqualTo("400 invalid-request");
    }
    Map<String, String> without = headers("order-service", subject, null);
    without.remove("Yinhu-Field");
    assertThat(exchange("/v1/encrypt/file", without, file(10)).problem())
        .isEqualTo("400 invalid-request");
    without.put("Yinhu-Field", "shop.users.fax");
    assertThat(exchange("/v1/encrypt/file", without, file(10)).problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void theFileOfNobodyKnownIsGone() throws IOException {
    String subject = planted.subject();
    byte[] file = sealed(subject, file(100));
    file[10] ^= 1; // Now it names nobody who is known.
    assertThat(open(planted.subject(), file).problem()).isEqualTo("410 subject-erased");
  }

  @Test
  void aSegmentChangedLaterCutsTheAnswerAndIsRecorded() throws IOException {
    String subject = planted.subject();
    byte[] plain = file(20 * SEGMENT);
    byte[] file = sealed(subject, plain);
    byte[] changed = file.clone();
    changed[15 * SEGMENT] ^= 1;
    assertCut(subject, changed, plain, "not-authentic/tag");
    assertCut(subject, Arrays.copyOf(file, 26 + 18 * SEGMENT), plain, "not-authentic/truncated");
    assertCut(subject, Arrays.copyOf(file, file.length + 1), plain, "not-authentic/tag");
  }

  private void assertCut(String subject, byte[] file, byte[] plain, String recorded)
      throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    String request;
    try (FileClient client = post("/v1/decrypt/file", opening(reader(), subject, null))) {
      Thread.ofVirtual().start(() -> sendAll(client, file));
      assertThat(client.status()).isEqualTo(200);
      request = client.header("X-Request-Id");
      assertThatThrownBy(() -> client.readTo(got)).isInstanceOf(IOException.class);
    }
    assertThat(got.size()).isLessThan(plain.length);
    assertThat(got.toByteArray()).isEqualTo(Arrays.copyOf(plain, got.size()));
    assertThat(outcomes(request, 2)).containsExactly("clear/", recorded);
  }

  @Test
  void theAnswerBeginsWhileTheRequestIsStillBeingSent() throws IOException {
    byte[] plain = file(2 * SEGMENT);
    try (FileClient client =
        post("/v1/encrypt/file", headers("order-service", planted.subject(), null))) {
      client.send(plain, 0, plain.length);
      assertThat(client.status()).isEqualTo(200);
      client.end();
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      client.readTo(got);
      assertThat(got.size()).isGreaterThan(plain.length);
    }
  }

  @Test
  void clientsThatGoAwayAreRecordedAndTakeNoPlaceWithThem() throws IOException {
    String subject = planted.subject();
    byte[] plain = file(2 * SEGMENT);
    String last = "";
    for (int i = 0; i < 70; i++) {
      try (FileClient client = post("/v1/encrypt/file", headers("order-service", subject, null))) {
        client.send(plain, 0, plain.length);
        assertThat(client.status()).isEqualTo(200);
        last = client.header("X-Request-Id");
      }
    }
    assertThat(outcomes(last, 2)).containsExactly("encrypted/", "interrupted/");
    assertThat(open(subject, sealed(subject, plain)).bytes()).isEqualTo(plain);
  }

  @Test
  void aSlowReaderGetsTheWholeFile() throws IOException {
    String subject = planted.subject();
    byte[] plain = file(8 << 20);
    byte[] file = sealed(subject, plain);
    try (FileClient client = post("/v1/decrypt/file", opening(reader(), subject, null))) {
      Thread writer = Thread.ofVirtual().start(() -> sendAll(client, file));
      assertThat(client.status()).isEqualTo(200);
      // Nothing is read: the service has to stop reading too, long before the end of the file.
      assertThat(writer.isAlive()).isTrue();
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      client.readTo(got);
      assertThat(got.toByteArray()).isEqualTo(plain);
    }
  }
}
