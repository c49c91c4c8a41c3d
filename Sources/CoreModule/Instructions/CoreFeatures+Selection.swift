extension CoreFeatures {
  /// WebAssembly 1 as it was published, and what it never gated.
  package static let mvp = CoreFeatures([.wasm1, .floats, .gcTypes])

  /// WebAssembly 1 with mutable globals imported and exported.
  package static let wasm1 = mvp.union(CoreFeatures(.mutableGlobal))

  /// WebAssembly 2.0.
  package static let wasm2 = wasm1.union(
    CoreFeatures([
      .bulkMemory, .bulkMemoryOpt, .referenceTypes, .callIndirectOverlong, .signExtension, .saturatingFloatToInt,
      .multiValue, .simd,
    ]))

  /// WebAssembly 3.0; with threads, since the ecosystem's tools count them in.
  package static let wasm3 = wasm2.union(
    CoreFeatures([
      .gc, .tailCall, .extendedConst, .functionReferences, .multiMemory, .relaxedSIMD, .threads, .exceptions,
      .memory64,
    ]))

  /// The small set that compilers may count on everywhere.
  ///
  /// Source: tool-conventions, "Lime".
  package static let lime1 = wasm1.union(
    CoreFeatures([
      .multiValue, .signExtension, .saturatingFloatToInt, .bulkMemoryOpt, .extendedConst, .callIndirectOverlong,
    ]))

  /// Everything that can be validated.
  package static let all = wasm3.union(CoreFeatures([.wideArithmetic, .customPageSizes, .compactImports]))

  /// What is on unless a user says otherwise: WebAssembly 3.0 and the proposals that have reached phase 4 since, wide
  /// arithmetic and compact import sections, as with the ecosystem's tools.
  package static let supported = wasm3.union(CoreFeatures([.wideArithmetic, .compactImports]))

  private init(_ features: [CoreFeature]) {
    self = features.reduce(into: []) { $0.formUnion(CoreFeatures($1)) }
  }

  private static let groups: [(name: String, features: CoreFeatures)] = [
    ("mvp", mvp), ("wasm1", wasm1), ("wasm2", wasm2), ("wasm3", wasm3), ("lime1", lime1),
  ]

  /// Names of the tools that say nothing about core modules, or proposals that are refused wherever they are met.
  private static let withoutEffect: Set<String> = [
    "component-model", "cm-values", "cm-nested-names", "cm-async", "cm-async-stackful", "cm-more-async-builtins",
    "cm-threading", "cm-error-context", "cm-fixed-length-lists", "cm-gc", "cm-map", "cm64", "cm-implements",
    "cm-canon-names", "shared-everything-threads", "memory-control", "stack-switching", "custom-descriptors",
    "legacy-exceptions",
  ]

  /// Features from a list such as `wasm2,simd,-threads`, by the names of the ecosystem's tools, from left to right: a name
  /// turns its proposal on, with `-` before it off, and `mvp`, `wasm1`, `wasm2`, `wasm3` or `lime1` begins anew from that
  /// version. `all` and `-all` are all of them. The beginning is ``supported``.
  ///
  /// - Throws: the name that is not known, or the version that a `-` stands before.
  package init(list: String) throws(UnknownCoreFeature) {
    self = .supported
    for part in list.split(separator: ",") { try turn(String(part.filter { $0 != " " })) }
  }

  /// Turns on or off what one name of such a list says.
  ///
  /// - Throws: the name that is not known, or the version that a `-` stands before.
  package mutating func turn(_ word: String) throws(UnknownCoreFeature) {
    let isOff = word.hasPrefix("-")
    let name = isOff ? String(word.dropFirst()) : word
    if name == "all" {
      self = isOff ? CoreFeatures(.wasm1) : .all
    } else if let group = Self.version(named: name) {
      guard !isOff else { throw UnknownCoreFeature(name: "-" + name) }
      self = group
    } else if let feature = CoreFeature.allCases.first(where: { $0.name == name && $0 != .wasm1 }),
      feature != .legacyExceptions
    {
      // Two proposals have a part with a name of its own: the whole is not on without it.
      switch feature {
      case .bulkMemory, .bulkMemoryOpt: turn(feature, part: .bulkMemoryOpt, of: .bulkMemory, on: !isOff)
      case .referenceTypes, .callIndirectOverlong:
        turn(feature, part: .callIndirectOverlong, of: .referenceTypes, on: !isOff)
      default: if isOff { remove(CoreFeatures(feature)) } else { insert(CoreFeatures(feature)) }
      }
    } else if !name.isEmpty, !Self.withoutEffect.contains(name) {
      throw UnknownCoreFeature(name: name)
    }
  }

  private mutating func turn(_ feature: CoreFeature, part: CoreFeature, of whole: CoreFeature, on isOn: Bool) {
    if isOn {
      formUnion(CoreFeatures(feature == whole ? [whole, part] : [part]))
    } else {
      subtract(CoreFeatures([whole, part]))
    }
  }

  /// What `wasm2` and its like stand for; nil for any other name.
  package static func version(named name: String) -> CoreFeatures? {
    groups.first { $0.name == name }?.features
  }
}

/// A name that stands for no feature in a list of them.
package struct UnknownCoreFeature: Error, Hashable, Sendable {
  package let name: String

  /// The names that there are, versions first.
  package static let known =
    ["all", "mvp", "wasm1", "wasm2", "wasm3", "lime1"]
    + CoreFeature.allCases.filter { $0 != .wasm1 && $0 != .legacyExceptions }.map(\.name)
}
