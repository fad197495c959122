package dev.yinhu.register.reading;

import java.util.HashSet;
import java.util.Set;

/** Keys that Fideslang defines and the register does not read: no reason for a warning. */
final class FidesKeys {
  static final Set<String> RESOURCE =
      Set.of(
          "fides_key",
          "organization_fides_key",
          "tags",
          "name",
          "description",
          "meta",
          "parent_key",
          "is_default",
          "active",
          "version_added",
          "version_deprecated",
          "replaced_by",
          "fides_meta",
          "fidesctl_meta");

  static final Set<String> ORGANIZATION =
      plus(RESOURCE, "organization_parent_key", "representative", "security_policy");

  static final Set<String> DATA_SUBJECT =
      plus(
          RESOURCE,
          "rights",
          "automated_decisions_or_profiling",
          "automatic_decisions_or_profiling");

  static final Set<String> DATA_USE =
      plus(
          RESOURCE,
          "legal_basis",
          "special_category",
          "recipients",
          "legitimate_interest",
          "legitimate_interest_impact_assessment");

  static final Set<String> DATASET =
      plus(
          RESOURCE,
          "data_qualifier",
          "joint_controller",
          "retention",
          "third_country_transfers",
          "fidesops_meta");

  static final Set<String> COLLECTION = plus(RESOURCE, "data_qualifier", "fidesops_meta");

  static final Set<String> COLLECTION_META = Set.of("masking_strategy_override", "partitioning");

  static final Set<String> FIELD = plus(RESOURCE, "data_qualifier", "retention", "fidesops_meta");

  static final Set<String> FIELD_META =
      Set.of(
          "length",
          "return_all_elements",
          "read_only",
          "masking_strategy_override",
          "redact",
          "custom_request_field");

  static final Set<String> SYSTEM =
      plus(
          RESOURCE,
          "registry_id",
          "egress",
          "ingress",
          "fidesctl_meta",
          "third_country_transfers",
          "joint_controller",
          "data_responsibility_title",
          "data_protection_impact_assessment",
          "data_stewards",
          "system_dependencies",
          "user_constraints",
          "vendor_id",
          "previous_vendor_id",
          "vendor_deleted_date",
          "dataset_references",
          "processes_personal_data",
          "exempt_from_privacy_regulations",
          "reason_for_exemption",
          "uses_profiling",
          "legal_basis_for_profiling",
          "does_international_transfers",
          "legal_basis_for_transfers",
          "requires_data_protection_assessments",
          "dpa_location",
          "dpa_progress",
          "privacy_policy",
          "legal_name",
          "legal_address",
          "responsibility",
          "dpo",
          "joint_controller_info",
          "data_security_practices",
          "cookie_max_age_seconds",
          "uses_cookies",
          "cookie_refresh",
          "uses_non_cookie_access",
          "legitimate_interest_disclosure_url",
          "flexible_legal_basis_for_processing",
          "cookies");

  static final Set<String> DECLARATION =
      plus(
          RESOURCE,
          "data_qualifier",
          "egress",
          "ingress",
          "features",
          "flexible_legal_basis_for_processing",
          "impact_assessment_location",
          "processes_special_category_data",
          "special_category_legal_basis",
          "data_shared_with_third_parties",
          "third_parties",
          "shared_categories",
          "cookies");

  private FidesKeys() {}

  private static Set<String> plus(Set<String> base, String... more) {
    Set<String> all = new HashSet<>(base);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
