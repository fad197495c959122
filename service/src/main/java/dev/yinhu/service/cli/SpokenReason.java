package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.service.api.FreeText;

/** The reason that an administrator gives, looked into as those that come over HTTP. */
final class SpokenReason {
  private SpokenReason() {}

  /**
   * Takes a reason; builds the scanner for it, which takes a second.
   *
   * @throws WrongUse when something personal stands in it
   */
  static Reason of(String text, CommandWorld world) {
    new FreeText(() -> PiiEngine.standard(world.clock()))
        .fault(text)
        .ifPresent(fault -> {
          throw new WrongUse("--reason takes " + fault);
        });
    return new Reason(text);
  }
}
