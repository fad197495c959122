package dev.yinhu.crypto.root;

/**
 * What guessing a passphrase costs with Argon2id (RFC 9106): memory, passes over it, and lanes.
 *
 * @param memoryKib from 7 MiB, the least that OWASP's Password Storage Cheat Sheet lists, to 256
 *     MiB: a file that was changed must not use up the machine's memory
 * @param passes 1 to 16
 * @param lanes 1 to 16
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {
  private static final int LEAST_KIB = 7 * 1024;
  private static final int MOST_KIB = 256 * 1024;
  private static final int MOST = 16;

  /** The second recommended option of RFC 9106 section 4: 64 MiB, three passes, four lanes. */
  static final Argon2Cost RECOMMENDED = new Argon2Cost(64 * 1024, 3, 4);

  Argon2Cost {
    if (memoryKib < LEAST_KIB
        || memoryKib > MOST_KIB
        || passes < 1
        || passes > MOST
        || lanes < 1
        || lanes > MOST) {
      throw new IllegalArgumentException("Argon2id cost out of bounds");
    }
  }
}
