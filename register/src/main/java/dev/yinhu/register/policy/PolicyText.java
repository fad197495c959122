package dev.yinhu.register.policy;

import java.util.List;

/**
 * A text of titled parts, before it has a form.
 *
 * @param tongue its language
 * @param title what it is
 * @param parts in their order
 */
public record PolicyText(Tongue tongue, String title, List<Part> parts) {
  /** Copies the list. */
  public PolicyText {
    parts = List.copyOf(parts);
  }

  /**
   * A part.
   *
   * @param title of the part
   * @param blocks in their order
   */
  public record Part(String title, List<Block> blocks) {
    /** Copies the list. */
    public Part {
      blocks = List.copyOf(blocks);
    }
  }

  /** Something within a part. */
  public sealed interface Block {
    /** A paragraph. */
    record Paragraph(String text) implements Block {}

    /** A title within the part. */
    record Heading(String text) implements Block {}

    /** A list. */
    record Items(List<String> items) implements Block {
      /** Copies the list. */
      public Items {
        items = List.copyOf(items);
      }
    }
  }

  /** As Markdown (CommonMark); what it means there is escaped. */
  public String markdown() {
    return PolicyForms.markdown(this);
  }

  /** As a page of HTML that needs nothing else, for screen and paper. */
  public String html() {
    return PolicyForms.html(this);
  }
}
