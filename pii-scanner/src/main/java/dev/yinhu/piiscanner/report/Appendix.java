package dev.yinhu.piiscanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What a JSON report tells beside what was found. */
@FunctionalInterface
public interface Appendix {
  /** Nothing. */
  Appendix NONE = json -> {};

  /** Writes fields into an object that has begun; asked for at the end of the scan. */
  void write(JsonGenerator json) throws IOException;
}
