package dev.yinhu.service.demo;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.Redaction;
import dev.yinhu.piiscanner.redact.Replacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The log of the demo shop's order service, which tells more than it should. */
final class ShopLogs {
  private static final String FOLDER = "shop-logs";
  private static final String FILE = "order-service.log";
  private static final int LINES = 1_000;

  private final Path folder;

  ShopLogs(Path data) {
    this.folder = data.resolve(FOLDER);
  }

  Path folder() {
    return folder;
  }

  /** What the service logged while the orders came in. */
  void write(ShopData data) {
    StringBuilder log = new StringBuilder();
    for (ShopData.Order order : data.orders().subList(0, LINES)) {
      log.append(
          "%s INFO [order-service] order %s created, amount=%s, consignee=%s, mobile=%s%n"
              .formatted(
                  order.createdAt(),
                  order.id(),
                  order.amount(),
                  order.consigneeName(),
                  order.consigneePhone()));
    }
    try {
      Files.createDirectories(folder);
      replace(log.toString());
    } catch (IOException e) {
      throw new DemoException("the shop's log cannot be written to " + folder, e);
    }
  }

  /** Puts the type of what is found into its place; a log that is redacted stays as it is. */
  void redact(PiiEngine engine) {
    try {
      if (Files.exists(folder.resolve(FILE))) {
        String log = Files.readString(folder.resolve(FILE));
        Redaction redaction = new Redaction(engine, _ -> true, Replacement.byType());
        replace(redaction.text(log, Hints.NONE).text());
      }
    } catch (IOException e) {
      throw new DemoException("the shop's log cannot be redacted in " + folder, e);
    }
  }

  private void replace(String log) throws IOException {
    Path draft = Files.writeString(folder.resolve(FILE + ".new"), log);
    Files.move(
        draft,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
