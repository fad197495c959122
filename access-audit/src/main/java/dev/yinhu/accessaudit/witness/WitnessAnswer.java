package dev.yinhu.accessaudit.witness;

/** What a witness answers to {@code add-checkpoint}. */
public sealed interface WitnessAnswer {
  /** The HTTP status. */
  int status();

  /** The body, text that ends in a newline. */
  String body();

  /** The media type of the body. */
  default String contentType() {
    return "text/plain; charset=utf-8";
  }

  /**
   * 200: the witness has signed; durable.
   *
   * @param body its signature lines
   */
  record Cosigned(String body) implements WitnessAnswer {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * 409: the old size is not the one that the witness signed last.
   *
   * @param size what it signed last
   */
  record Conflict(long size) implements WitnessAnswer {
    /** Marks the body as a size (tlog-witness). */
    public static final String CONTENT_TYPE = "text/x.tlog.size";

    @Override
    public int status() {
      return 409;
    }

    @Override
    public String body() {
      return size + "\n";
    }

    @Override
    public String contentType() {
      return CONTENT_TYPE;
    }
  }

  /** Why a request is refused. */
  enum Why {
    /** The request is not what tlog-witness describes, or its old size is above the new one. */
    MALFORMED(400),
    /** No key that the witness trusts for the log has signed, or one has signed wrongly. */
    NOT_SIGNED(403),
    /** The witness does not know the log. */
    UNKNOWN_LOG(404),
    /** The proof does not show that the new tree goes on from the old one. */
    NOT_CONSISTENT(422);

    private final int status;

    Why(int status) {
      this.status = status;
    }
  }

  /**
   * 400, 403, 404 or 422: nothing was signed.
   *
   * @param detail for people
   */
  record Refused(Why why, String detail) implements WitnessAnswer {
    @Override
    public int status() {
      return why.status;
    }

    @Override
    public String body() {
      return detail + "\n";
    }
  }
}
