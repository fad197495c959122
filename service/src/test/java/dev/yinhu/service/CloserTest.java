package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {

  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  private AutoCloseable resource(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IllegalStateException(name);
    };
  }

  @Test
  void closesTheLastOpenedFirst() {
    closer.add(resource("database"));
    closer.add(resource("http"));

    closer.close();

    assertThat(closed).containsExactly("http", "database");
  }

  @Test
  void everyResourceIsClosedAndLaterFailuresAreKept() {
    closer.add(resource("first"));
    closer.add(failing("second"));
    closer.add(failing("third"));

    assertThatThrownBy(closer::close)
        .hasMessage("third")
        .satisfies(
            e -> assertThat(e.getSuppressed()).extracting("message").containsExactly("second"));
    assertThat(closed).containsExactly("third", "second", "first");
  }

  @Test
  void aFailedStartClosesWhatWasOpenAndKeepsItsReason() {
    closer.add(failing("opened"));
    var reason = new IllegalArgumentException("reason");

    assertThat(closer.closeAfter(reason)).isSameAs(reason);

    assertThat(reason.getSuppressed()).extracting("message").containsExactly("opened");
  }

  @Test
  void closingTwiceClosesOnce() {
    closer.add(resource("only"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("only");
  }
}
