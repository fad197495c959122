package dev.yinhu.service.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the commands about keys. */
@Command(name = "key", description = "The keys that everything lies under.")
final class KeyCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("used before picocli filled it");
    }
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
