package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.verify.Manifest;

/** The text that goes along with an export: what it is, and how to verify it without us. */
final class ExportText {
  private static final String HEAD =
      """
      Export of an access log (C2SP tlog-tiles) / 访问日志导出（C2SP tlog-tiles 格式）

      %s

      Verify / 验证
        yinhu audit verify . --vkey KEY
      KEY is the log's verifier key. Take it from where you trust it; the file vkey beside this text
      is only a copy, and whoever could change the log could change it, too.
      KEY 是日志的验证公钥，请通过可信渠道取得；本目录中的 vkey 文件仅为副本，能改动日志者也能改动它。

      With other tools / 使用其他工具
        sha256sum -c manifest.sha256      the manifest is whole / 清单完整
        checkpoint                        signed note: c2sp.org/signed-note, c2sp.org/tlog-checkpoint
      %s
      Hashes are those of RFC 6962 with SHA-256: leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 ||
      left || right). 哈希按 RFC 6962（SHA-256）计算。

      Entries hold references of persons, no values; they are personal data all the same: keep them so.
      条目只含个人的引用编号，不含数据值，但仍属个人信息，请妥善保管。
      """;

  private static final String TILES =
      """
        tile/L/N, tile/entries/N          c2sp.org/tlog-tiles, e.g. with the Go module
                                          golang.org/x/mod/sumdb/tlog, or Tessera's fsck (whole logs)
      """;

  private static final String PROOFS =
      """
        proofs/N.json                     the bytes of entry N / 第 N 条日志的原始字节
        proofs/N.tlog-proof               its proof: c2sp.org/tlog-proof / 其存在证明
      """;

  private static final String HELD =
      """
        The entries in proofs are older than the tiles: the beginning of the log was pruned, these are
        kept longer, by a rule or a legal hold.
        proofs 中的条目早于树块：日志开头已按期限清理，这些条目因规则或法律保全而继续保留。
      """;

  private ExportText() {}

  /**
   * The text.
   *
   * @param proofs whether there are single entries with their proofs
   */
  static String of(Manifest.Kind kind, boolean proofs) {
    String tiles = proofs ? TILES + PROOFS + HELD : TILES;
    return switch (kind) {
      case WHOLE -> HEAD.formatted("The whole log. / 完整日志。", tiles);
      case RANGE ->
          HEAD.formatted(
              "A range of the log, with the tiles that lead to the root. / 日志的一段，附通向树根的树块。", tiles);
      case SUBJECT ->
          HEAD.formatted(
              "The entries about one person, each with its proof. / 关于一个人的条目，每条附证明。", PROOFS);
    };
  }
}
