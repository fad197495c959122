package dev.yinhu.service.cli;

import dev.yinhu.register.IndexPlan;
import dev.yinhu.register.IndexSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how many bits of a blind index to keep. */
@Command(
    name = "plan-index",
    description = "Say how many bits of a blind index to keep for so many rows.")
final class RegisterPlanIndexCommand implements Callable<Integer> {

  /** What a look-up of one value costs on average with so many bits. */
  record Choice(int bits, double rowsReadForEachWanted, double falsePositives) {}

  /** What is printed. */
  record Planned(
      boolean ok,
      long rows,
      long distinct,
      @Nullable Integer lowest,
      @Nullable Integer highest,
      @Nullable Integer recommended,
      List<Choice> choices) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--rows",
      paramLabel = "N",
      required = true,
      description = "How many rows there will be.")
  private long rows;

  @Option(
      names = "--distinct",
      paramLabel = "N",
      description = "How many distinct values they hold; without it all are different.")
  private @Nullable Long distinct;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Into how many partitions equal values are spread (default: 1).")
  private int partitions = 1;

  @Option(
      names = "--other-bits",
      paramLabel = "N",
      description = "Bits of the other cut indexes over the same column together (default: 0).")
  private double otherBits;

  RegisterPlanIndexCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    IndexPlan plan = plan();
    Planned planned = planned(plan);
    if (root.json()) {
      world.console().json(planned);
    } else {
      print(planned);
    }
    return planned.ok() ? 0 : 1;
  }

  private IndexPlan plan() {
    if (partitions < 1 || partitions > IndexSettings.MAX_PARTITIONS) {
      throw new WrongUse("--partitions is 1 to " + IndexSettings.MAX_PARTITIONS);
    }
    try {
      return new IndexPlan(rows, Optional.ofNullable(distinct).orElse(rows), otherBits);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }

  private Planned planned(IndexPlan plan) {
    int lowest = plan.lowest().orElse(0);
    int highest = plan.highest().orElse(0);
    boolean ok = highest > 0;
    return new Planned(
        ok,
        plan.rows(),
        plan.distinct(),
        ok ? lowest : null,
        ok ? highest : null,
        ok ? plan.recommended().orElse(highest) : null,
        IntStream.rangeClosed(lowest, highest)
            .filter(bits -> bits > 0)
            .mapToObj(bits -> choice(plan, bits))
            .toList());
  }

  private Choice choice(IndexPlan plan, int bits) {
    return new Choice(
        bits, plan.rowsReadForEachWanted(bits, partitions), plan.falsePositives(bits, partitions));
  }

  private void print(Planned planned) {
    Console console = world.console();
    if (!planned.ok()) {
      console.line(
          "no number of bits is safe for so few rows or values, or beside the other indexes: leave"
              + " the index out");
      return;
    }
    console.line(
        "safe: %d to %d bits; recommended: %d"
            .formatted(planned.lowest(), planned.highest(), planned.recommended()));
    console.line("bits  rows read for each wanted  read in vain per look-up");
    for (Choice choice : planned.choices()) {
      console.line(
          String.format(
              Locale.ROOT,
              "%4d  %25.1f  %24.1f",
              choice.bits(),
              choice.rowsReadForEachWanted(),
              choice.falsePositives()));
    }
  }
}
