package dev.yinhu.register.policy;

import dev.yinhu.register.policy.PolicyText.Block;
import dev.yinhu.register.policy.PolicyText.Part;

/** The forms of a policy's text. Stateless. */
final class PolicyForms {
  private static final String STYLE =
      """
      body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:16px/1.7 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1b1f24}
      h1{font-size:1.7rem}h2{font-size:1.25rem;margin-top:2rem;border-bottom:1px solid #d8dee4}h3{font-size:1.05rem;margin-bottom:.3rem}
      ul{padding-left:1.3rem}li{margin:.15rem 0}
      @media print{body{margin:0;max-width:none;font-size:11pt}h2,h3{break-after:avoid}}
      """;

  private PolicyForms() {}

  static String markdown(PolicyText text) {
    StringBuilder out = new StringBuilder("# ").append(plain(text.title())).append("\n");
    for (Part part : text.parts()) {
      out.append("\n## ").append(plain(part.title())).append("\n");
      part.blocks().forEach(block -> markdown(out, block));
    }
    return out.toString();
  }

  private static void markdown(StringBuilder out, Block block) {
    switch (block) {
      case Block.Paragraph(String text) -> out.append("\n").append(plain(text)).append("\n");
      case Block.Heading(String text) -> out.append("\n### ").append(plain(text)).append("\n");
      case Block.Items(var items) -> {
        out.append("\n");
        items.forEach(item -> out.append("- ").append(plain(item)).append("\n"));
      }
    }
  }

  /** A register's own words are text, whatever they would mean in Markdown. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
  }

  static String html(PolicyText text) {
    StringBuilder out = new StringBuilder("<!doctype html>\n<html lang=\"");
    out.append(text.tongue().tag())
        .append("\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(escaped(text.title()))
        .append("</title><style>\n")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(escaped(text.title()))
        .append("</h1>\n");
    for (Part part : text.parts()) {
      out.append("<section><h2>").append(escaped(part.title())).append("</h2>\n");
      part.blocks().forEach(block -> html(out, block));
      out.append("</section>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  private static void html(StringBuilder out, Block block) {
    switch (block) {
      case Block.Paragraph(String text) -> out.append("<p>").append(escaped(text)).append("</p>\n");
      case Block.Heading(String text) -> out.append("<h3>").append(escaped(text)).append("</h3>\n");
      case Block.Items(var items) -> {
        out.append("<ul>\n");
        items.forEach(item -> out.append("<li>").append(escaped(item)).append("</li>\n"));
        out.append("</ul>\n");
      }
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
