/// The parts of the component model beyond WASI 0.2 that a component may use.
///
/// Source: Explainer.md, "Gated Features".
package struct ComponentFeatures: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// `async`, streams and futures.
  package static let async = ComponentFeatures(rawValue: 1 << 0)
  /// Synchronous and cancellable forms of the asynchronous built-ins.
  package static let moreAsyncBuiltins = ComponentFeatures(rawValue: 1 << 1)
  /// Asynchronous lifting without a callback.
  package static let asyncStackful = ComponentFeatures(rawValue: 1 << 2)
  /// Thread built-ins.
  package static let threading = ComponentFeatures(rawValue: 1 << 3)
  /// `error-context`.
  package static let errorContext = ComponentFeatures(rawValue: 1 << 4)
  /// Fixed-length lists.
  package static let fixedLengthLists = ComponentFeatures(rawValue: 1 << 5)
  /// The `map` type.
  package static let map = ComponentFeatures(rawValue: 1 << 6)
  /// `implements` and `external-id`.
  package static let implements = ComponentFeatures(rawValue: 1 << 7)
  /// Canonical interface names and version suffixes.
  package static let canonicalNames = ComponentFeatures(rawValue: 1 << 8)
  /// Nested namespaces and packages in names.
  package static let nestedNames = ComponentFeatures(rawValue: 1 << 9)
  /// 64-bit memories, representations and context slots.
  package static let memory64 = ComponentFeatures(rawValue: 1 << 10)
  /// Values and start functions.
  package static let values = ComponentFeatures(rawValue: 1 << 11)

  /// WASI 0.2 and nothing beyond.
  package static let baseline: ComponentFeatures = []
  /// What has shipped in a WASI release. It is on unless a user says otherwise, as with the ecosystem's tools.
  package static let shipped: ComponentFeatures = [.async, .map, .implements]
  /// What the component model's own suite is written for: nested names are syntax of the future there, which it refuses.
  package static let suites: ComponentFeatures = all.subtracting(.nestedNames)
  /// Everything that this implementation knows.
  package static let all: ComponentFeatures = [
    .async, .moreAsyncBuiltins, .asyncStackful, .threading, .errorContext, .fixedLengthLists, .map, .implements,
    .canonicalNames, .nestedNames, .memory64, .values,
  ]
}
