package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.source.Happening;
import java.io.IOException;

/** Writes a report while a scan runs. For one thread. */
public interface ReportWriter {
  /** Personal data, in the order of the sources. */
  void found(Found found) throws IOException;

  /** What happened to a source. */
  void happened(Happening happening) throws IOException;

  /** The end of the scan; everything is written when this returns. */
  void end(Summary summary) throws IOException;
}
