package dev.yinhu.service.notices;

import java.util.List;

/**
 * What a channels file says.
 *
 * @param channels whole only when there is no problem
 * @param problems what is wrong, a line each with file, line and column, in the order of the file
 */
public record ChannelsReading(Channels channels, List<String> problems) {
  /** Copies. */
  public ChannelsReading {
    problems = List.copyOf(problems);
  }
}
