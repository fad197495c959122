package dev.yinhu.accessaudit.sink.format;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The classes of OCSF that we write, derived from its release 1.5.0. */
public final class OcsfSchema {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              String.join(
                  "\n", Events.lines("/dev/yinhu/accessaudit/sink/format/ocsf-1.5.0.schema.json")));

  private OcsfSchema() {}

  /** What is wrong with an event; nothing when it is valid. */
  public static List<String> faults(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
