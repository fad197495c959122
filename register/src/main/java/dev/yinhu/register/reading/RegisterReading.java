package dev.yinhu.register.reading;

import dev.yinhu.register.Register;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a register.
 *
 * @param register the register; empty if any problem is an error
 * @param problems everything found, by file and position
 */
public record RegisterReading(Optional<Register> register, List<Problem> problems) {
  /** Copies the list. */
  public RegisterReading {
    problems = List.copyOf(problems);
  }

  /** Whether there is no error, so that the register may be applied. */
  public boolean isValid() {
    return register.isPresent();
  }
}
