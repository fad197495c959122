package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.service.api.FreeText;

/**
 * What an administrator writes that is kept for years, looked into as what comes over HTTP. Builds
 * the scanner for it, which takes a second.
 */
final class SpokenReason {
  private SpokenReason() {}

  /**
   * Takes a reason.
   *
   * @throws WrongUse when something personal stands in it
   */
  static Reason of(String text, CommandWorld world) {
    return of("--reason", text, world);
  }

  /**
   * The same of another option or parameter.
   *
   * @throws WrongUse when something personal stands in it
   */
  static Reason of(String option, String text, CommandWorld world) {
    check(option, text, texts(world));
    return new Reason(text);
  }

  /**
   * Takes some lines.
   *
   * @throws WrongUse when something personal stands in one of them
   */
  static Remark remark(String option, String text, CommandWorld world) {
    FreeText texts = texts(world);
    text.lines().filter(line -> !line.isBlank()).forEach(line -> check(option, line, texts));
    return new Remark(text);
  }

  private static FreeText texts(CommandWorld world) {
    PiiEngine engine = PiiEngine.standard(world.clock());
    return new FreeText(() -> engine);
  }

  private static void check(String option, String text, FreeText texts) {
    texts
        .fault(text)
        .ifPresent(fault -> {
          throw new WrongUse(option + " takes " + fault);
        });
  }
}
