/// The implementation limits of components: those that wasmparser publishes, so that verdicts agree, and four of our own
/// that keep time and memory linear in the file.
package enum ComponentLimits {
  static let types = 1_000_000
  static let functions = 1_000_000
  static let imports = 1_000_000
  static let exports = 1_000_000
  static let nameBytes = 100_000
  static let functionParameters = 1_000
  static let coreFunctionParameters = 1_000
  static let coreFunctionResults = 1_000
  static let moduleBytes = 1 << 30
  static let moduleTypeDeclarations = 100_000
  static let componentTypeDeclarations = 1_000_000
  static let instanceTypeDeclarations = 1_000_000
  static let recordFields = 10_000
  static let variantCases = 10_000
  static let tupleTypes = 10_000
  static let fixedLengthListElements = 1 << 30
  static let flagNames = 1_000
  static let enumCases = 10_000
  package static let typeDepth = 100
  static let typeSize = 1_000_000
  static let instantiationExports = 100_000
  static let instantiationArguments = 100_000
  static let canonicalOptions = 10
  static let modules = 1_000
  static let components = 1_000
  static let instances = 1_000
  static let coreIndexSpaceItems = 1_000_000

  /// How deep instance and component types may nest by reference, so that checks fit a 512 KB stack. Our own.
  static let entityDepth = 64
  /// How deep components, component types and instance types may nest together. Our own.
  package static let scopeDepth = 100
  /// How many components and core modules a file may hold at all levels together. Our own.
  static let nestedBinaries = 10_000
  /// How many type nodes all instantiations, imports and exports together may visit. Our own.
  static let visitedNodes = 4_000_000
  /// The most flags of a flags type. Source: Binary.md, "Type Definitions".
  static let flags = 32
  /// Bytes that no value type may reach in linear memory. Source: Binary.md, "Type Definitions".
  static let elementBytes: UInt64 = 1 << 28
}
