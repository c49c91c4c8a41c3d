import Diagnostics

/// An input of a file that is sourced.
struct SourcedInput: Hashable, Sendable {
  var text: String
  /// Where it begins, from 1.
  var line: Int
  /// How a session file says that it ends.
  var status: ExpectedStatus?

  /// The inputs of a session file, or of a script: there an input goes on until it is complete.
  ///
  /// - Throws: `SessionError` where there are too many, or a line of a session file means nothing.
  static func all(
    in text: String, path: String, isUnfinished: (String) -> Bool
  ) throws(SessionError) -> [SourcedInput] {
    let isSessionFile = [".wits", ".md", ".markdown"].contains { path.hasSuffix($0) }
    let inputs = isSessionFile ? try recorded(in: text, path: path) : scripted(in: text, isUnfinished: isUnfinished)
    guard inputs.count <= SessionFileChain.inputLimit else {
      throw SessionError(.tooManyInputs(path, limit: SessionFileChain.inputLimit))
    }
    return inputs
  }

  private static func recorded(in text: String, path: String) throws(SessionError) -> [SourcedInput] {
    let file = SessionFile(text, path: path)
    if let fault = file.faults.first {
      throw SessionError(.malformedSessionFile(path, line: fault.line + 1, reason: fault.message))
    }
    return file.sections.flatMap(\.steps).map {
      SourcedInput(text: $0.input, line: $0.line + 1, status: $0.status)
    }
  }

  /// How many lines an input of a sourced script may have: each line asks anew whether it is complete.
  private static let lineLimit = 1_000

  private static func scripted(in text: String, isUnfinished: (String) -> Bool) -> [SourcedInput] {
    var inputs: [SourcedInput] = []
    var pending: [String] = []
    for (index, line) in SessionFile.lines(of: text).enumerated() {
      // The first line may say what runs the script.
      if index == 0, line.hasPrefix("#!") { continue }
      pending.append(line)
      let input = pending.joined(separator: "\n")
      if pending.count < lineLimit, isUnfinished(input) { continue }
      inputs.append(SourcedInput(text: input, line: index + 2 - pending.count))
      pending = []
    }
    if !pending.isEmpty {
      inputs.append(
        SourcedInput(
          text: pending.joined(separator: "\n"), line: SessionFile.lines(of: text).count + 1 - pending.count))
    }
    return inputs.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }
}
