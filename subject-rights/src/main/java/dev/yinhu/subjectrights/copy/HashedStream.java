package dev.yinhu.subjectrights.copy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what passes. Not thread-safe. */
final class HashedStream extends FilterOutputStream {
  private final MessageDigest digest;
  private long bytes;

  HashedStream(OutputStream to) {
    super(to);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int at, int length) throws IOException {
    out.write(from, at, length);
    digest.update(from, at, length);
    bytes += length;
  }

  /** Of all that has passed, once it is closed. */
  FileHash hash() throws IOException {
    MessageDigest soFar;
    try {
      soFar = (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IOException("SHA-256 cannot be asked twice", e);
    }
    return new FileHash(HexFormat.of().formatHex(soFar.digest()), bytes);
  }
}
