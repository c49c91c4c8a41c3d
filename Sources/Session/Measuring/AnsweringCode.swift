import ComponentRuntime

/// What runs when a function of an instance is called.
package struct AnsweringCode: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case native
    /// The wasm of one component, or of a core module.
    case interpreted
    /// The wasm of several components put together, between which calls cross a border.
    case composed
    case stub
  }

  package var kind: Kind
  /// How many instances of components inside it have code of their own: more than one where it is composed.
  package var componentCount: Int
  /// The instances that answered its imports through links, in the order in which they were first called.
  package var linkedInstances: [String]
  /// Whether stubs answered some of its imports.
  package var usesStubs: Bool

  /// - Parameters:
  ///   - kind: the instance's own.
  ///   - calls: the imports that were called while it answered.
  package init(_ kind: InstanceSummary.Kind, componentCount: Int, calls: [ImportCall] = []) {
    self.componentCount = componentCount
    self.kind =
      switch kind {
      case .native: .native
      case .stub: .stub
      case .component, .module: componentCount > 1 ? .composed : .interpreted
      }
    linkedInstances = calls.compactMap(\.instance).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    usesStubs = calls.contains { $0.instance == nil }
  }

  /// Whether all that ran is the wasm of one component: what composed and linked ones are compared with.
  package var isPlainlyInterpreted: Bool { kind == .interpreted && linkedInstances.isEmpty && !usesStubs }
}
