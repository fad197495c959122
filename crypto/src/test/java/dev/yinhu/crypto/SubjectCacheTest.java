package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cache of subjects' keys holds, for how long, and what an erasure does to it. */
class SubjectCacheTest {
  private static final SubjectId ANNA = new SubjectId("customer-4711");
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int SIZE = 20;

  private final AtomicLong nanos = new AtomicLong();
  private final Cache<SubjectHash, KeyScope> scopes =
      Crypto.scopeCache(new CryptoConfig(Path.of("unused"), SIZE, KEPT), nanos::get);
  private TestCrypto fixture;
  private SubjectDirectory subjects;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    subjects = directory(scopes);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatWasFoundOrMadeIsCached() {
    assertThat(subjects.cached(ANNA)).isEmpty();
    KeyScope made = subjects.findOrCreate(List.of(ANNA)).get(ANNA);
    assertThat(subjects.cached(ANNA)).containsSame(made);

    subjects.forgetAll();

    assertThat(subjects.cached(ANNA)).isEmpty();
    KeyScope found = subjects.find(List.of(ANNA)).get(ANNA);
    assertThat(subjects.cached(ANNA)).containsSame(found);
    assertThat(subjects.find(List.of(new SubjectId("nobody")))).isEmpty();
    assertThat(subjects.cached(new SubjectId("nobody"))).isEmpty();
  }

  @Test
  void aScopeIsHeldNoLongerThanTheCacheTimeHoweverOftenItIsUsed() {
    subjects.findOrCreate(List.of(ANNA));
    for (int i = 0; i < 9; i++) {
      nanos.addAndGet(KEPT.dividedBy(10).toNanos());
      assertThat(subjects.cached(ANNA)).isPresent();
    }

    nanos.addAndGet(KEPT.dividedBy(10).toNanos());

    assertThat(subjects.cached(ANNA)).isEmpty();
    assertThat(subjects.find(List.of(ANNA))).containsKey(ANNA);
  }

  @Test
  void noMoreScopesAreHeldThanAllowed() {
    subjects.findOrCreate(
        IntStream.range(0, 10 * SIZE).mapToObj(i -> new SubjectId("c" + i)).toList());

    scopes.cleanUp();

    assertThat(scopes.asMap()).hasSizeBetween(1, SIZE);
  }

  @Test
  void anErasureWhileTheRowIsReadKeepsTheScopeOutOfTheCache() {
    subjects.findOrCreate(List.of(ANNA));
    subjects.forgetAll();
    after("select id_hash", () -> subjects.erase(ANNA));

    // The reader came first and gets the scope; nobody gets it afterwards.
    assertThat(subjects.find(List.of(ANNA))).containsKey(ANNA);
    assertThat(subjects.cached(ANNA)).isEmpty();
    assertThat(subjects.find(List.of(ANNA))).isEmpty();
  }

  @Test
  void anErasureAtTheMomentOfCachingKeepsTheScopeOutOfTheCache() {
    subjects.findOrCreate(List.of(ANNA));
    AtomicReference<Runnable> beforePut = new AtomicReference<>(() -> {});
    SubjectDirectory raced = directory(watched(() -> beforePut.getAndSet(() -> {}).run()));
    beforePut.set(() -> raced.erase(ANNA));

    assertThat(raced.find(List.of(ANNA))).containsKey(ANNA);

    assertThat(raced.cached(ANNA)).isEmpty();
    assertThat(raced.find(List.of(ANNA))).isEmpty();
  }

  @Test
  void aNoticeOfAnotherNodesErasureWhileTheRowIsReadKeepsTheScopeOutOfTheCache() {
    subjects.findOrCreate(List.of(ANNA));
    subjects.forgetAll();
    after("select id_hash", subjects::forgetAll);

    subjects.find(List.of(ANNA));

    assertThat(subjects.cached(ANNA)).isEmpty();
  }

  @Test
  void aSubjectErasedAtTheMomentItIsMadeStaysErased() {
    after("insert into crypto.subject", () -> subjects.erase(ANNA));

    // Who made it came first and gets the scope, as if it had sealed a moment before; nobody else.
    assertThat(subjects.findOrCreate(List.of(ANNA))).containsKey(ANNA);
    assertThat(subjects.cached(ANNA)).isEmpty();
    assertThat(subjects.find(List.of(ANNA))).isEmpty();
  }

  @Test
  void aNoticeThatIsNoHashEmptiesTheCacheInsteadOfFailing() {
    subjects.findOrCreate(List.of(ANNA));

    subjects.forget("not hexadecimal");

    assertThat(subjects.cached(ANNA)).isEmpty();
  }

  private SubjectDirectory directory(Cache<SubjectHash, KeyScope> cache) {
    return new SubjectDirectory(
        fixture.crypto().keyrings(),
        fixture.crypto().epochs(),
        InstantSource.fixed(TestCrypto.NOW),
        cache);
  }

  /** Runs the action once, between the first statement that starts so and the reading of it. */
  private void after(String statement, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    fixture
        .database()
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                String sql = String.valueOf(context.getRenderedSql());
                if (sql.startsWith(statement) && done.compareAndSet(false, true)) {
                  action.run();
                }
              }
            });
  }

  /** The cache itself, with an action before each put. */
  @SuppressWarnings("unchecked") // A proxy is of the interfaces that it was made for.
  private Cache<SubjectHash, KeyScope> watched(Runnable beforePut) {
    return (Cache<SubjectHash, KeyScope>)
        Proxy.newProxyInstance(
            Cache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("put")) {
                beforePut.run();
              }
              return method.invoke(scopes, arguments);
            });
  }
}
