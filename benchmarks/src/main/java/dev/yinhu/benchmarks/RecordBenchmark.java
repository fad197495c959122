package dev.yinhu.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Protecting and revealing a six-field record in process, against six bare JCA AES-256-GCM calls on
 * the same bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {
  private final SixFields yinhu = SixFields.open();
  private final SixJcaCalls jca = new SixJcaCalls();

  /** Closes the keys and removes the data directory. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    yinhu.close();
  }

  /** Yinhu: six fields sealed into envelopes. */
  @Benchmark
  public void protectYinhu(Blackhole sink) {
    yinhu.protect(sink);
  }

  /** The limit: six JCA encryptions. */
  @Benchmark
  public void protectJca(Blackhole sink) throws GeneralSecurityException {
    jca.protect(sink);
  }

  /** Yinhu: six envelopes opened. */
  @Benchmark
  public void revealYinhu(Blackhole sink) {
    yinhu.reveal(sink);
  }

  /** The limit: six JCA decryptions. */
  @Benchmark
  public void revealJca(Blackhole sink) throws GeneralSecurityException {
    jca.reveal(sink);
  }

  static void main() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(RecordBenchmark.class.getName())
            .forks(2)
            .warmupIterations(4)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .build();
    var results = new Runner(options).run();
    for (String direction : List.of("protect", "reveal")) {
      double ours = score(results, direction + "Yinhu");
      double limit = score(results, direction + "Jca");
      System.out.printf(
          "record %s: Yinhu %.0f ns, bare JCA %.0f ns, ratio %.2f (target 0.70)%n",
          direction, ours, limit, limit / ours);
    }
  }

  private static double score(Iterable<RunResult> results, String method) {
    for (RunResult result : results) {
      if (result.getParams().getBenchmark().endsWith("." + method)) {
        return result.getPrimaryResult().getScore();
      }
    }
    throw new IllegalStateException("no result of " + method);
  }
}
