package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.database.testing.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogOutageTest {
  @Test
  void nothingIsReleasedWhileTheLogCannotBeWritten() throws Exception {
    try (TestServer server = TestServer.start()) {
      List.of("crypto", "audit", "access").forEach(server.database()::migrate);
      try (Room room = Room.over(server.database())) {
        room.awaitCaching();
        OpenItem item = open(PHONE, "u-1", room.sealed(PHONE, "u-1", "13800138000"));
        long before = room.audit.head().size();
        server.stop();
        Access opening =
            room.access.decrypt(requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item));
        assertThat(opening.needsStore()).as("all keys are cached").isFalse();
        assertRefused(opening.finish());
        assertRefused(
            room.access
                .encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-1", "13900139000")))
                .finish());
        assertRefused(
            room.access
                .mask(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-1", "13900139000")))
                .finish());
        List<OpenItem> wholeBurst = Collections.nCopies(50, item);
        assertRefused(
            room.access
                .decrypt(requester(SUPPORT_DESK), SUPPORT, Disclosure.MASKED, wholeBurst)
                .finish());
        IndexItem index = new IndexItem(PHONE, null, "13800138000", Optional.empty(), null);
        assertRefused(
            room.access
                .index(
                    requester(SUPPORT_DESK), Optional.of(SUPPORT), Collections.nCopies(50, index))
                .finish());
        Access cold =
            room.access.encrypt(
                requester(ORDER_SERVICE), List.of(seal(PHONE, "u-2", "13900139000")));
        assertThat(cold.needsStore()).isTrue();
        assertThatThrownBy(cold::load).isInstanceOf(ConnectionException.class);
        server.startAgain();
        while (!server.database().reachable()) {
          Thread.onSpinWait();
        }
        assertThat(room.decrypt(item)).isEqualTo(new ItemResult.Done("13800138000", false));
        assertThat(room.audit.recompute().size()).isEqualTo(before + 1);
        assertThat(room.decrypt(SUPPORT_DESK, SUPPORT, Disclosure.MASKED, wholeBurst).succeeded())
            .as("what was not released did not count")
            .isEqualTo(50);
      }
    }
  }

  private static void assertRefused(CompletableFuture<BatchResult> future) {
    assertThatThrownBy(() -> future.get(8, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(AuditUnavailable.class);
  }
}
