package dev.yinhu.register.policy;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.LegalBasis;
import dev.yinhu.register.Level;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.RecipientRole;
import dev.yinhu.register.Register;
import dev.yinhu.register.Retention;
import dev.yinhu.register.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The words of a policy for what the register declares. */
final class PolicyWords {
  private final Register register;
  private final Tongue tongue;

  PolicyWords(Register register, Tongue tongue) {
    this.register = register;
    this.tongue = tongue;
  }

  private String say(String zh, String en) {
    return tongue.pick(zh, en);
  }

  /** What is told of a purpose, a line each. */
  List<String> of(PurposeDeclaration purpose) {
    List<String> lines = new ArrayList<>();
    lines.add(say("处理的信息：", "Data: ") + String.join(say("、", ", "), categories(purpose.fields())));
    purpose.use().ifPresent(use -> lines.add(say("用途：", "Use: ") + use(use)));
    purpose
        .legalBasis()
        .ifPresent(basis -> lines.add(say("处理依据：", "Legal basis: ") + basis(basis)));
    purpose.necessity().ifPresent(why -> lines.add(say("必要性：", "Why they are needed: ") + why));
    purpose.retention().ifPresent(kept -> lines.add(say("保存期限：", "Kept: ") + retention(kept)));
    List<String> recipients =
        purpose.recipients().stream()
            .flatMap(key -> register.recipient(key).stream())
            .map(recipient -> tongue.of(recipient.label()))
            .toList();
    if (!recipients.isEmpty()) {
      lines.add(say("接收方：", "Recipients: ") + String.join(say("、", ", "), recipients));
    }
    return lines;
  }

  /** Names of the categories of these fields, each once. */
  List<String> categories(Collection<FieldRef> fields) {
    return fields.stream()
        .flatMap(ref -> register.field(ref).stream())
        .flatMap(field -> field.categories().stream())
        .distinct()
        .map(this::category)
        .distinct()
        .toList();
  }

  private String category(CategoryKey key) {
    return register.category(key).map(this::category).orElse(key.value());
  }

  private String category(Category known) {
    String name = tongue.of(known.label());
    return known.level() == Level.SENSITIVE ? name + say("（敏感）", " (sensitive)") : name;
  }

  private String use(Use use) {
    return switch (use) {
      case PROVIDE_SERVICE -> say("提供服务", "to provide the service");
      case IMPROVE_EXPERIENCE -> say("改善体验", "to improve the experience");
      case MARKETING -> say("营销推广", "marketing");
      case ANALYSIS -> say("统计分析", "analysis");
      case LEGAL_DUTY -> say("履行法定义务", "to fulfil a legal duty");
    };
  }

  private String basis(LegalBasis basis) {
    String item = say("个人信息保护法第十三条第一款第%d项：%s", "PIPL 13(1)(%d), %s");
    return item.formatted(basis.item(), tongue == Tongue.ZH ? basis.chinese() : english(basis))
        + (basis == LegalBasis.CONSENT
            ? say("；您可以随时撤回同意", "; you may withdraw your consent at any time")
            : "");
  }

  private static String english(LegalBasis basis) {
    return switch (basis) {
      case CONSENT -> "your consent";
      case CONTRACT -> "necessary for a contract with you";
      case LEGAL_DUTY -> "necessary for a duty under law";
      case EMERGENCY -> "necessary in an emergency";
      case NEWS -> "news reporting in the public interest";
      case DISCLOSED -> "lawfully public information, within reason";
      case OTHER_LAW -> "other circumstances provided by law";
    };
  }

  private String retention(Retention retention) {
    return switch (retention) {
      case Retention.InWords(String text) -> text;
      case Retention.ByRule(String key) ->
          register.retentionRule(key).map(rule -> tongue.of(rule.label())).orElse(key);
    };
  }

  String role(RecipientRole role) {
    return switch (role) {
      case PROCESSOR -> say("受我们委托处理", "processes on our behalf");
      case HANDLER -> say("为其自身目的处理", "processes for purposes of its own");
      case JOINT -> say("与我们共同处理", "decides together with us");
    };
  }

  /** PIPL 15, 24, 44 to 50; E-commerce Law 24; Network Data Regulation 25. */
  List<String> rights() {
    return List.of(
        say(
            "知情，查阅、复制您的信息，查询谁查看过",
            "to know, to see and have a copy of your data, and who looked at them"),
        say("将您的信息转移至您指定的处理者", "to have them handed to a processor of your choice"),
        say("更正、补充", "to have them corrected and completed"),
        say("删除，注销账户", "to have them deleted, and to close your account"),
        say("限制或者拒绝处理，撤回同意", "to restrict or refuse processing, and to withdraw consent"),
        say("要求解释处理规则", "to have these rules explained"),
        say(
            "近亲属可以依法对死者的信息行使查阅、复制、更正、删除等权利",
            "near relatives may use these rights for a person who died, as the law provides"),
        say(
            "向我们投诉，向履行个人信息保护职责的部门投诉、举报，向人民法院起诉",
            "to complain to us and to the authority, and to go to court"));
  }
}
