package dev.yinhu.notices.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A mail server to submit to (RFC 6409).
 *
 * @param login who signs in; empty for a server that asks for nobody
 * @param from the sender's address
 * @param fromName the sender's name
 * @param timeout of each step: connecting, each answer, each write
 * @param repeatWhenUnclear true: a mail whose answer was lost is sent again under the same
 *     Message-ID, so that it may come twice; false: it is not, so that it may be lost
 * @param connections most connections kept open for the next mail
 */
public record SmtpSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    String fromName,
    Duration timeout,
    boolean repeatWhenUnclear,
    int connections) {

  /** How the connection is protected. The server's name is checked in both. */
  public enum Security {
    /** TLS from the beginning (RFC 8314, port 465). */
    TLS,
    /** STARTTLS (RFC 3207, port 587); a server that does not offer it is not used. */
    STARTTLS,
    /** None: for a server on this machine. */
    NONE
  }

  /**
   * Who signs in.
   *
   * @param passwordFile with the password on one line
   */
  public record Login(String user, Path passwordFile) {}

  /** The part of the sender's address behind the {@code @}; mails' ids end in it. */
  String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  /** Checks the bounds. */
  public SmtpSettings {
    if (!from.matches("[^@\\s<>]+@[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("the sender's mail address is not one");
    }
    if (port < 1 || port > 65_535 || connections < 0 || connections > 256) {
      throw new IllegalArgumentException(
          "a mail server's port is from 1 to 65535, and 0 to 256 connections are kept");
    }
  }
}
