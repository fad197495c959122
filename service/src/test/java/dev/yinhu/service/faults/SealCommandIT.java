package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.crypto.testing.SoftHsm;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root key of a filled data directory moves between its forms; values open all the same. */
final class SealCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Path data;
  private Path passphrase;
  private Path config;
  private SoftHsm hsm;

  @BeforeEach
  void place() throws Exception {
    data = directory.resolve("data");
    hsm = SoftHsm.create(directory.resolve("hsm"), "4826-hidden");
    passphrase =
        Files.writeString(directory.resolve("passphrase"), "six plain words in one line\n");
    config = directory.resolve("yinhu.yaml");
    Files.writeString(
        config,
        """
        root_key:
          passphrase_file: passphrase
          pkcs11: {module: %s, token: %s, pin_file: %s}
        """
            .formatted(hsm.module(), SoftHsm.LABEL, hsm.pinFile()));
  }

  private Map<String, String> settings() {
    return Map.of(
        "root_key.passphrase_file", passphrase.toString(),
        "root_key.pkcs11.module", hsm.module().toString(),
        "root_key.pkcs11.token", SoftHsm.LABEL,
        "root_key.pkcs11.pin_file", hsm.pinFile().toString());
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString(), "--config", config.toString()));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private JsonNode seal(String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of("key", "seal", "--json"));
    all.addAll(List.of(more));
    CommandLineRun run = run(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private String prefix() throws Exception {
    return Files.readString(data.resolve("root.key")).substring(0, 5);
  }

  @Test
  void throughAllFormsValuesOpenAndTheMovesAreInTheLog() throws Exception {
    String sealed;
    try (LiveService service = LiveService.start(data, Map.of())) {
      Phones phones = new Phones(service);
      sealed = phones.seal("s-1", "13812345678").result();
      CommandLineRun beside = run("key", "seal", "--to", "passphrase");
      assertThat(beside.exitCode()).isEqualTo(1);
      assertThat(beside.err()).contains("already runs", "Stop it first");
    }
    assertThat(prefix()).isEqualTo("yrk1.");

    JsonNode moved = seal("--to", "passphrase");
    assertThat(moved.path("from").asText()).isEqualTo("file");
    assertThat(moved.path("to").asText()).isEqualTo("passphrase");
    assertThat(prefix()).isEqualTo("yrp1.");
    assertOpens(sealed);

    String id = moved.path("rootKey").asText();
    moved = seal("--to", "pkcs11", "--make-key");
    assertThat(moved.path("rootKey").asText()).isEqualTo(id).hasSize(16);
    assertThat(prefix()).isEqualTo("yrt1.");
    assertOpens(sealed);

    Path next = Files.writeString(directory.resolve("next"), "quite another set of words");
    seal("--to", "passphrase", "--new-passphrase-file", next.toString());
    Files.copy(next, passphrase, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertOpens(sealed);

    seal("--to", "file");
    assertThat(prefix()).isEqualTo("yrk1.");
    try (LiveService service = LiveService.start(data, Map.of())) {
      assertThat(new Phones(service).reveal("s-1", sealed).result()).isEqualTo("13812345678");
      assertThat(service.entries()).contains("key-seal").contains(id).doesNotContain("words");
    }
  }

  private void assertOpens(String sealed) throws Exception {
    try (LiveService service = LiveService.start(data, settings())) {
      assertThat(new Phones(service).reveal("s-1", sealed).result()).isEqualTo("13812345678");
    }
  }

  @Test
  void aWrongPassphraseStartsNothingAndMovesNothing() throws Exception {
    LiveService.start(data, Map.of("root_key.passphrase_file", passphrase.toString())).close();
    assertThat(prefix()).as("a new key is sealed from the start").isEqualTo("yrp1.");
    String before = Files.readString(data.resolve("root.key"));
    Files.writeString(passphrase, "not those words at all, hunter2");

    for (String[] command :
        List.of(
            new String[] {"serve", "--port", "0"}, new String[] {"key", "seal", "--to", "file"})) {
      CommandLineRun run = run(command);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("the passphrase from " + passphrase, "does not open", "root.key")
          .doesNotContain("hunter2", "\tat ", "--debug");
    }
    assertThat(Files.readString(data.resolve("root.key"))).isEqualTo(before);
  }

  @Test
  void aWrongPinAndAMissingTerminalAreSaid() throws Exception {
    LiveService.start(data, Map.of()).close();
    hsm.writePin("0000-wrong");
    CommandLineRun wrongPin = run("key", "seal", "--to", "pkcs11", "--make-key");
    assertThat(wrongPin.exitCode()).isEqualTo(1);
    assertThat(wrongPin.err()).contains("refuses the PIN", "locks").doesNotContain("0000");
    assertThat(prefix()).isEqualTo("yrk1.");

    seal("--to", "passphrase");
    CommandLineRun noTerminal =
        CommandLineRun.of(
            directory, "serve", "--port", "0", "--config", empty(), "--data", data.toString());
    assertThat(noTerminal.exitCode()).isEqualTo(1);
    assertThat(noTerminal.err()).contains("no terminal to ask on", "root_key.passphrase_file");
  }

  private String empty() throws Exception {
    return Files.writeString(directory.resolve("empty.yaml"), "").toString();
  }

  @Test
  void whatIsNoWayIsWrongUse() {
    assertThat(run("key", "seal", "--to", "paper").exitCode()).isEqualTo(2);
    assertThat(run("key", "seal").exitCode()).isEqualTo(2);
  }
}
