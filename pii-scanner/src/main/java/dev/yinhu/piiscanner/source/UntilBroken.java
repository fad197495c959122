package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends where reading fails and keeps why, so that what came before is not lost. For one thread. */
final class UntilBroken extends InputStream {
  private final InputStream in;
  private @Nullable IOException failure;
  private long bytes;

  UntilBroken(InputStream in) {
    this.in = in;
  }

  /** Why it ended; empty when nothing failed. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Bytes read so far. */
  long bytes() {
    return bytes;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) {
    if (failure != null) {
      return -1;
    }
    try {
      int read = in.read(buffer, from, length);
      bytes += Math.max(0, read);
      return read;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }
}
