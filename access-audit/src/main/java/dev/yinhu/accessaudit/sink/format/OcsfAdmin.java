package dev.yinhu.accessaudit.sink.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.accessaudit.AuditEntry;
import java.io.IOException;
import java.util.Locale;

/**
 * An administrative change as Entity Management. An action is {@code entity-verb}; what is not one
 * of the verbs below is activity 99 with the action as its name, as the schema wants it.
 */
record OcsfAdmin(LogEvent event, AuditEntry.Admin admin) implements OcsfBody {
  @Override
  public void write(JsonGenerator json) throws IOException {
    String action = admin.action();
    int dash = action.indexOf('-');
    String entity = dash < 0 ? action : action.substring(0, dash);
    String verb = dash < 0 ? "" : action.substring(dash + 1);
    switch (verb) {
      case "add", "make" -> OcsfClass.ENTITY.write(json, 1, "Create");
      case "apply", "rotate", "state", "seal", "min-version", "skip" ->
          OcsfClass.ENTITY.write(json, 3, "Update");
      case "revoke", "forget" -> OcsfClass.ENTITY.write(json, 4, "Delete");
      case "retire" -> OcsfClass.ENTITY.write(json, 11, "Deactivate");
      case "pause" -> OcsfClass.ENTITY.write(json, 12, "Suspend");
      case "resume" -> OcsfClass.ENTITY.write(json, 13, "Resume");
      default -> OcsfClass.ENTITY.write(json, 99, action);
    }
    OcsfBody.actor(json, admin.actor());
    OcsfBody.source(json, admin.actor());
    json.writeObjectFieldStart("entity");
    json.writeStringField("name", admin.details().getOrDefault(entity, entity));
    json.writeStringField("type", entity);
    OcsfBody.strings(json, "data", admin.details());
    json.writeEndObject();
    OcsfBody.startUnmapped(json, event);
    json.writeStringField("phase", admin.phase().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }
}
