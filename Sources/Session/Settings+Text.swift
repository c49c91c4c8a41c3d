import ComponentRuntime
import ComponentTypes

/// The settings by the names that `:set` knows.
package enum Setting: String, Hashable, Sendable, CaseIterable {
  case fuel, timeout, watch, mouse, features, flag
  case maxMemory = "max-memory"
  case watchRules = "watch-rules"
  case benchTime = "bench-time"
  case stepMemory = "step-memory"
  case followLimit = "follow-limit"
  case stepTime = "step-time"

  /// What it does, in one line.
  package var summary: String {
    switch self {
    case .fuel: "wasm instructions that one input may run"
    case .timeout: "seconds that one input may take"
    case .maxMemory: "bytes that an instance's memories may grow to, from its next reset"
    case .watch: "compare integer operations with their exact results"
    case .watchRules: "rules that set apart what wraps on purpose"
    case .benchTime: "seconds that :bench takes, over all instances"
    case .stepMemory: "bytes that going back in a walk may take"
    case .followLimit: "instructions that a call may run to be followed from what wrapped to its result"
    case .stepTime: "seconds that going back in a walk may take"
    case .mouse: "take the mouse in the explorer; off leaves it to the terminal"
    case .features: "proposals of WebAssembly and unstable WIT that are on, or off with -"
    case .flag: "functions whose result holds an overflow flag"
    }
  }

  /// What it can be set to.
  package var expectation: String {
    switch self {
    case .fuel: "a number of instructions, or none"
    case .timeout: "a number of seconds such as 2.5, or none"
    case .maxMemory, .stepMemory: "a number of bytes, with k, m or g after it where wanted"
    case .followLimit: "a number of instructions, or 0 to follow none"
    case .mouse: "on or off"
    case .watch: "off, on, or signed, unsigned or both, with log or trap behind"
    case .watchRules: "all, none, or names joined by commas such as hashes,addresses or -hashes"
    case .benchTime, .stepTime: "a number of seconds such as 0.5"
    case .features: "names joined by commas such as simd,-threads, all, or none"
    case .flag: "NAME PATH"
    }
  }
}

extension Settings {
  /// Changes a setting from text; false where the text is none of its values. `flag` is set by the session.
  package mutating func change(_ setting: Setting, to text: String) -> Bool {
    let isNone = text == "none"
    switch setting {
    case .fuel:
      guard isNone || Self.count(text) != nil else { return false }
      fuel = isNone ? nil : Self.count(text)
    case .timeout:
      guard isNone || Self.seconds(text) != nil else { return false }
      timeout = isNone ? nil : Self.seconds(text)
    case .maxMemory:
      guard let bytes = Self.count(text), let size = Int(exactly: bytes) else { return false }
      maxMemory = size
    case .watch:
      guard let changed = watch.changed(to: text.split(separator: " ").map(String.init)) else { return false }
      watch = changed
    case .watchRules:
      guard let rules = WatchMode.rules(text) else { return false }
      watch.rules = rules
    case .benchTime:
      guard let time = Self.seconds(text) else { return false }
      benchTime = time
    case .stepMemory:
      guard let bytes = Self.count(text), let size = Int(exactly: bytes) else { return false }
      stepMemory = size
    case .followLimit:
      guard let count = Self.count(text) else { return false }
      followLimit = count
    case .stepTime:
      guard let time = Self.seconds(text) else { return false }
      stepTime = time
    case .mouse:
      guard text == "on" || text == "off" else { return false }
      usesMouse = text == "on"
    case .features:
      guard let choice = isNone ? .usual : FeatureChoice(text) else { return false }
      features = choice
    case .flag: return false
    }
    return true
  }

  /// A setting's value as text that could be typed.
  package func text(of setting: Setting) -> String {
    switch setting {
    case .fuel: fuel.map { String($0) } ?? "none"
    case .timeout: timeout.map(Self.text) ?? "none"
    case .maxMemory: String(maxMemory)
    case .watch: watch.text
    case .watchRules: watch.rulesText
    case .benchTime: Self.text(benchTime)
    case .stepMemory: String(stepMemory)
    case .followLimit: String(followLimit)
    case .stepTime: Self.text(stepTime)
    case .mouse: usesMouse ? "on" : "off"
    case .features: features.list.isEmpty ? "none" : features.list
    case .flag:
      flags.isEmpty
        ? "none"
        : flags.map { "\($0.key) \($0.value.joined(separator: "."))" }.sorted().joined(separator: ", ")
    }
  }

  /// A count with an optional `k`, `m` or `g`, each 1024 times the one before; `_` may stand between digits.
  static func count(_ text: String) -> UInt64? {
    let scales: [Character: UInt64] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    var digits = text.lowercased().filter { $0 != "_" }
    var scale: UInt64 = 1
    if let last = digits.last, let found = scales[last] {
      scale = found
      digits.removeLast()
    }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(digits) else {
      return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow ? nil : product
  }

  /// Seconds with at most nine decimals.
  static func seconds(_ text: String) -> Duration? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !text.isEmpty, text != ".",
      parts.allSatisfy({ part in part.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let whole = parts[0].isEmpty ? 0 : Int64(parts[0]) ?? -1
    guard (0...1_000_000_000).contains(whole) else { return nil }
    let decimals = parts.count == 2 ? String(parts[1].prefix(9)) : ""
    let padded = decimals + String(repeating: "0", count: 9 - decimals.count)
    guard let nanoseconds = Int64(padded) else { return nil }
    return .seconds(whole) + .nanoseconds(nanoseconds)
  }

  private static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    guard attoseconds > 0 else { return String(seconds) }
    let nanoseconds = String(attoseconds / 1_000_000_000)
    var decimals = String(repeating: "0", count: max(0, 9 - nanoseconds.count)) + nanoseconds
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(seconds).\(decimals)"
  }
}
