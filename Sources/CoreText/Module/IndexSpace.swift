package import Diagnostics

/// The entries of one kind in the order of the text, with the identifiers of those that have one.
package struct IndexSpace: Sendable {
  /// What the entries are.
  package let kind: TextSpace
  /// How many there are.
  package private(set) var count: UInt32 = 0
  private var indices: [Identifier: UInt32] = [:]
  /// For the name section, in the order of the indices.
  package private(set) var names: [(index: UInt32, name: [UInt8])] = []

  /// None yet.
  package init(_ kind: TextSpace) { self.kind = kind }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - identifier: what the text calls it.
  ///   - annotation: what people should call it instead.
  /// - Returns: its index.
  @discardableResult
  package mutating func add(
    _ identifier: Identifier?, annotation: [UInt8]? = nil, at span: SourceSpan
  ) throws(CoreTextError) -> UInt32 {
    let index = count
    if let identifier, indices.updateValue(index, forKey: identifier) != nil {
      throw CoreTextError(.repeatedIdentifier(kind, identifier.name), at: span)
    }
    if let name = annotation ?? identifier?.bytes { names.append((index, name)) }
    count += 1
    return index
  }

  /// Adds entries that have no identifier.
  package mutating func add(unnamed more: UInt32) { count += more }

  /// The index of what an identifier names; nil if it names nothing here.
  package func find(_ identifier: Identifier) -> UInt32? { indices[identifier] }

  /// The index of what an identifier names.
  package func index(of identifier: Identifier, at span: SourceSpan) throws(CoreTextError) -> UInt32 {
    if let index = indices[identifier] { return index }
    let near = nearNames(to: identifier.name, among: indices.keys.lazy.map(\.name))
    throw CoreTextError(.unknownIdentifier(kind, identifier.name, near: near), at: span)
  }
}
