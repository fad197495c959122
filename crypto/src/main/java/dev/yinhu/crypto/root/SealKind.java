package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.nio.file.Path;
import java.util.Arrays;

/** The ways to keep a root key, each with the five characters its line begins with, for ever. */
public enum SealKind {
  /** As it is: whoever has the file has the key. */
  FILE("file", "yrk1."),
  /** Under a passphrase: whoever has the file must guess it, slowly. */
  PASSPHRASE("passphrase", "yrp1."),
  /** Under a key in a PKCS#11 token: whoever has the file needs the token and its PIN. */
  PKCS11("pkcs11", "yrt1.");

  private final String word;
  private final String prefix;

  SealKind(String word, String prefix) {
    this.word = word;
    this.prefix = prefix;
  }

  /** Its name in commands, settings and messages. */
  public String word() {
    return word;
  }

  /**
   * Whether opening needs somebody else than this machine, who may be away and come back: then the
   * opened key is held for a bounded time only.
   */
  public boolean remote() {
    return this == PKCS11;
  }

  String prefix() {
    return prefix;
  }

  /**
   * The one that a line is of.
   *
   * @param file where it stands, for messages
   * @throws RootKeyException when it is of none
   */
  public static SealKind ofLine(byte[] line, Path file) {
    return Arrays.stream(values())
        .filter(kind -> SealedLine.begins(line, kind))
        .findAny()
        .orElseThrow(() -> KeyFileSeal.damaged(file));
  }
}
