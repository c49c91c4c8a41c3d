import Diagnostics

/// A module's types as they are encoded, and the ones that are written only where they are used.
struct TypeTable {
  /// One defined type.
  struct Definition {
    /// A function type's bytes after its form; nil for any other type.
    var signature: [UInt8]?
    var parameterCount: UInt32
  }

  var space = IndexSpace(.type)
  /// Whether a function type that is spelled where it is used may be one that was spelled so before, besides those that
  /// are defined.
  var reusesSpelledTypes = true
  /// By type index.
  private(set) var definitions: [Definition] = []
  /// The fields of structures that have any identifier, by type index.
  private(set) var fields: [UInt32: IndexSpace] = [:]
  private(set) var section = SectionContent()
  /// The smallest index of a function type that stands alone, is final and has no supertype, by its bytes.
  private var plainFunctions: [[UInt8]: UInt32] = [:]

  /// The names of fields, for the name section.
  var fieldNames: [(UInt32, [(index: UInt32, name: [UInt8])])] {
    fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.names) }.filter { !$0.1.isEmpty }
  }

  /// Adds the next defined type.
  ///
  /// - Parameter isPlain: whether uses that spell a function type may mean it.
  mutating func define(_ definition: Definition, fields: IndexSpace?, isPlain: Bool) {
    let index = UInt32(definitions.count)
    if let fields { self.fields[index] = fields }
    if isPlain, let signature = definition.signature, plainFunctions[signature] == nil {
      plainFunctions[signature] = index
    }
    definitions.append(definition)
  }

  /// Adds a recursion group's bytes.
  mutating func append(_ group: EncodedBytes, at span: SourceSpan) { section.append(group, at: span) }

  /// The index of a function type that is spelled where it is used, which joins the types' end if it is new.
  mutating func index(ofSignature signature: [UInt8], parameterCount: UInt32, at span: SourceSpan) -> UInt32 {
    if let index = plainFunctions[signature] { return index }
    let index = UInt32(definitions.count)
    space.add(unnamed: 1)
    define(
      Definition(signature: signature, parameterCount: parameterCount), fields: nil, isPlain: reusesSpelledTypes)
    var entry = EncodedBytes()
    entry.append(0x60)
    entry.append(contentsOf: signature)
    section.append(entry, at: span)
    return index
  }
}
