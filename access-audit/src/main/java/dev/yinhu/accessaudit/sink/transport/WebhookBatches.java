package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget.Body;
import dev.yinhu.accessaudit.sink.format.EventFormat;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Puts events together into bodies of at most 1 MiB and 500 events, fewer after a receiver found
 * one too large. For one thread.
 */
final class WebhookBatches {
  private static final int MOST_EVENTS = 500;
  private static final int MOST_BYTES = 1 << 20;

  private final EventFormat format;
  private final Body form;
  private int most = MOST_EVENTS;

  WebhookBatches(EventFormat format, Body form) {
    this.format = format;
    this.form = form;
  }

  /** A body and the events in it. */
  static final class Batch {
    private final byte[] body;
    private final int count;
    private final long first;
    private final long last;

    private Batch(byte[] body, int count, long first, long last) {
      this.body = body;
      this.count = count;
      this.first = first;
      this.last = last;
    }

    byte[] body() {
      return body;
    }

    int count() {
      return count;
    }

    long first() {
      return first;
    }

    long last() {
      return last;
    }

    /** The same when the same events are sent again together. */
    String id() {
      return "yinhu_" + first + "_" + last + "_" + count;
    }
  }

  Batch from(List<LogEvent> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int count = 0;
    while (count < Math.min(most, events.size())) {
      byte[] event = format.bytes(events.get(count));
      if (count > 0 && body.size() + event.length > MOST_BYTES) {
        break;
      }
      if (form == Body.ARRAY) {
        body.write(count == 0 ? '[' : ',');
      }
      body.writeBytes(event);
      if (form == Body.NDJSON) {
        body.write('\n');
      }
      count++;
    }
    if (form == Body.ARRAY) {
      body.write(']');
    }
    long last = events.get(count - 1).index();
    return new Batch(body.toByteArray(), count, events.getFirst().index(), last);
  }

  String mediaType() {
    if (form == Body.ARRAY) {
      return "application/json";
    }
    return format.isJson() ? "application/x-ndjson" : "text/plain; charset=utf-8";
  }

  /** The receiver found it too large: from now on half as many. */
  void tooLarge(Batch batch) {
    most = Math.max(1, batch.count() / 2);
  }

  /** The receiver took one: it may take a few more. */
  void taken() {
    most = Math.min(MOST_EVENTS, most + 1 + most / 8);
  }
}
