package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.text.Rendered;
import dev.yinhu.notices.text.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes sure, before anybody is told, that what they will read says all that PIPL 57 asks for, by
 * whichever channel: an operator's own text could leave something out.
 */
final class WholeText {
  private final Texts texts;

  WholeText(Texts texts) {
    this.texts = texts;
  }

  /**
   * Lets a whole message pass.
   *
   * @throws ActRefused with {@code text-incomplete} or {@code text-unknown}
   */
  void require(Telling.Said said, Message message) {
    var _ = read(said.channels(), message);
  }

  /** The same, giving what they will read. */
  Map<ChannelKind, Rendered> read(List<ChannelKind> channels, Message message) {
    Map<ChannelKind, Rendered> all = new EnumMap<>(ChannelKind.class);
    for (ChannelKind channel : channels) {
      Rendered read = rendered(message, channel);
      for (String name : message.parameters().keySet()) {
        if (!read.text().contains(read.filled().getOrDefault(name, ""))) {
          throw new ActRefused(
              "text-incomplete",
              "the text %s %d by %s does not say %s: PIPL 57 asks for it"
                  .formatted(message.template(), message.version(), channel.wireName(), name));
        }
      }
      all.put(channel, read);
    }
    return all;
  }

  private Rendered rendered(Message message, ChannelKind channel) {
    try {
      return texts.render(message, Optional.empty(), channel);
    } catch (IllegalArgumentException e) {
      throw new ActRefused("text-unknown", "it cannot be said so: " + e.getMessage());
    }
  }
}
