package dev.yinhu.notices.smtp;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.SecretFile;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mail by SMTP (RFC 5321). What it promises: a mail that the server has answered for is sent once.
 * What no SMTP client can: when the connection breaks between the mail's last byte and the answer,
 * nobody knows whether the server took it; then the setting says whether it is sent again under the
 * same Message-ID (twice at worst) or not (never at worst). Taken by the server is not read by the
 * person: a bounce that comes later is told by {@link dev.yinhu.notices.Notices#hear}. Thread-safe.
 */
public final class SmtpChannel implements Channel {
  private static final ResultCode MALFORMED = new ResultCode("address-malformed");
  private static final ResultCode NO_CONNECTION = new ResultCode("no-connection");
  private static final ResultCode CANNOT_ASK = new ResultCode("cannot-ask");

  private final SmtpSettings settings;
  private final Session session;
  private final Optional<String> password;
  private final Deque<Transport> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  private SmtpChannel(SmtpSettings settings, Session session, Optional<String> password) {
    this.settings = settings;
    this.session = session;
    this.password = password;
  }

  /**
   * Reads the password's file; connects to nothing yet.
   *
   * @throws dev.yinhu.notices.NoticesException when the file holds none
   */
  public static SmtpChannel open(SmtpSettings settings) {
    Optional<String> password =
        settings.login().map(login -> SecretFile.line(login.passwordFile()));
    return new SmtpChannel(settings, Session.getInstance(properties(settings)), password);
  }

  private static Properties properties(SmtpSettings settings) {
    String millis = Long.toString(settings.timeout().toMillis());
    Properties all = new Properties();
    all.setProperty("mail.smtp.connectiontimeout", millis);
    all.setProperty("mail.smtp.timeout", millis);
    all.setProperty("mail.smtp.writetimeout", millis);
    all.setProperty("mail.smtp.localhost", settings.domain());
    all.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    all.setProperty("mail.smtp.allow8bitmime", "true");
    switch (settings.security()) {
      case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        all.setProperty("mail.smtp.starttls.enable", "true");
        all.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> all.setProperty("mail.smtp.starttls.enable", "false");
    }
    return all;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public boolean needsContact(Outgoing.Addressee addressee) {
    return true;
  }

  @Override
  public Outcome send(Outgoing outgoing) {
    Mail mail;
    try {
      InternetAddress to = new InternetAddress(outgoing.contact().reveal(), true);
      mail = Mail.of(session, settings, outgoing, to);
    } catch (AddressException e) {
      return new Outcome.Refused(MALFORMED);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail cannot be made of notice " + outgoing.id(), e);
    }
    return send(mail);
  }

  private Outcome send(Mail mail) {
    Transport transport;
    try {
      transport = connected();
    } catch (MessagingException e) {
      return new Outcome.TryLater(
          SmtpReply.of(e).map(SmtpReply::code).orElse(NO_CONNECTION), Optional.empty(), true);
    }
    try {
      Address[] to = mail.getAllRecipients();
      transport.sendMessage(mail, to);
      giveBack(transport);
      return new Outcome.Delivered(ResultCode.TAKEN, Optional.empty());
    } catch (MessagingException e) {
      close(transport);
      return SmtpReply.outcome(e, mail.hasBegun());
    }
  }

  private Transport connected() throws MessagingException {
    for (Transport used = idle.poll(); used != null; used = idle.poll()) {
      kept.decrementAndGet();
      // Asks the server (NOOP): it may have closed the connection meanwhile.
      if (used.isConnected()) {
        return used;
      }
      close(used);
    }
    Transport fresh = session.getTransport("smtp");
    try {
      fresh.connect(
          settings.host(),
          settings.port(),
          settings.login().map(SmtpSettings.Login::user).orElse(null),
          password.orElse(null));
      return fresh;
    } catch (MessagingException e) {
      close(fresh);
      throw e;
    }
  }

  private void giveBack(Transport transport) {
    if (kept.incrementAndGet() > settings.connections()) {
      kept.decrementAndGet();
      close(transport);
    } else {
      idle.push(transport);
    }
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // It was to be closed; what the server says to that changes nothing.
    }
  }

  @Override
  public boolean mayRepeat() {
    return settings.repeatWhenUnclear();
  }

  @Override
  public boolean canAsk() {
    return false;
  }

  @Override
  public Fate ask(DeliveryId id, Optional<String> gatewayId) {
    return new Fate.Unanswered(CANNOT_ASK);
  }

  @Override
  public void close() {
    idle.forEach(SmtpChannel::close);
    idle.clear();
  }
}
