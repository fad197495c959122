package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.verify.DatabaseCheck;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The tables of an access log, held against everything that any node signed about them. */
public final class SignedLog {
  private SignedLog() {}

  /**
   * Fails unless the log is whole and has the tree of every checkpoint: of those in the database,
   * and of those that nodes keep outside it.
   *
   * @param verifierKeys one a line
   * @param nodes data directories
   */
  public static void assertAsSigned(DataSource source, String verifierKeys, List<Path> nodes)
      throws IOException {
    Map<String, String> notes = new HashMap<>(DatabaseCheck.notes(source));
    for (Path node : nodes) {
      Path kept = node.resolve("audit/checkpoint");
      notes.put(kept.toString(), Files.readString(kept));
    }
    Trust trust = Trust.ofKeys(verifierKeys.lines().map(NoteKey::parse).toList());
    Verdict verdict = DatabaseCheck.verify(source, trust, notes, _ -> {});
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.clean()).isTrue();
  }
}
