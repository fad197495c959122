package dev.yinhu.register;

import java.util.List;

/**
 * Everything a register is made of, before it is indexed.
 *
 * @param organizations companies
 * @param categories every known category, parents before children
 * @param dataUses every known data use
 * @param dataSubjects every known kind of person
 * @param datasets stores
 * @param systems systems
 * @param purposes purposes, one per key
 * @param recipients third parties
 * @param retentionRules laws that keep data
 */
public record RegisterContents(
    List<Organization> organizations,
    List<Category> categories,
    List<DataUse> dataUses,
    List<DataSubjectKind> dataSubjects,
    List<DeclaredDataset> datasets,
    List<DeclaredSystem> systems,
    List<PurposeDeclaration> purposes,
    List<Recipient> recipients,
    List<RetentionRule> retentionRules) {
  /** Copies the lists. */
  public RegisterContents {
    organizations = List.copyOf(organizations);
    categories = List.copyOf(categories);
    dataUses = List.copyOf(dataUses);
    dataSubjects = List.copyOf(dataSubjects);
    datasets = List.copyOf(datasets);
    systems = List.copyOf(systems);
    purposes = List.copyOf(purposes);
    recipients = List.copyOf(recipients);
    retentionRules = List.copyOf(retentionRules);
  }
}
