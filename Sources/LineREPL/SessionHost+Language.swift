import Diagnostics
package import LineEditing
import Session

extension SessionHost {
  /// Lines that were pasted are inputs of their own if each can be read by itself; a line that was broken on purpose
  /// cannot.
  package func inputs(in text: String) -> [String] {
    guard text.contains("\n") else { return [text] }
    var assembler = InputAssembler()
    var inputs: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let input = assembler.add(String(line), in: self) { inputs.append(input) }
    }
    inputs.append(assembler.finish())
    inputs.removeAll { $0.allSatisfy(\.isWhitespace) }
    return inputs.allSatisfy(isReadable) ? inputs : [text]
  }

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
    if lead.last == UInt8(ascii: "."), start > 0, before[start - 1] == UInt8(ascii: ".") {
      let nameStart = before[..<(start - 1)].lastIndex { !Self.isPartOfName($0) }.map { $0 + 1 } ?? 0
      let instance = String(decoding: before[nameStart..<(start - 1)], as: UTF8.self)
      let names = session.functionNames(ofInstance: instance).filter { $0.hasPrefix(typed) }.sorted()
      return Completion(start..<cursor, names.map { CompletionCandidate($0 + "(", label: $0) })
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

/// Whether a text is an input by its grammar, whatever it means.
private func isReadable(_ text: String) -> Bool {
  (try? parseInput(SourceText(name: "", text: text))) != nil
}
