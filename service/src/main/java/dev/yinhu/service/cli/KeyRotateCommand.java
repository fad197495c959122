package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyringName;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes new active versions. */
@Command(
    name = "rotate",
    description = {
      "Make a new active version of a keyring; the one before still decrypts.",
      "After a rotation of index or token, stored look-ups are to be computed anew; after one of",
      "format, decrypting needs the key_version that encrypting gave."
    })
final class KeyRotateCommand implements Callable<Integer> {

  /** What is printed per keyring. */
  record Rotated(String keyring, int active) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(
      paramLabel = "KEYRING",
      arity = "0..*",
      completionCandidates = KeyWords.Keyrings.class,
      description = "Of ${COMPLETION-CANDIDATES}.")
  private List<String> keyrings = List.of();

  @Option(names = "--all", description = "Every keyring that can be rotated.")
  private boolean all;

  KeyRotateCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    if (all != keyrings.isEmpty()) {
      throw new WrongUse("name keyrings or give --all, one of both");
    }
    var wanted =
        all
            ? Arrays.stream(KeyringName.values()).filter(KeyringName::canRotate).toList()
            : keyrings.stream().map(this::keyring).toList();
    try (var session = world.sessions().open(root.config())) {
      for (KeyringName keyring : wanted) {
        print(new Rotated(keyring.text(), session.keys().rotate(keyring)));
      }
    }
    return 0;
  }

  private KeyringName keyring(String name) {
    return KeyringName.named(name)
        .orElseThrow(() -> new WrongUse("KEYRING is one of " + KeyWords.keyringWords()));
  }

  private void print(Rotated rotated) {
    if (root.json()) {
      world.console().json(rotated);
    } else {
      world
          .console()
          .line("keyring " + rotated.keyring() + ": version " + rotated.active() + " is active");
    }
  }
}
