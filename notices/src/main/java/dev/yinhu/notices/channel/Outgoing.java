package dev.yinhu.notices.channel;

import dev.yinhu.notices.Contact;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.DrillRefused;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.Recipient;
import dev.yinhu.notices.text.Rendered;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sender is given. A sender takes nothing else, and for a drill there is none: making one
 * fails. Closing clears the contact.
 */
public final class Outgoing implements AutoCloseable {
  /**
   * To whom.
   *
   * @param contact what was opened for this try; empty when the channel needs none
   */
  public record Addressee(Recipient recipient, Optional<Contact> contact) {}

  private final DeliveryId id;
  private final Addressee addressee;
  private final Message message;
  private final Rendered text;
  private final Instant createdAt;

  private Outgoing(
      DeliveryId id, Addressee addressee, Message message, Rendered text, Instant createdAt) {
    this.id = id;
    this.addressee = addressee;
    this.message = message;
    this.text = text;
    this.createdAt = createdAt;
  }

  /**
   * The only way to one.
   *
   * @param drill as the notice says
   * @param createdAt when the notice was asked for: the same for every try
   * @throws DrillRefused for a drill
   */
  public static Outgoing of(
      DeliveryId id,
      Addressee addressee,
      Message message,
      Rendered text,
      Instant createdAt,
      boolean drill) {
    if (drill) {
      throw new DrillRefused(id);
    }
    return new Outgoing(id, addressee, message, text, createdAt);
  }

  /** By which the other side knows it; the same for every try. */
  public DeliveryId id() {
    return id;
  }

  /** To whom. */
  public Addressee addressee() {
    return addressee;
  }

  /**
   * The contact.
   *
   * @throws IllegalStateException when there is none
   */
  public Contact contact() {
    return addressee
        .contact()
        .orElseThrow(() -> new IllegalStateException("notice " + id + " came without a contact"));
  }

  /** What is said, as codes. */
  public Message message() {
    return message;
  }

  /** What is said, as text. */
  public Rendered text() {
    return text;
  }

  /** When the notice was asked for. */
  public Instant createdAt() {
    return createdAt;
  }

  @Override
  public void close() {
    addressee.contact().ifPresent(Contact::close);
  }

  /** The id alone. */
  @Override
  public String toString() {
    return "Outgoing[" + id + "]";
  }
}
