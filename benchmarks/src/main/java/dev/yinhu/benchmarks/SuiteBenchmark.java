package dev.yinhu.benchmarks;

import dev.yinhu.register.Suite;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every suite on six values against its bare primitives on the same bytes in the same run. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SuiteBenchmark {
  private static final double TARGET_AES = 0.7;
  private static final double TARGET_OTHERS = 0.8;

  /** Which suite. */
  @Param public Suite suite = Suite.AES256_GCM;

  private final SixFields installation = SixFields.open();
  private Optional<SuiteCalls> calls = Optional.empty();

  /** Makes keys and ciphertexts of the suite. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    calls = Optional.of(installation.calls(suite));
  }

  /** Closes the keys and removes the data directory. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    installation.close();
  }

  /** Yinhu encrypts. */
  @Benchmark
  public void protectYinhu(Blackhole sink) {
    calls.orElseThrow().protect(sink);
  }

  /** The primitives encrypt. */
  @Benchmark
  public void protectBare(Blackhole sink) throws GeneralSecurityException {
    calls.orElseThrow().protectBare(sink);
  }

  /** Yinhu decrypts. */
  @Benchmark
  public void revealYinhu(Blackhole sink) {
    calls.orElseThrow().reveal(sink);
  }

  /** The primitives decrypt. */
  @Benchmark
  public void revealBare(Blackhole sink) throws GeneralSecurityException {
    calls.orElseThrow().revealBare(sink);
  }

  static void main() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(SuiteBenchmark.class.getName())
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .build();
    Collection<RunResult> results = new Runner(options).run();
    for (Suite suite : Suite.values()) {
      for (String direction : List.of("protect", "reveal")) {
        print(results, suite, direction);
      }
    }
  }

  private static void print(Collection<RunResult> results, Suite suite, String direction) {
    double ours = score(results, direction + "Yinhu", suite);
    double bare = score(results, direction + "Bare", suite);
    System.out.printf(
        "suite %s %s: Yinhu %.0f ns, bare %.0f ns for six values, ratio %.2f (target %.2f)%n",
        suite, direction, ours, bare, bare / ours, target(suite));
  }

  private static double target(Suite suite) {
    return switch (suite) {
      case AES256_GCM, XAES256_GCM, AES256_SIV -> TARGET_AES;
      case SM4_GCM, SM4_CTR_HMAC_SM3, FF1_AES256, FF1_SM4 -> TARGET_OTHERS;
    };
  }

  private static double score(Collection<RunResult> results, String method, Suite suite) {
    for (RunResult result : results) {
      var parameters = result.getParams();
      if (parameters.getBenchmark().endsWith("." + method)
          && parameters.getParam("suite").equals(suite.name())) {
        return result.getPrimaryResult().getScore();
      }
    }
    throw new IllegalStateException("no result of " + method + " for " + suite);
  }
}
