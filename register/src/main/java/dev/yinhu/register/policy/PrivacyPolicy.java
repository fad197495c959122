package dev.yinhu.register.policy;

import dev.yinhu.register.ContactDetails;
import dev.yinhu.register.Organization;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Recipient;
import dev.yinhu.register.Register;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.policy.PolicyText.Block;
import dev.yinhu.register.policy.PolicyText.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the privacy policy of a register: who processes, what for, on which ground, which
 * categories, how long, who receives them, which rights people have and how they use them. Purposes
 * that are not in force are left out. Stateless between calls.
 */
public final class PrivacyPolicy {
  private final Register register;
  private final Tongue tongue;
  private final PolicyWords words;

  private PrivacyPolicy(Register register, Tongue tongue) {
    this.register = register;
    this.tongue = tongue;
    this.words = new PolicyWords(register, tongue);
  }

  /**
   * The policy.
   *
   * @param version of the register
   * @param since day from which that version is in force
   */
  public static PolicyText of(Register register, long version, LocalDate since, Tongue tongue) {
    return new PrivacyPolicy(register, tongue).text(version, since);
  }

  private String say(String zh, String en) {
    return tongue.pick(zh, en);
  }

  private PolicyText text(long version, LocalDate since) {
    List<Part> parts = new ArrayList<>();
    parts.add(who());
    parts.add(purposes());
    parts.add(recipients());
    parts.add(kept());
    parts.add(protectedness());
    parts.add(rights());
    parts.add(minors());
    parts.add(changes(version, since));
    return new PolicyText(tongue, say("个人信息处理规则（隐私政策）", "Privacy policy"), parts);
  }

  private Part who() {
    List<Block> blocks = new ArrayList<>();
    for (Organization organization : register.organizations()) {
      blocks.add(new Block.Heading(tongue.of(organization.label())));
      organization
          .controller()
          .ifPresent(contact ->
              blocks.add(contact(say("个人信息处理者", "Personal information handler"), contact)));
      organization
          .dataProtectionOfficer()
          .ifPresent(
              contact -> blocks.add(contact(say("个人信息保护负责人", "Data protection officer"), contact)));
    }
    return new Part(say("一、我们是谁", "1. Who we are"), blocks);
  }

  private Block contact(String role, ContactDetails contact) {
    List<String> items = new ArrayList<>();
    contact.name().ifPresent(name -> items.add(role + say("：", ": ") + name));
    contact.address().ifPresent(text -> items.add(say("地址：", "Address: ") + text));
    contact.email().ifPresent(text -> items.add(say("电子邮箱：", "E-mail: ") + text));
    contact.phone().ifPresent(text -> items.add(say("电话：", "Telephone: ") + text));
    return new Block.Items(items);
  }

  private Part purposes() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            say(
                "我们只为下列目的处理个人信息。标有“敏感”的是敏感个人信息。",
                "We process personal information for these purposes only. What is marked sensitive"
                    + " is sensitive personal information.")));
    for (PurposeDeclaration purpose : active()) {
      blocks.add(new Block.Heading(tongue.of(purpose.label())));
      blocks.add(new Block.Items(words.of(purpose)));
    }
    return new Part(say("二、为什么、处理什么、多久", "2. What for, what, and how long"), blocks);
  }

  private List<PurposeDeclaration> active() {
    return register.purposes().stream().filter(PurposeDeclaration::isActive).toList();
  }

  private Part recipients() {
    Set<String> named = new LinkedHashSet<>();
    active().forEach(purpose -> named.addAll(purpose.recipients()));
    List<String> items =
        named.stream().flatMap(key -> register.recipient(key).stream()).map(this::line).toList();
    Block block =
        items.isEmpty()
            ? new Block.Paragraph(
                say("我们不向其他人提供您的个人信息。", "We pass your personal information on to nobody."))
            : new Block.Items(items);
    return new Part(say("三、谁会收到", "3. Who receives them"), List.of(block));
  }

  private String line(Recipient recipient) {
    return tongue.of(recipient.label())
        + say("，", ", ")
        + words.role(recipient.role())
        + recipient.contact().map(contact -> say("，联系方式：", ", contact: ") + contact).orElse("");
  }

  private Part kept() {
    List<String> items = register.retentionRules().stream().map(this::line).toList();
    Block block =
        items.isEmpty()
            ? new Block.Paragraph(
                say("没有法律要求我们在目的实现之后继续保存。", "No law makes us keep data beyond their purpose."))
            : new Block.Items(items);
    return new Part(
        say("四、法律要求我们保存什么", "4. What the law makes us keep"),
        List.of(
            new Block.Paragraph(
                say(
                    "下列信息在法定期限内不能删除；期限内除存储和采取必要的安全保护措施外，我们停止其他处理，期满即删除。",
                    "These cannot be deleted before their time is over; until then we only store"
                        + " and secure them, and then they are deleted.")),
            block));
  }

  private String line(RetentionRule rule) {
    return "%s (%s %s)".formatted(tongue.of(rule.label()), rule.law(), rule.article());
  }

  private Part protectedness() {
    List<String> encrypted =
        register.fields().stream()
            .filter(field -> field.protection().isPresent())
            .flatMap(field -> words.categories(Set.of(field.ref())).stream())
            .distinct()
            .toList();
    Block block =
        encrypted.isEmpty()
            ? new Block.Paragraph(say("访问均留有记录。", "Every access is recorded."))
            : new Block.Paragraph(
                say(
                        "下列信息加密存储，每次查看都留有不可篡改的记录，您可以查询谁查看过您的信息：",
                        "These are stored encrypted, and every look at them leaves a record that"
                            + " cannot be altered; you may ask who looked at yours: ")
                    + String.join(say("、", ", "), encrypted)
                    + say("。", "."));
    return new Part(say("五、如何保护", "5. How they are protected"), List.of(block));
  }

  private Part rights() {
    String way =
        officer()
            .map(email ->
                say(
                    "请通过页面“我的隐私”或者发送邮件至 " + email + " 提出；拒绝的，会说明理由。",
                    "Use the page “My privacy” or write to "
                        + email
                        + "; a refusal comes with its reasons."))
            .orElse(
                say(
                    "请通过页面“我的隐私”提出；拒绝的，会说明理由。",
                    "Use the page “My privacy”; a refusal comes with" + " its reasons."));
    return new Part(
        say("六、您的权利", "6. Your rights"),
        List.of(new Block.Items(words.rights()), new Block.Paragraph(way)));
  }

  private Optional<String> officer() {
    return register.organizations().stream()
        .flatMap(organization -> organization.dataProtectionOfficer().stream())
        .flatMap(contact -> contact.email().stream())
        .findFirst();
  }

  private Part minors() {
    return new Part(
        say("七、未成年人", "7. Minors"),
        List.of(
            new Block.Paragraph(
                say(
                    "处理不满十四周岁未成年人的个人信息，应当取得其父母或者其他监护人的同意；监护人可以代为行使上述权利。",
                    "The data of minors under fourteen are processed only with the consent of a"
                        + " parent or other guardian, who may use these rights for them."))));
  }

  private Part changes(long version, LocalDate since) {
    return new Part(
        say("八、版本", "8. Version"),
        List.of(
            new Block.Paragraph(
                say(
                    "本规则由个人信息处理活动登记第 %d 版生成，自 %s 起施行；有变更的，会以显著方式告知。".formatted(version, since),
                    ("This policy follows from version %d of the register of processing, in force"
                            + " since %s; changes are announced conspicuously.")
                        .formatted(version, since)))));
  }
}
