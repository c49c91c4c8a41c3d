package import LineEditing
import Session

extension SessionHost {
  package func isUnfinished(_ text: String) -> Bool { stopsInside(text) }

  /// Completes the name before the cursor: commands behind a leading colon, otherwise functions, variables and
  /// instances.
  package func completion(of text: String, at cursor: Int) -> Completion? {
    let before = Array(text.utf8.prefix(cursor))
    let start = before.lastIndex { !Self.isPartOfName($0) }.map { $0 + 1 } ?? 0
    let typed = String(decoding: before[start...], as: UTF8.self)
    let lead = before[..<start].drop { $0 == 0x20 || $0 == 0x0A }
    if lead.elementsEqual([UInt8(ascii: ":")]) {
      let names = Session.commandNames.filter { $0.hasPrefix(typed) }.sorted()
      return Completion(start..<cursor, names.map { CompletionCandidate($0 + " ", label: ":" + $0) })
    }
    guard !typed.isEmpty || lead.isEmpty else { return nil }
    let isFollowed = text.utf8.dropFirst(cursor).first == UInt8(ascii: "(")
    // As a short name is looked for: in the current instance first, then in all.
    var names = session.namesAtHand.filter { $0.hasPrefix(typed) }
    if names.isEmpty { names = session.knownNames.filter { $0.hasPrefix(typed) } }
    names.sort()
    return Completion(
      start..<cursor,
      names.map { CompletionCandidate(isFunction($0) && !isFollowed ? $0 + "(" : $0, label: $0) })
  }

  private func isFunction(_ name: String) -> Bool {
    if session.variable(named: name) != nil || session.instanceExists(name) { return false }
    return switch session.lookUpFunction(.named(instance: nil, interface: nil, names: [name])) {
    case .found, .ambiguous: true
    case .unknown: false
    }
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// The language's own answer; inside the type its name would mean the method above.
private func stopsInside(_ text: String) -> Bool { isUnfinished(text) }
