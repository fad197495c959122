package dev.yinhu.accessaudit.retention;

import java.util.List;

/**
 * What keeps an unattended pruning from entries that are old enough by the clock.
 *
 * @param pauses of the log: times without any entry, or in which the clock was set forward
 * @param entries how many there are of such; 0 when there is no pause
 */
public record Doubt(List<Pause> pauses, long entries) {
  public Doubt {
    pauses = List.copyOf(pauses);
  }
}
