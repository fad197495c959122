package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SERIAL;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.Register;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the store is needed, which register decides, and many requests at once. */
class RequestLifeTest {
  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private Access opening(OpenItem item) {
    return room.access.decrypt(requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item));
  }

  @Test
  void onlyTheFirstRequestForASubjectNeedsTheStore() throws Exception {
    room.awaitCaching();
    Access first = room.access.encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-1", "1")));
    assertThat(first.needsStore()).isTrue();
    OpenItem item = open(PHONE, "u-1", Room.value(Room.run(first).join().items().getFirst()));
    assertThat(opening(item).needsStore()).isFalse();
    assertThat(
            room.access
                .encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-1", "2")))
                .needsStore())
        .isFalse();
  }

  @Test
  void aSubjectNotCachedIsReadOnceThenCached() throws Exception {
    OpenItem item = open(PHONE, "u-1", room.sealed(PHONE, "u-1", "1"));
    try (Room cold = room.cold()) {
      cold.awaitCaching();
      Access first =
          cold.access.decrypt(requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item));
      assertThat(first.needsStore()).isTrue();
      assertThat(codes(Room.run(first).join())).containsExactly("done");
      Access second =
          cold.access.decrypt(requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item));
      assertThat(second.needsStore()).isFalse();
      assertThat(codes(second.finish().join())).containsExactly("done");
    }
  }

  @Test
  void finishingBeforeLoadingIsAnErrorOfTheCallerNotAnErasedSubject() {
    OpenItem item = open(PHONE, "nobody", room.sealed(PHONE, "u-1", "1"));
    Access unloaded = opening(item);
    assertThat(unloaded.needsStore()).isTrue();
    assertThatThrownBy(unloaded::finish).isInstanceOf(IllegalStateException.class);
    Access sealing =
        room.access.encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-9", "1")));
    assertThatThrownBy(sealing::finish).hasMessageContaining("before load");
  }

  @Test
  void masksAndFieldsWithoutSubjectNeverNeedTheStore() {
    Access mask = room.access.mask(requester(ORDER_SERVICE), List.of(seal(PHONE, "u-5", "1")));
    assertThat(mask.needsStore()).isFalse();
    assertThat(codes(mask.finish().join())).containsExactly("masked");
    Access sealing =
        room.access.encrypt(requester(ORDER_SERVICE), List.of(seal(SERIAL, null, "1")));
    assertThat(sealing.needsStore()).isFalse();
    assertThat(codes(sealing.finish().join())).containsExactly("done");
  }

  @Test
  void anEncryptThatIsRefusedMakesNoSubject() {
    Access refused =
        room.access.encrypt(requester(Room.MARKETING_JOB), List.of(seal(PHONE, "never-made", "1")));
    assertThat(refused.needsStore()).isFalse();
    assertThat(codes(Room.run(refused).join())).containsExactly("not-permitted");
    int subjects =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle.select("select count(*) from crypto.subject").mapTo(Integer.class).one());
    assertThat(subjects).isZero();
  }

  @Test
  void eachRequestIsDecidedByOneVersionOfTheRegister() throws Exception {
    OpenItem item = open(PHONE, "u-1", room.sealed(PHONE, "u-1", "1"));
    List<OpenItem> items = Collections.nCopies(50, item);
    Register allowing = Room.register("state: active", "state: active");
    Register refusing =
        Room.register(
            "{name: order-service, operations: [encrypt, decrypt]}",
            "{name: order-service, operations: [encrypt]}");
    AtomicBoolean stop = new AtomicBoolean();
    Thread swapping =
        Thread.ofPlatform()
            .start(() -> {
              for (long version = 2; !stop.get(); version++) {
                room.access.use(version, version % 2 == 0 ? refusing : allowing);
              }
            });
    int[] seen = new int[2];
    for (int i = 0; i < 300 || seen[0] == 0 || seen[1] == 0; i++) {
      List<String> codes = codes(room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, items));
      long version = room.lastEntry().get("register").asLong();
      assertThat(codes).containsOnly(version % 2 == 0 ? "not-permitted" : "done");
      seen[(int) (version % 2)]++;
    }
    stop.set(true);
    swapping.join();
  }

  @Test
  void manyThreadsGetEachTheirOwnAndEveryRequestItsEntry() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Map<Integer, Throwable> faults = new ConcurrentHashMap<>();
    long end = System.nanoTime() + 5_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 32; t++) {
      int number = t;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  requests.addAndGet(sealAndOpen(number, end));
                } catch (Throwable e) {
                  faults.put(number, e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(faults).isEmpty();
    assertThat(room.audit.recompute().size()).isEqualTo(requests.get());
  }

  private int sealAndOpen(int thread, long end) {
    Map<OpenItem, String> sealed = new HashMap<>();
    int requests = 0;
    for (int round = 0; System.nanoTime() - end < 0; round++) {
      String person = "u-" + (thread * 31 + round) % 200;
      String value = "value-" + thread + "-" + round;
      sealed.put(open(PHONE, person, room.sealed(PHONE, person, value)), value);
      requests++;
      if (round % 10 == 9) {
        List<OpenItem> items = new ArrayList<>(sealed.keySet());
        BatchResult result = room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, items);
        for (int i = 0; i < items.size(); i++) {
          assertThat(Room.value(result.items().get(i))).isEqualTo(sealed.get(items.get(i)));
        }
        sealed.clear();
        requests++;
      }
    }
    return requests;
  }
}
