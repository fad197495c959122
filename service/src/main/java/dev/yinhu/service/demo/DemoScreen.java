package dev.yinhu.service.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Where the demo tells what it does: steps on standard output, as text or as lines of JSON;
 * progress on standard error when it is a terminal.
 *
 * @param terminal whether somebody watches standard error
 */
public record DemoScreen(PrintStream out, PrintStream err, boolean terminal, boolean json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REFRESH_MILLIS = 200;
  private static final int WIDTH = 100;

  /** Progress of something that takes a while. */
  interface Progress extends AutoCloseable {
    void advance(long steps);

    @Override
    void close();
  }

  /** Something a person likes to know; not part of the JSON. */
  void say(String text) {
    if (!json) {
      out.println(text);
    } else if (terminal) {
      err.println(text);
    }
  }

  void step(String name, DemoStep.Outcome outcome) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("step", name);
      line.put("ok", outcome.ok());
      line.putAll(outcome.facts());
      out.println(written(line));
    } else {
      out.printf("%s %-15s %s%n", outcome.ok() ? "✓" : "✗", name, outcome.told());
    }
  }

  private static String written(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new DemoException("a step's facts cannot be written", e);
    }
  }

  Progress progress(String task, long total) {
    if (!terminal) {
      return new Silent();
    }
    return new Bar(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
            .showSpeed()
            .setSpeedUnit(ChronoUnit.SECONDS)
            .build());
  }

  private record Bar(ProgressBar bar) implements Progress {
    @Override
    public void advance(long steps) {
      bar.stepBy(steps);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private record Silent() implements Progress {
    @Override
    public void advance(long steps) {
      // Nobody watches.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
