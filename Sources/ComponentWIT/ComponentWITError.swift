/// Why a component cannot be said in WIT.
package struct ComponentWITError: Error, Hashable, Sendable {
  /// What is wrong.
  package let kind: Kind
  /// Byte offset in the file; nil where the mistake is in no one place.
  package let offset: Int?

  init(_ kind: Kind, at offset: Int? = nil) {
    self.kind = kind
    self.offset = offset
  }

  /// The kinds of mistake, with their facts.
  package enum Kind: Hashable, Sendable {
    /// A record, variant, enum or flags type that has no name, and the item that mentions it.
    case unnamedType(word: String, in: String)
    /// A resource that nothing declares, and the item that mentions it.
    case unknownResource(String, in: String)
    /// A member of a resource that its interface or world does not declare.
    case memberOfNothing(String)
    /// An encoded package whose item is not one interface or world, by the item's name.
    case notOneItem(String)
    /// An encoded package whose item says another package than those before.
    case packagesDiffer(String, expected: String)
    /// An item's name in an encoded package that says no package.
    case noPackageName(String)
    /// A `package-docs` section of an unknown version.
    case unknownMetadataVersion(UInt8?)
    /// A `package-docs` section that is no JSON.
    case malformedMetadata
    case severalMetadataSections
  }
}
