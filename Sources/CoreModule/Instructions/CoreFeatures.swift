/// The proposals that a module may use, by the names that the ecosystem's tools give them.
package struct CoreFeatures: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package init(_ feature: CoreFeature) {
    rawValue = 1 << UInt32(feature.rawValue)
  }

  /// Whether a proposal is on.
  @inline(__always)
  package func contains(_ feature: CoreFeature) -> Bool {
    rawValue >> UInt32(feature.rawValue) & 1 != 0
  }
}

/// One proposal.
package enum CoreFeature: UInt8, CaseIterable, Hashable, Sendable {
  case wasm1, mutableGlobal, signExtension, saturatingFloatToInt, multiValue, bulkMemory, referenceTypes, extendedConst
  case simd, relaxedSIMD, tailCall, exceptions, multiMemory, memory64, functionReferences, gc, threads
  case wideArithmetic, customPageSizes, legacyExceptions
  /// References other than to functions and exceptions; not a proposal, but a name of the tools.
  case gcTypes
  /// Of the bulk memory proposal, copying and filling memories; of the reference types proposal, table indices of several
  /// bytes in indirect calls.
  case bulkMemoryOpt, callIndirectOverlong
  case compactImports
  /// Floating-point numbers; not a proposal, but a name of the tools.
  case floats

  /// The name on a command line and in messages.
  package var name: String {
    switch self {
    case .wasm1: "wasm1"
    case .mutableGlobal: "mutable-global"
    case .signExtension: "sign-extension"
    case .saturatingFloatToInt: "saturating-float-to-int"
    case .multiValue: "multi-value"
    case .bulkMemory: "bulk-memory"
    case .referenceTypes: "reference-types"
    case .extendedConst: "extended-const"
    case .simd: "simd"
    case .relaxedSIMD: "relaxed-simd"
    case .tailCall: "tail-call"
    case .exceptions: "exceptions"
    case .multiMemory: "multi-memory"
    case .memory64: "memory64"
    case .functionReferences: "function-references"
    case .gc: "gc"
    case .gcTypes: "gc-types"
    case .threads: "threads"
    case .wideArithmetic: "wide-arithmetic"
    case .customPageSizes: "custom-page-sizes"
    case .legacyExceptions: "legacy-exceptions"
    case .bulkMemoryOpt: "bulk-memory-opt"
    case .callIndirectOverlong: "call-indirect-overlong"
    case .compactImports: "compact-imports"
    case .floats: "floats"
    }
  }

  /// The proposal as a sentence's subject: "SIMD is not supported yet".
  var title: String {
    switch self {
    case .simd: "SIMD"
    case .relaxedSIMD: "relaxed SIMD"
    case .gc: "garbage collection"
    case .gcTypes: "references that need garbage collection"
    case .memory64: "64-bit memory"
    case .multiMemory: "multiple memories"
    case .functionReferences: "typed function references"
    case .exceptions: "exception handling"
    case .legacyExceptions: "legacy exception handling"
    case .tailCall: "tail calls"
    case .wideArithmetic: "wide arithmetic"
    case .customPageSizes: "custom page sizes"
    case .bulkMemory: "bulk memory"
    case .bulkMemoryOpt: "bulk memory"
    case .referenceTypes: "reference types"
    case .multiValue: "several values"
    case .compactImports: "compact import sections"
    case .floats: "floating-point numbers"
    default: name
    }
  }

  /// Whether ``title`` is a plural.
  var isPlural: Bool {
    switch self {
    case .multiMemory, .functionReferences, .tailCall, .customPageSizes, .threads, .referenceTypes, .gcTypes,
      .multiValue, .compactImports, .floats:
      true
    default: false
    }
  }
}
