package dev.yinhu.register.reading;

import dev.yinhu.register.ContactDetails;
import dev.yinhu.register.Organization;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code organization}: who answers for the processing. */
final class OrganizationReader {
  private OrganizationReader() {}

  static List<Organization> read(List<YamlMap> resources) {
    var organizations = new Declared<Organization>("organization", ProblemCode.DUPLICATE);
    resources.forEach(resource -> read(resource, organizations));
    return List.copyOf(organizations.values());
  }

  private static void read(YamlMap resource, Declared<Organization> organizations) {
    YamlText key = Names.key(resource, "an organization");
    YamlMap own = resource.mapOrEmpty("yinhu");
    var organization =
        new Organization(
            key.value(),
            Labels.of(resource, own, key.value()),
            resource.string("description"),
            resource.map("controller").map(OrganizationReader::contact),
            resource.map("data_protection_officer").map(OrganizationReader::contact));
    organizations.add(key, organization);
    own.warnOfOthers(Set.of());
    resource.warnOfOthers(FidesKeys.ORGANIZATION);
  }

  private static ContactDetails contact(YamlMap map) {
    Optional<String> name = map.string("name");
    var contact =
        new ContactDetails(name, map.string("address"), map.string("email"), map.string("phone"));
    map.warnOfOthers(Set.of());
    return contact;
  }
}
