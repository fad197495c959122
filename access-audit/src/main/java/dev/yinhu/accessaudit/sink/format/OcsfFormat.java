package dev.yinhu.accessaudit.sink.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.yinhu.accessaudit.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Open Cybersecurity Schema Framework, release 1.5.0, in JSON of ASCII only.
 *
 * <p>An access is Datastore Activity (class 6005), reading the log is too: the log is a datastore,
 * and whoever watches accesses wants both in one place. An administrative change is Entity
 * Management (3004): a managed entity (a caller, a key, the register) was created, updated or
 * deleted by somebody, which is what that class is for; API Activity (6003) would say how it was
 * asked for, which the log does not hold for the command line. An entry of an unknown kind is a
 * Base Event (0) with the leaf as raw data. What OCSF has no word for stands in {@code unmapped}.
 */
public final class OcsfFormat implements EventFormat {
  static final String SCHEMA_VERSION = "1.5.0";
  private static final int USUAL_SIZE = 1_536;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final String productVersion;

  /**
   * @param productVersion the version of this software
   */
  public OcsfFormat(String productVersion) {
    this.productVersion = productVersion;
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public byte[] bytes(LogEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      OcsfBody.of(event).write(json);
      status(json, Gist.of(event.entry()));
      common(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private void common(JsonGenerator json, LogEvent event) throws IOException {
    AuditEntry entry = event.entry();
    json.writeNumberField("time", entry.time().toEpochMilli());
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", SCHEMA_VERSION);
    json.writeStringField("uid", event.uid());
    json.writeStringField("event_code", event.what());
    json.writeStringField("correlation_uid", entry.requestId());
    json.writeStringField("log_name", event.origin());
    json.writeStringField("original_time", entry.time().toString());
    json.writeNumberField("logged_time", event.committedAt().toEpochMilli());
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "Yinhu");
    json.writeStringField("vendor_name", "Yinhu");
    json.writeStringField("version", productVersion);
    json.writeObjectFieldStart("feature");
    json.writeStringField("name", "access-audit");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Severity and status with their captions; 99 is the schema's word for a caption of our own. */
  private static void status(JsonGenerator json, Gist gist) throws IOException {
    switch (gist.gravity()) {
      case USUAL -> pair(json, "severity", 1, "Informational");
      case REFUSAL -> pair(json, "severity", 2, "Low");
      case TAMPERING -> pair(json, "severity", 3, "Medium");
      case CANARY -> pair(json, "severity", 4, "High");
    }
    switch (gist.status()) {
      case DONE -> pair(json, "status", 1, "Success");
      case REFUSED -> pair(json, "status", 2, "Failure");
      case PARTLY -> pair(json, "status", 99, "Partial");
      case INTENDED -> pair(json, "status", 99, "Intent");
    }
    if (!gist.refusals().isEmpty()) {
      json.writeStringField("status_detail", String.join(",", gist.refusals()));
    }
  }

  private static void pair(JsonGenerator json, String name, int id, String caption)
      throws IOException {
    json.writeNumberField(name + "_id", id);
    json.writeStringField(name, caption);
  }
}
