import ComponentRuntime
import CoreTypes

extension WatchMode {
  /// The mode after `:watch` and these words; nil where they say none. What they leave open stays or, for `log` and `trap`,
  /// is `log`.
  func changed(to words: [String]) -> WatchMode? {
    guard let first = words.first, words.count <= 2 else { return nil }
    var mode = self
    mode.isOn = first != "off"
    switch first {
    case "off" where words.count == 1: return mode
    case "on" where words.count == 1:
      mode.reading = .result
      mode.traps = false
      return mode
    case "log", "trap":
      guard words.count == 1 else { return nil }
      mode.traps = first == "trap"
      return mode
    default: break
    }
    guard let reading = Reading(rawValue: first), reading != .result else { return nil }
    mode.reading = reading
    switch words.dropFirst().first {
    case nil, "log": mode.traps = false
    case "trap": mode.traps = true
    default: return nil
    }
    return mode
  }

  /// The mode as `:watch` takes it.
  var text: String {
    guard isOn else { return "off" }
    guard reading != .result else { return traps ? "trap" : "on" }
    return "\(reading.rawValue) \(traps ? "trap" : "log")"
  }

  /// Rules from names joined by commas: those, or all but those with `-` before them; also `all` and `none`.
  static func rules(_ text: String) -> Set<WatchRule>? {
    switch text {
    case "all": return Set(WatchRule.allCases)
    case "none": return []
    default: break
    }
    var rules: Set<WatchRule> = text.hasPrefix("-") ? Set(WatchRule.allCases) : []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let rule = WatchRule(rawValue: String(part.hasPrefix("-") ? part.dropFirst() : part)) else { return nil }
      if part.hasPrefix("-") { rules.remove(rule) } else { rules.insert(rule) }
    }
    return rules
  }

  /// The rules as `:set watch-rules` takes them.
  var rulesText: String {
    let off = WatchRule.allCases.filter { !rules.contains($0) }
    if off.isEmpty { return "all" }
    if rules.isEmpty { return "none" }
    let on = WatchRule.allCases.filter(rules.contains)
    return off.count < on.count
      ? off.map { "-" + $0.rawValue }.joined(separator: ",") : on.map(\.rawValue).joined(separator: ",")
  }
}
