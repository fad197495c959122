package dev.yinhu.notices;

import dev.yinhu.notices.channel.Outgoing;
import java.util.Optional;
import java.util.UUID;

/** What tests of channels send. */
public final class Sending {
  private Sending() {}

  /** The notice of that key, to a contact. */
  public static Outgoing to(String contact, String key, ChannelKind channel) {
    return to(new Recipient.Person(new UUID(1, 2)), Optional.of(contact), key, channel);
  }

  /** The notice of that key, to somebody. */
  public static Outgoing to(
      Recipient recipient, Optional<String> contact, String key, ChannelKind channel) {
    Message message = TestNotices.received();
    return Outgoing.of(
        id(key),
        new Outgoing.Addressee(recipient, contact.map(each -> Contact.of(each.toCharArray()))),
        message,
        TestNotices.texts().render(message, Optional.empty(), channel),
        TestNotices.START,
        false);
  }

  /** Its id on its first channel. */
  public static DeliveryId id(String key) {
    return new DeliveryId(new NoticeKey(key).id(), 0);
  }
}
