package dev.yinhu.subjectrights.identity;

import dev.yinhu.notices.SecretCode;
import dev.yinhu.subjectrights.cases.Case;
import java.sql.Connection;

/**
 * Puts notices to a person's contacts into the outbox, in the caller's transaction. Whoever wires
 * it names the person by reference alone: a contact is opened when the notice is sent, and only one
 * that the platform has known for longer than the configured days is sent a code. Does not close
 * the codes. Safe for use by many threads.
 */
public interface ContactNotice {
  /** Sends the code that proves that who asks reads an old contact. */
  void code(Connection transaction, Case asked, SecretCode code);

  /** Tells every old contact that something was asked for, and by which token it is stopped. */
  void asked(Connection transaction, Case asked, SecretCode stop);
}
