package dev.yinhu.service.cli;

import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.root.SealKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps the root key in another way. */
@Command(
    name = "seal",
    description = {
      "Keep the root key in another way: in clear in its file, under a passphrase, or under a key",
      "of a PKCS#11 token. The key stays the same, so nothing in the database changes. Stop the",
      "service first; copies of the old form elsewhere, such as in backups, are not removed."
    })
final class KeySealCommand implements Callable<Integer> {

  /** What is printed. */
  record Sealed(String from, String to, String rootKey, String file) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "WAY",
      description = "One of file, passphrase, pkcs11.")
  private SealKind to = SealKind.FILE;

  @Option(
      names = "--new-passphrase-file",
      paramLabel = "FILE",
      description =
          "File of the passphrase to seal with; else root_key.passphrase_file, or asked for.")
  private @Nullable Path newPassphrase;

  @Option(names = "--make-key", description = "Make the key in the token when it has none.")
  private boolean makeKey;

  KeySealCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    var file = Optional.ofNullable(newPassphrase).map(world.workingDirectory()::resolve);
    try (var session = world.sessions().open(root.config())) {
      print(session.sealRootKey(new RootKeyMove(to, file, makeKey)));
    }
    return 0;
  }

  private void print(RootKeyFile.Moved moved) {
    var from = moved.from().word();
    if (root.json()) {
      world
          .console()
          .json(new Sealed(from, moved.to().word(), moved.rootKeyId(), moved.file().toString()));
      return;
    }
    world
        .console()
        .line(
            String.format(
                Locale.ROOT,
                "root key %s in %s: kept by %s now, by %s before",
                moved.rootKeyId(),
                moved.file(),
                moved.to().word(),
                from));
    world.console().line(next(moved.to()));
  }

  private static String next(SealKind to) {
    return switch (to) {
      case FILE -> "Whoever reads this file and the database reads everything.";
      case PASSPHRASE ->
          "To start the service set root_key.passphrase_file to that passphrase, or start it on a"
              + " terminal. Without the passphrase everything is lost: keep a copy of it apart.";
      case PKCS11 ->
          "The service needs root_key.pkcs11.* as they are now. Without the token everything is"
              + " lost: have its key backed up or cloned as its maker says.";
    };
  }
}
