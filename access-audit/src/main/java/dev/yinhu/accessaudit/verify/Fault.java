package dev.yinhu.accessaudit.verify;

import java.util.Locale;

/**
 * What can be wrong with a log, and what to do about it, in English and Chinese. The names in lower
 * case with hyphens are stable codes.
 */
public enum Fault {
  CHECKPOINT_MISSING(
      false,
      "there is no checkpoint",
      "没有检查点",
      "get the checkpoint of the log, or export the log again",
      "请取得该日志的检查点，或重新导出"),
  CHECKPOINT_MALFORMED(
      false,
      "the checkpoint is not a signed note of origin, size and root",
      "检查点不是由来源、大小和根组成的签名文本",
      "compare it with a checkpoint that a witness or you kept",
      "请与见证方或自己保存的检查点比对"),
  SIGNATURE_UNCHECKED(
      false,
      "the signature was not checked, as no key was given",
      "未提供密钥，签名未经验证",
      "give the log's verifier key, obtained on a way of its own",
      "请提供通过独立渠道获得的日志验证公钥"),
  KEY_UNKNOWN(
      false,
      "no known key of this log signed the checkpoint",
      "此检查点未由该日志的任何已知密钥签署",
      "check that the key belongs to this log and is not an older one",
      "请确认密钥属于该日志且不是旧密钥"),
  SIGNATURE_WRONG(
      true,
      "a signature of a known key does not fit the checkpoint",
      "已知密钥的签名与检查点不符",
      "do not trust this checkpoint; get it again and ask who keeps the log",
      "请勿信任此检查点；重新获取并询问日志保管方"),
  ORIGIN_DIFFERS(
      true,
      "the checkpoint is of another log than the key that signed it",
      "检查点所属日志与签名密钥不一致",
      "do not trust this checkpoint",
      "请勿信任此检查点"),
  COSIGNATURES_MISSING(
      false,
      "fewer witnesses cosigned than the policy asks for",
      "见证方联署数量少于策略要求",
      "get a newer checkpoint, or ask the witnesses what they saw last",
      "请获取更新的检查点，或询问见证方最后所见"),
  ROOT_DIFFERS(
      true,
      "the tiles do not give the root of the checkpoint",
      "树块算出的根与检查点不一致",
      "entries were changed or removed, or the checkpoint is of another tree: compare copies",
      "条目被更改或删除，或检查点属于另一棵树：请比对各副本"),
  TILE_MISSING(
      true,
      "a tile of hashes is missing",
      "缺少哈希树块",
      "get the tile from another copy; the entries below it prove which one is right",
      "请从其他副本取得该树块；其下条目可证明其正确性"),
  TILE_CHANGED(
      true,
      "a tile of hashes does not give the hash above it",
      "哈希树块与上层哈希不符",
      "replace the tile from another copy and find out who wrote to it",
      "请用其他副本替换该树块，并查明何人改写"),
  ENTRIES_MISSING(
      true,
      "entries are missing",
      "缺少日志条目",
      "get the bundle from another copy or a backup; find out who removed it",
      "请从其他副本或备份取得条目，并查明何人删除"),
  ENTRIES_CHANGED(
      true,
      "entries do not have the hashes of the tree",
      "日志条目与树中的哈希不符",
      "compare with another copy or a backup; find out who wrote to it",
      "请与其他副本或备份比对，并查明何人改写"),
  ENTRIES_MALFORMED(
      true,
      "a bundle is cut short, too long, or not of the right number of entries",
      "条目包被截断、过长或条目数不符",
      "get the bundle from another copy or a backup",
      "请从其他副本或备份取得该条目包"),
  UNREADABLE(
      false,
      "could not be read",
      "无法读取",
      "mend what keeps it from being read and verify again",
      "请排除读取故障后重新验证"),
  NAME_UNKNOWN(
      false,
      "a file that no log of this size has",
      "存在该大小日志不应有的文件",
      "nothing vouches for it: do not use it, and find out where it comes from",
      "该文件不受任何证明保护：请勿使用，并查明来源"),
  PARTIAL_CHANGED(
      true,
      "a partial tile is not the beginning of the tile that it grew into",
      "部分树块不是其后续树块的开头",
      "remove it, as the larger one replaces it; find out who wrote to it",
      "请删除它（较大的树块已取代它），并查明何人改写"),
  SINCE_LONGER(
      true,
      "the log is shorter than at an earlier checkpoint",
      "日志比先前检查点更短",
      "entries were removed from its end, or this is an older copy: ask for the newest",
      "末尾条目被删除，或此为旧副本：请索取最新副本"),
  SINCE_DIFFERS(
      true,
      "the log does not begin with the tree of an earlier checkpoint",
      "日志并非以先前检查点的树开头",
      "history was rewritten: keep both checkpoints, they prove it",
      "历史被改写：请保存两个检查点作为证据"),
  SINCE_UNPROVEN(
      false,
      "it could not be checked that the log begins with the tree of an earlier checkpoint",
      "无法验证日志是否以先前检查点的树开头",
      "verify the whole log, and with a signed earlier checkpoint of the same log",
      "请验证完整日志，并使用同一日志的有签名的先前检查点"),
  MANIFEST_WRONG(
      true,
      "the manifest is missing a part, or does not fit its own hash",
      "清单不完整或与其自身哈希不符",
      "export again; nothing that the manifest says counts",
      "请重新导出；清单内容不可信"),
  FILE_CHANGED(
      true,
      "a file is not the one that the manifest names",
      "文件与清单记载不符",
      "export again, or get the file from another copy",
      "请重新导出，或从其他副本取得该文件"),
  FILE_MISSING(
      true,
      "a file that the manifest names is missing",
      "缺少清单记载的文件",
      "export again, or get the file from another copy",
      "请重新导出，或从其他副本取得该文件"),
  PROOF_WRONG(
      true,
      "a proof does not lead from its entry to the root",
      "证明不能从条目推导到根",
      "ask for the proof again; the entry is not proven to be in the log",
      "请重新索取证明；尚不能证明该条目在日志中"),
  BATCH_GAP(
      true,
      "entries are missing between two batches",
      "两个批次之间缺少条目",
      "restore the schema audit from a backup beside it and compare",
      "请将 audit 模式（schema）的备份另行恢复后比对"),
  BATCH_WRONG(
      true,
      "a batch does not hold the entries and hashes that its row says",
      "批次内容与其行记载不符",
      "restore the schema audit from a backup beside it and compare",
      "请将 audit 模式（schema）的备份另行恢复后比对"),
  NODE_WRONG(
      true,
      "a stored node of the tree is not what the entries give",
      "存储的树节点与条目推算不符",
      "compare the batches below it with a backup; nodes derive from them",
      "请将其下批次与备份比对；节点由批次推导"),
  HEAD_WRONG(
      true,
      "the stored head is not what the entries give",
      "存储的树头与条目推算不符",
      "entries were changed, removed or added, or the head was replaced: compare with a backup",
      "条目被更改、删除或添加，或树头被替换：请与备份比对"),
  NOT_COMPARED(
      false,
      "could not be compared with the tree",
      "无法与树比对",
      "mend the other findings, or get what is missing from a copy, and verify again",
      "请先处理其他问题或从副本补齐缺失部分，再重新验证"),
  NOTHING_COMPARED(
      false,
      "no signed root was compared with anything",
      "没有任何有签名的根得到比对",
      "give a signed checkpoint of the log that covers entries which are there",
      "请提供覆盖现存条目的有签名检查点"),
  NOT_COVERED(
      false,
      "it is of the log, but outside of what was verified",
      "属于该日志，但不在验证范围内",
      "do not use it; export the range that you want, or verify the whole log",
      "请勿使用；请导出所需范围，或验证完整日志"),
  PRUNING_WRONG(
      true,
      "the outcome of a pruning is not that of what was declared before it",
      "清理结果与此前声明的清理不符",
      "what it excuses was removed, or let go, by somebody else: compare with an export or a"
          + " backup",
      "其所涉条目系由他人删除或放行：请与导出或备份比对"),
  PRUNING_UNDECLARED(
      true,
      "a boundary is recorded that no entry of the log declares",
      "所记录的清理边界未在日志中声明",
      "somebody wrote it, and hides what lies below: take that from audit.batch or a backup",
      "有人写入该边界以隐藏其下条目：请从 audit.batch 或备份取得"),
  HELD_CHANGED(
      true,
      "an entry that is held is not the one of the tree",
      "被保留的条目与树不符",
      "compare with an export or a backup and find out who wrote to the database",
      "请与导出或备份比对，并查明何人改写数据库"),
  HELD_MISSING(
      true,
      "there are not as many held entries as the log states, or others",
      "被保留的条目数或具体条目与日志记载不符",
      "get them from an export or a backup and find out who removed or added some",
      "请从导出或备份取得，并查明何人删除或添加"),
  HELD_UNCOUNTED(
      false,
      "no signed entry states that there are these held entries",
      "没有已签名的条目记载这些保留条目",
      "verify again when the next checkpoint is published, or the next pruning is done",
      "请在下一检查点发布后，或下次清理完成后重新验证");

  private final boolean tampered;
  private final String english;
  private final String chinese;
  private final String remedyEnglish;
  private final String remedyChinese;

  Fault(
      boolean tampered,
      String english,
      String chinese,
      String remedyEnglish,
      String remedyChinese) {
    this.tampered = tampered;
    this.english = english;
    this.chinese = chinese;
    this.remedyEnglish = remedyEnglish;
    this.remedyChinese = remedyChinese;
  }

  /** True when it cannot be so unless somebody, or a broken disk, changed something. */
  boolean isTampering() {
    return tampered;
  }

  /** The stable code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong. */
  public String english() {
    return english;
  }

  /** What is wrong, in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** What to do. */
  public String remedyEnglish() {
    return remedyEnglish;
  }

  /** What to do, in Chinese. */
  public String remedyChinese() {
    return remedyChinese;
  }
}
