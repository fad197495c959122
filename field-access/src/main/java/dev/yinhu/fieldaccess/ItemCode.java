package dev.yinhu.fieldaccess;

import java.util.Locale;

/** Why an item of a batch was not done: stable codes, part of the interface (docs/problems.md). */
public enum ItemCode {
  /** The register does not give this to the caller. */
  NOT_PERMITTED,
  /** Field, subject, context and ciphertext do not belong together, or it was changed. */
  NOT_AUTHENTIC,
  /** No such subject: erased, or never known. */
  SUBJECT_ERASED,
  /** The key was destroyed; the value is gone for ever. */
  KEY_DESTROYED,
  /** The key is retired: kept, but it opens nothing until an administrator takes it back. */
  KEY_RETIRED,
  /** A format version or suite that this release does not know. */
  UNSUPPORTED_FORMAT,
  /** The field has no such token. */
  TOKEN_UNKNOWN,
  /** The token's time is over; its value is not kept any more. */
  TOKEN_EXPIRED,
  /** The caller's burst or daily limit for the purpose is used up. */
  LIMIT_EXCEEDED,
  /** Held back for a while, as an incident is being contained. */
  SUSPENDED,
  /** The person has taken back their consent to the purpose. */
  CONSENT_WITHDRAWN,
  /** The register wants a consent for the purpose, and none of the person is recorded. */
  CONSENT_MISSING,
  /** The person had the processing restricted: it is read for legal duties only. */
  RESTRICTED,
  /** The ciphertext is authentic, but holds another value than the one it was compared with. */
  DIFFERENT,
  /** The item itself is wrong; trying again as it is is pointless. */
  BAD_REQUEST;

  /** The code as callers see it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the same item may succeed later without anybody changing anything. */
  public boolean retryable() {
    return this == LIMIT_EXCEEDED;
  }
}
