package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.nio.file.Path;
import java.util.Arrays;

/** Keeps the key as it is; only the file's permissions protect it. */
final class KeyFileSeal implements RootKeySeal {
  @Override
  public SealKind kind() {
    return SealKind.FILE;
  }

  @Override
  public byte[] seal(byte[] rootKey) {
    return SealedLine.write(SealKind.FILE, rootKey);
  }

  @Override
  public byte[] unseal(byte[] line, Path file) {
    byte[] key = SealedLine.read(SealKind.FILE, line).orElseThrow(() -> damaged(file));
    if (key.length != KEY_BYTES) {
      Arrays.fill(key, (byte) 0);
      throw damaged(file);
    }
    return key;
  }

  static RootKeyException damaged(Path file) {
    return new RootKeyException(
        "the root key file "
            + file
            + " is damaged (one line that begins with yrk1., yrp1. or yrt1. and ends in a check"
            + " sum): restore it from its offline copy");
  }
}
