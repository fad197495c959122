package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.database.testing.TestDatabase;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointSignerTest {
  private static final String ORIGIN = "log.example/yinhu";
  private static final List<String> TESSERA =
      List.of(
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eit",
          "nain",
          "ten",
          "ileven",
          "twelf",
          "threeten",
          "fourten",
          "fivten");

  private TestDatabase database;
  private AuditLog log;
  private CheckpointSigner signer;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
    byte[] seed = HexFormat.of().parseHex("07".repeat(NoteSigner.SEED_BYTES));
    signer = new CheckpointSigner(log, new NoteSigner(ORIGIN, seed));
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void theCheckpointOfTheTesseraLogHasItsRoot() {
    TESSERA.forEach(entry -> log.append(leaf(entry)).join());
    SignedNote note = SignedNote.parse(signer.checkpoint());
    byte[] root =
        HexFormat.of().parseHex("aca6c38a90af86e5f5199ee0e4105ef2c03a05b27b8daff59e4e36eefdfcddcb");
    assertThat(note.text())
        .isEqualTo(ORIGIN + "\n15\n" + Base64.getEncoder().encodeToString(root) + "\n");
    assertThat(note.isSignedBy(List.of(NoteKey.parse(signer.key().text())))).isTrue();
  }

  @Test
  void theCheckpointOfAnEmptyLogStandsToo() {
    assertThat(SignedNote.parse(signer.checkpoint()).text())
        .isEqualTo(ORIGIN + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  }

  @Test
  void itChangesOnlyWhenTheLogGrows() {
    log.append(leaf("one")).join();
    String one = signer.checkpoint();
    assertThat(signer.checkpoint()).isSameAs(one);
    log.append(leaf("two")).join();
    assertThat(signer.checkpoint()).isNotEqualTo(one).contains("\n2\n");
  }

  @Test
  void aLogThatShrankIsNotSigned() {
    log.append(leaf("one")).join();
    database.jdbi().useHandle(handle -> handle.execute("create table was as table audit.head"));
    log.append(leaf("two")).join();
    assertThat(signer.checkpoint()).contains("\n2\n");
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute("delete from audit.batch where first_index = 1");
          handle.execute(
              "update audit.head set size = was.size, root = was.root, frontier = was.frontier"
                  + " from was");
        });
    assertThat(log.recompute().size()).as("it looks whole").isEqualTo(1);
    assertThatThrownBy(signer::checkpoint)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("TreeHead[1")
        .hasMessageContaining("TreeHead[2");
  }
}
