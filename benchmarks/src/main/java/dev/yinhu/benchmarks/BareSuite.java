package dev.yinhu.benchmarks;

import java.security.GeneralSecurityException;

/**
 * The primitives of a suite and nothing else: one cipher object reused, another key for each of the
 * six fields, fresh random nonces, associated data as long as Yinhu's. For one thread.
 */
interface BareSuite {
  byte[] seal(int field, byte[] plaintext) throws GeneralSecurityException;

  byte[] open(int field, byte[] sealed) throws GeneralSecurityException;
}
