package import CoreModule
package import CoreTypes

/// Why bytes are not a valid component.
package struct ComponentBinaryError: Error, Hashable, Sendable {
  /// What is wrong.
  package let kind: Kind
  /// Byte offset in the file.
  package let offset: Int

  package init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The kinds of mistake, with their facts. Words in them are the specification's.
  package enum Kind: Error, Hashable, Sendable {
    // Malformed.
    /// The first 8 bytes are not a component's.
    case notAComponent(WasmHeader)
    /// The bytes, or a section's, end inside something.
    case unexpectedEnd
    /// An integer's LEB128 encoding is too long or too large.
    case malformedInteger
    case malformedUTF8
    /// A byte that no alternative of a production begins with.
    case unknownByte(UInt8, production: String)
    /// A section or nested binary holds more bytes than its contents take.
    case sectionSizeMismatch

    // Limits.
    /// More than an implementation limit allows.
    case tooMany(String, limit: Int)
    case typeTooLarge
    case typeTooDeep
    case nestingTooDeep

    // Not held.
    /// A part of the proposals that this program does not hold yet.
    case unsupported(String)
    /// A part of the proposals that is off, and the name of the feature that turns it on; nil where it is not held.
    case notActive(String, feature: String?)

    // Invalid.
    case unknownIndex(space: String, index: UInt32, count: Int)
    /// An index names something of another kind.
    case wrongKind(index: UInt32, expected: String)
    case invalidOuterCount(UInt32)
    case notAllowedHere(String)
    case invalidName(String, role: String)
    case nameConflict(String, with: String, role: String)
    case emptyType(String)
    case invalidType(String)
    case noExport(String)
    case exportIsNot(String, expected: String)
    case missingArgument(String)
    case duplicateArgument(String)
    /// A type is not what is required; `path` leads to the place, outermost first.
    case typeMismatch(path: [String], expected: String, found: String)
    case invalidOption(String)
    case missingOption(String)
    case incorrectSignature(String, expected: CoreFunctionType, found: CoreFunctionType)
    case notLocalResource(UInt32)
    case outerResource
    case unnamedType(String, role: String)
    case localResourceInImports
    case hiddenResource
    /// A value is used twice, or not at all; its index.
    case valueUse(UInt32, isUsed: Bool)
    /// A name's annotation and the item's type disagree.
    case annotation(name: String, String)

    /// A core module inside cannot be read or is not valid.
    case coreModule(CoreModuleError)
  }
}
