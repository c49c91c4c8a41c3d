package import ComponentTypes
import CoreModule
import CoreTypes

/// `:trace`: what a call did, operator by operator.
package struct TraceReply: Sendable {
  package var value: ValueReply
  package var instance: String
  package var function: FunctionPath
  /// Which stops are told.
  package var filter: TraceFilter
  /// The first of them, at most as many as were asked for.
  package var entries: [TraceEntry]
  /// How many were found; nil where the rest was not looked at.
  package var count: UInt64?
  /// Wasm instructions that ran.
  package var instructions: UInt64
  /// The file that all of them were written to, as it was named.
  package var path: String?

  /// How many entries are told where nobody says otherwise.
  package static let usualLimit = 50
  /// The most that are told; a file may hold any number.
  package static let maximumLimit = 10_000
}

/// Which stops of a call `:trace` tells.
package struct TraceFilter: Hashable, Sendable {
  /// One of `calls`, `memory`, `moments`, `overflow` for what the watch tells and `losses` for whatever it compares, or an
  /// instruction's name or the beginning of one, such as `i32`; none for everything.
  package var words: [String] = []
  /// A function's name; nil for every function.
  package var function: String?

  /// Whether everything is told.
  package var isEmpty: Bool { words.isEmpty && function == nil }

  /// Whether a word means something to it.
  static func isKnown(_ word: String) -> Bool {
    ["calls", "memory", "overflow", "losses", "moments"].contains(word)
      || Opcode.allCases.contains { $0.mnemonic == word || $0.mnemonic.hasPrefix(word + ".") }
  }

  /// Whether only operators that lose something are told.
  var admitsLossesOnly: Bool { words == ["overflow"] || words == ["losses"] }

  func admits(_ entry: TraceEntry) -> Bool {
    guard let operation = entry.operation else {
      return function == nil && (words.isEmpty || words.contains("moments") || words.contains("calls"))
    }
    if let function, operation.location.functionName != function { return false }
    return words.isEmpty || words.contains { Self.admits(operation, word: $0) }
  }

  private static func admits(_ operation: TraceEntry.Operation, word: String) -> Bool {
    let name = operation.opcode.mnemonic
    return switch word {
    case "calls": operation.opcode.isCall
    case "memory": operation.address != nil || name.hasPrefix("memory.")
    case "overflow": operation.isAlarm
    case "losses": operation.lostSigned != nil
    case "moments": false
    default: name == word || name.hasPrefix(word + ".")
    }
  }
}

/// `:diff`: one call on two instances, in step until they part.
package struct DiffReply: Sendable {
  /// One of the two.
  package struct Side: Sendable {
    package var instance: String
    package var outcome: ComparisonReply.Outcome
    /// Wasm instructions that ran.
    package var instructions: UInt64
    /// The stops from where they part, at most `DiffReply.contextLimit`; none where they do not part.
    package var entries: [TraceEntry]
  }

  package var function: FunctionPath
  /// The call as it would be typed, without an instance.
  package var call: String
  /// How many stops both made alike.
  package var common: UInt64
  /// The last of those, at most `contextLimit`.
  package var before: [TraceEntry]
  package var first: Side
  package var second: Side

  /// How many stops are told on either side of the parting.
  package static let contextLimit = 3

  /// Whether they part before they end.
  package var doPart: Bool { !first.entries.isEmpty || !second.entries.isEmpty }
}
