import Diagnostics

/// The commands of the session.
enum Command: String, Hashable, Sendable, CaseIterable {
  case load, reload, reset, instances, use
  case browse, exports, imports, type, info, find, wit, vars
  case bits, carry, wheel, why, predict
  case step, next, back, over, out, `continue`, goto, `break`, trace
  case watch
  case compare, bench, measure, sweep, diff
  case link, stub
  case record, source, check
  case set, history, complete, drop, tui, help, quit

  /// The fixed short forms.
  private static let shortForms: [String: Command] = [
    "l": .load, "r": .reload, "b": .browse, "t": .type, "i": .info, "h": .help, "q": .quit, "s": .step, "n": .next,
    "c": .continue,
  ]

  /// Reads a command's name without its colon: in full, in its short form, or abbreviated where only one fits.
  static func named(_ name: String) -> Result<Command, SessionError.Kind> {
    if let command = Command(rawValue: name) ?? shortForms[name] { return .success(command) }
    let candidates = allCases.filter { $0.rawValue.hasPrefix(name) }
    if candidates.count == 1 { return .success(candidates[0]) }
    if candidates.count > 1, !name.isEmpty {
      return .failure(.ambiguousCommand(name, candidates: candidates.map(\.rawValue)))
    }
    let near = nearNames(to: name, among: allCases.map(\.rawValue))
    return .failure(.unknownCommand(name, near: near))
  }

  /// The short form, where there is one.
  var short: String? {
    Self.shortForms.first { $0.value == self }?.key
  }
}

extension SessionError.Kind: Error {}
