package dev.yinhu.piiscanner.report.html;

/** How the report looks on screen and paper; all pairs of colours have a contrast above 7 to 1. */
final class StyleSheet {
  static final String CSS =
      """
      body{margin:0;background:#fff;color:#1a1a1a;font:15px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
      main{max-width:62rem;margin:0 auto;padding:1.5rem}
      h1{font-size:1.6rem} h2{font-size:1.25rem;margin-top:2rem;border-bottom:2px solid #1f4e79} h3{font-size:1.05rem;margin-bottom:.2rem}
      table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem} caption{text-align:left;font-weight:600;padding:.3rem 0}
      th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere} thead th{background:#e8eef4}
      td.number,th.number{text-align:right;white-space:nowrap}
      svg{display:block;width:100%;max-width:44rem;height:auto} svg rect{fill:#1f4e79} svg text{fill:#1a1a1a;font-size:13px}
      figure{margin:0 0 1rem} figcaption{font-weight:600} .score{font-size:2rem;font-weight:700} .action{margin:.2rem 0 .5rem}
      @media print{main{max-width:none;padding:0} h2,h3{break-after:avoid} tr,figure{break-inside:avoid} thead{display:table-header-group} a{color:inherit}}
      """;

  private StyleSheet() {}
}
