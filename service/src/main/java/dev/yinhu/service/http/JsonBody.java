package dev.yinhu.service.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies of one record type, strictly: unknown or repeated members, other types,
 * anything after the end, and deep nesting are refused with a JSON pointer to the place and what
 * was expected there, never with what was found. Make one per type and keep it. Thread-safe.
 *
 * @param <T> the record; its constructor may throw {@link InvalidMember}
 */
public final class JsonBody<T> {

  private static final String OUT_OF_RANGE = "expected a number within the range of this member";

  private final ObjectReader reader;

  private JsonBody(Class<T> type) {
    this.reader = Json.MAPPER.readerFor(type);
  }

  /** A reader of the given record type. */
  public static <T> JsonBody<T> of(Class<T> type) {
    return new JsonBody<>(type);
  }

  /**
   * Reads one body.
   *
   * @throws ProblemException when it is not as expected
   */
  public T read(Buffer body) {
    try {
      @Nullable T value = reader.readValue(body.getBytes());
      if (value == null) {
        throw invalid("", "expected an object");
      }
      return value;
    } catch (JsonMappingException e) {
      throw mapping(e);
    } catch (StreamConstraintsException _) {
      throw invalid("", "goes beyond the limits of nesting, name or number length");
    } catch (InputCoercionException _) {
      throw invalid("", OUT_OF_RANGE);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read a body in memory", e);
    }
  }

  private static ProblemException malformed(JsonProcessingException e) {
    var location = e.getLocation();
    var where =
        location == null
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    var what =
        String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
            ? "A member stands twice in one object"
            : "The body is not JSON from here on";
    return new ProblemException(Problem.MALFORMED_JSON, what + where + ".");
  }

  private static ProblemException mapping(JsonMappingException e) {
    if (e.getCause() instanceof StreamConstraintsException) {
      return invalid(pointer(e), "goes beyond the limits of nesting, name or number length");
    }
    if (e.getCause() instanceof InputCoercionException) {
      return invalid(pointer(e), OUT_OF_RANGE);
    }
    if (e.getCause() instanceof InvalidMember wrong) {
      var at = wrong.member().isEmpty() ? pointer(e) : pointer(e) + "/" + wrong.member();
      return invalid(at, "expected " + wrong.expected());
    }
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          invalid(parentPointer(e), "has a member that is not known here" + known(unknown));
      case InvalidFormatException format when format.getTargetType() != null ->
          invalid(pointer(e), "expected " + name(format.getTargetType()));
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          invalid(pointer(e), "expected " + name(mismatch.getTargetType()));
      default ->
          e.getCause() instanceof JsonProcessingException syntax
                  && !(syntax instanceof JsonMappingException)
              ? malformed(syntax)
              : invalid(pointer(e), "is not acceptable");
    };
  }

  private static String known(UnrecognizedPropertyException e) {
    var ids = Optional.ofNullable(e.getKnownPropertyIds()).orElse(List.of());
    return ids.isEmpty()
        ? ""
        : "; known are "
            + new TreeSet<>(ids.stream().map(String::valueOf).toList())
                .stream().collect(Collectors.joining(", "));
  }

  private static String name(Class<?> type) {
    if (type.isEnum()) {
      return "one of the words of the documentation";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "something else";
  }

  private static String pointer(JacksonException e) {
    return e instanceof JsonMappingException mapping ? pointer(mapping.getPath()) : "";
  }

  /** Without the last name, which the client made up and which could say anything. */
  private static String parentPointer(JsonMappingException e) {
    var path = e.getPath();
    return path.isEmpty() ? "" : pointer(path.subList(0, path.size() - 1));
  }

  private static String pointer(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(at -> at.getFieldName() == null ? "/" + at.getIndex() : "/" + at.getFieldName())
        .collect(Collectors.joining());
  }

  private static ProblemException invalid(String pointer, String detail) {
    var place = pointer.isEmpty() ? "The body" : pointer;
    return new ProblemException(
        Problem.INVALID_REQUEST,
        place + ": " + detail + ".",
        List.of(new ProblemException.At(pointer, detail)),
        Optional.empty());
  }
}
