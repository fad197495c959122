package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.CertificateCheck.Verdict;
import dev.yinhu.subjectrights.certificate.Certificates;
import dev.yinhu.subjectrights.certificate.Issuing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
  private static final String ORIGIN = "log.example/audit";
  private static final byte[] SPKI_ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
  private final NoteSigner logKey = new NoteSigner(ORIGIN, filled(1));
  private NoteSigner issuer;
  private CertificateCheck check;
  private ErasureRoom room;
  private volatile String checkpoint = "";
  @TempDir Path directory;

  private static byte[] filled(int with) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) with);
    return seed;
  }

  @BeforeEach
  void open() {
    room = new ErasureRoom();
    issuer = room.certificateKey().signers().getFirst();
    check = new CertificateCheck(room.certificateKey().verifierKeys(), List.of(logKey.key()));
    publish();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void publish() {
    TreeHead head = room.log.head();
    checkpoint = logKey.sign(new Checkpoint(ORIGIN, head).text());
  }

  private Case deleted() throws InterruptedException {
    SubjectId anna = room.customer("anna");
    PublishedLog published =
        new PublishedLog(new Tiles(room.database.dataSource()), () -> checkpoint);
    Issuing issuing =
        new Issuing(
            new Issuing.Ground(
                room.database.jdbi(),
                room.log,
                published,
                room.certificateKey(),
                "subject-rights",
                () -> room.now),
            new DeletionContent(room.cases::steps));
    Deletion deletion = room.deletion(Duration.ZERO, issuing);
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(deletion.work())) {
      node.wake(made.id());
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COMPLETED) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(20);
        room.now = room.now.plusMillis(60);
        publish();
      }
    }
    return made;
  }

  private String certificate(Case made) {
    return new Certificates(room.database.jdbi()).of(made.id()).orElseThrow();
  }

  @Test
  void theCertificateIsCheckedFromTheFileAndTheKeysAlone() throws InterruptedException {
    Case made = deleted();
    String text = certificate(made);

    Verdict verdict = check.check(text);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Genuine.class,
            genuine -> {
              assertThat(genuine.body())
                  .containsEntry("case", made.id().text())
                  .containsEntry("subject", made.subject())
                  .containsEntry("kept-until-at-least", "2028-01-06");
              assertThat(String.valueOf(genuine.body().get("collections")))
                  .contains(
                      "{changed=1, collection=shop.orders, erased=1, found=2, planned=2,"
                          + " restricted=1}");
            });
    assertThat(text).doesNotContain("anna", "138", "consignee of", "ring twice");
  }

  @Test
  void whatWasChangedOrSignedBySomebodyElseIsRefused() throws InterruptedException {
    String text = certificate(deleted());

    assertThat(check.check(text.replace("\"erased\":1", "\"erased\":2")))
        .isEqualTo(new Verdict.Refused("signature"));
    String body = text.substring(0, text.indexOf('\n') + 1);
    String forged = issuer.sign(body.replace("\"erased\":1", "\"erased\":2"));
    assertThat(check.check(forged)).isEqualTo(new Verdict.Refused("entry"));
    assertThat(check.check(issuer.sign(body.replaceFirst("\\{", "{ "))))
        .isEqualTo(new Verdict.Refused("not-canonical"));
    assertThat(check.check(new NoteSigner("shop.example/certificates", filled(3)).sign(body)))
        .isEqualTo(new Verdict.Refused("signature"));
    NoteSigner otherLog = new NoteSigner(ORIGIN, filled(4));
    assertThat(new CertificateCheck(List.of(issuer.key()), List.of(otherLog.key())).check(text))
        .isEqualTo(new Verdict.Refused("checkpoint"));
    assertThat(check.check("")).isEqualTo(new Verdict.Refused("malformed"));
    assertThat(check.check(issuer.sign("{}\n"))).isEqualTo(new Verdict.Refused("malformed"));
  }

  @Test
  void eitherSignatureAloneIsEnoughAndAWrongOneIsRefused() throws InterruptedException {
    String text = certificate(deleted());
    List<NoteKey> keys = room.certificateKey().verifierKeys();
    int split = text.lastIndexOf("\n\n") + 2;
    List<String> lines = text.substring(split).lines().toList();

    assertThat(lines).hasSize(2);
    for (NoteKey key : keys) {
      assertThat(new CertificateCheck(List.of(key), List.of(logKey.key())).check(text))
          .isInstanceOf(Verdict.Genuine.class);
    }
    String other = text.substring(0, split).replace("\"erased\":1", "\"erased\":2");
    for (int one = 0; one < lines.size(); one++) {
      String only = text.substring(0, split) + lines.get(one) + "\n";
      assertThat(check.check(only)).isInstanceOf(Verdict.Genuine.class);
      assertThat(check.check(other + lines.get(one) + "\n"))
          .isEqualTo(new Verdict.Refused("signature"));
    }
  }

  @Test
  void opensslComesToTheSame() throws Exception {
    String text = certificate(deleted());
    List<NoteKey> keys = room.certificateKey().verifierKeys();
    Openssl openssl = new Openssl(directory);

    assertThat(openssl.verifiesEd25519(text, keys.getFirst().text())).isTrue();
    assertThat(openssl.verifiesSm2(text, keys.getLast().text())).isTrue();
    String forged = text.replace("\"erased\":1", "\"erased\":2");
    assertThat(openssl.verifiesEd25519(forged, keys.getFirst().text())).isFalse();
    assertThat(openssl.verifiesSm2(forged, keys.getLast().text())).isFalse();
  }

  /** Nothing of ours: the JDK's Ed25519 and SHA-256, and RFC 9162, 2.1.3.2, written out here. */
  @Test
  void codeThatIsNotOursComesToTheSame() throws Exception {
    String text = certificate(deleted());
    String signed = signedText(text, issuer.key().text());
    JsonNode all = new ObjectMapper().readTree(signed);
    byte[] leaf = Base64.getDecoder().decode(all.get("entry").asText());
    JsonNode entry = new ObjectMapper().readTree(leaf);

    String body = new ObjectMapper().writeValueAsString(all.get("body"));
    assertThat(entry.get("details").get("body").asText())
        .isEqualTo(HexFormat.of().formatHex(sha256(body.getBytes(StandardCharsets.UTF_8))));

    String proof = all.get("proof").asText();
    int split = proof.indexOf("\n\n");
    List<String> lines = List.of(proof.substring(0, split).split("\n", -1));
    assertThat(lines.getFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
    long index = Long.parseLong(lines.get(1).substring("index ".length()));
    List<byte[]> path = new ArrayList<>();
    lines.stream().skip(2).map(Base64.getDecoder()::decode).forEach(path::add);
    String[] tree = signedText(proof.substring(split + 2), logKey.key().text()).split("\n", -1);
    assertThat(root(leaf, index, Long.parseLong(tree[1]), path))
        .isEqualTo(Base64.getDecoder().decode(tree[2]));
  }

  /** The text of a note, after its signature was verified with the key of a verifier key. */
  private static String signedText(String note, String verifierKey) throws Exception {
    int split = note.lastIndexOf("\n\n");
    String text = note.substring(0, split + 1);
    byte[] typed = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
    byte[] spki = Arrays.copyOf(SPKI_ED25519, SPKI_ED25519.length + 32);
    System.arraycopy(typed, 1, spki, SPKI_ED25519.length, 32);
    String line = note.substring(split + 2).lines().findFirst().orElseThrow();
    byte[] blob = Base64.getDecoder().decode(line.split(" ", -1)[2]);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    ed25519.update(text.getBytes(StandardCharsets.UTF_8));
    assertThat(ed25519.verify(Arrays.copyOfRange(blob, 4, blob.length))).isTrue();
    return text;
  }

  private static byte[] root(byte[] leaf, long index, long size, List<byte[]> path)
      throws Exception {
    long fn = index;
    long sn = size - 1;
    byte[] hash = sha256(new byte[] {0}, leaf);
    for (byte[] sibling : path) {
      assertThat(sn).isNotZero();
      if ((fn & 1) == 1 || fn == sn) {
        hash = sha256(new byte[] {1}, sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    assertThat(sn).isZero();
    return hash;
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
