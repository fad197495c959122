package dev.yinhu.notices.smtp;

import dev.yinhu.notices.channel.Outgoing;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A notice as a mail: plain text, and for every try the same Message-ID and date, so that a server
 * or reader that drops doubles can. It knows whether the server has begun to take it.
 */
final class Mail extends MimeMessage {
  private final String id;
  private boolean begun;

  private Mail(Session session, String id) {
    super(session);
    this.id = id;
  }

  static Mail of(Session session, SmtpSettings settings, Outgoing outgoing, InternetAddress to)
      throws MessagingException {
    Mail mail = new Mail(session, "<" + outgoing.id() + "@" + settings.domain() + ">");
    mail.setFrom(sender(settings));
    mail.setRecipient(RecipientType.TO, to);
    mail.setSubject(outgoing.text().subject(), StandardCharsets.UTF_8.name());
    mail.setText(outgoing.text().text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(date(outgoing.createdAt()));
    mail.setHeader("Content-Language", outgoing.text().language().tag());
    // RFC 3834: so that nobody's absence note answers.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  private static InternetAddress sender(SmtpSettings settings) throws MessagingException {
    try {
      return new InternetAddress(
          settings.from(), settings.fromName(), StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("UTF-8 is in every Java", e);
    }
  }

  /** Jakarta Mail takes nothing newer. */
  private static Date date(Instant instant) {
    return Date.from(instant);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  /** Called when the server has said that it takes the mail (RFC 5321 section 4.1.1.4, DATA). */
  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    begun = true;
    super.writeTo(out, ignored);
  }

  boolean hasBegun() {
    return begun;
  }
}
