package dev.yinhu.subjectrights.copy;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lines that are written once and read several times, in a file that only this object can read: its
 * key is random and lies in memory alone (AES-256-CTR, NIST SP 800-38A). The file goes when it is
 * closed; one that a killed process left behind is noise. Not thread-safe.
 */
final class Spool implements AutoCloseable {
  /** Tells whose it is, so that what a killed process left can be told from what is in use. */
  static final String PREFIX = "yinhu-copy-" + ProcessHandle.current().pid() + "-";

  private static final int KEY = 32;
  private static final int BLOCK = 16;

  private final Path file;
  private final SecretKeySpec key;
  private final IvParameterSpec counter;

  Spool(SecureRandom random) throws IOException {
    byte[] bytes = new byte[KEY];
    byte[] start = new byte[BLOCK];
    random.nextBytes(bytes);
    random.nextBytes(start);
    this.key = new SecretKeySpec(bytes, "AES");
    this.counter = new IvParameterSpec(start);
    this.file = Files.createTempFile(PREFIX, ".spool");
  }

  BufferedWriter writer() throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new CipherOutputStream(Files.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE)),
            StandardCharsets.UTF_8));
  }

  BufferedReader reader() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new CipherInputStream(Files.newInputStream(file), cipher(Cipher.DECRYPT_MODE)),
            StandardCharsets.UTF_8));
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, key, counter);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode is in every Java", e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
