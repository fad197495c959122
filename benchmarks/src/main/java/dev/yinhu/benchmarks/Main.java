package dev.yinhu.benchmarks;

import java.util.List;
import java.util.Map;

/** Runs the named benchmarks, or all that need no other libraries. */
public final class Main {
  /** Something that measures and prints. */
  interface Benchmark {
    void run() throws Exception;
  }

  private static final Map<String, Benchmark> ALL =
      Map.<String, Benchmark>ofEntries(
          Map.entry("record", RecordBenchmark::main),
          Map.entry("requests", RequestsOfPeople::main),
          Map.entry("audit", AuditAppend::main),
          Map.entry("http", DecryptOverHttp::main),
          Map.entry("jdbc-scan", JdbcScan::main),
          Map.entry("notices", NoticeRate::main),
          Map.entry("protect", ProtectBackfill::main),
          Map.entry("suites", SuiteBenchmark::main),
          Map.entry("subjects", SubjectKeyMiss::main),
          Map.entry("peers", Peers::main),
          Map.entry("proof", ProofTime::main),
          Map.entry("scan", ScanSpeed::main),
          Map.entry("scan-memory", ScanMemory::main),
          Map.entry("scan-quality", ScanQuality::main),
          Map.entry("scope", ScopeTime::main),
          Map.entry("search", AuditSearchTime::main),
          Map.entry("signals", SignalRate::main),
          Map.entry("start", StartTime::main),
          Map.entry("verify", VerifyTime::main));

  private Main() {}

  /** Takes names of benchmarks; exits with 2 when one is unknown. */
  public static void main(String[] arguments) throws Exception {
    List<String> names =
        arguments.length == 0 || arguments[0].equals("all")
            ? List.of(
                "record",
                "suites",
                "subjects",
                "audit",
                "proof",
                "search",
                "scope",
                "scan",
                "scan-memory",
                "scan-quality",
                "verify",
                "signals",
                "http",
                "protect",
                "jdbc-scan",
                "requests",
                "notices",
                "start")
            : List.of(arguments);
    for (String name : names) {
      Benchmark benchmark = ALL.get(name);
      if (benchmark == null) {
        System.err.println(
            "benchmarks are: " + String.join(", ", ALL.keySet().stream().sorted().toList()));
        System.exit(2);
      } else {
        benchmark.run();
      }
    }
  }
}
