import Diagnostics
package import LineEditing
package import Session
package import StyledText

/// The session's input language as the editor asks for it: what completes, in which colours, with which remarks.
package struct SessionLanguage: InputLanguage {
  package let session: Session

  package init(_ session: Session) { self.session = session }

  package func isUnfinished(_ text: String) -> Bool { stopsInside(text) }

  /// The inputs that a submitted text holds: lines that were pasted are inputs of their own if each can be read by
  /// itself; a line that was broken on purpose cannot.
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

  package func completion(of text: String, at cursor: Int) -> Completion? {
    guard let found = session.completion(of: text, at: cursor) else { return nil }
    return Completion(
      found.range,
      found.candidates.map { CompletionCandidate($0.text, label: $0.label, detail: $0.detail, holes: $0.holes) })
  }

  package func highlighted(_ text: String) -> [StyledRun] {
    let bytes = Array(text.utf8)
    var runs: [StyledRun] = []
    var position = 0
    func add(_ range: Range<Int>, _ style: Style) {
      guard !range.isEmpty else { return }
      let piece = String(decoding: bytes[range], as: UTF8.self)
      if let last = runs.indices.last, runs[last].style == style {
        runs[last].text += piece
      } else {
        runs.append(StyledRun(piece, style))
      }
    }
    for token in session.tokens(of: text) where token.range.lowerBound >= position {
      add(position..<token.range.lowerBound, .plain)
      add(token.range, token.kind.style)
      position = token.range.upperBound
    }
    add(position..<bytes.count, .plain)
    return runs
  }

  package func hint(for text: String, at cursor: Int) -> String? {
    session.parameterHint(for: text, at: cursor).map(\.text)
  }

  package func markedBrackets(in text: String, at cursor: Int) -> [Int] {
    session.matchingBrackets(in: text, at: cursor).map { [$0.open, $0.close] } ?? []
  }
}

/// The language's own answer; inside the type its name would mean the method above.
private func stopsInside(_ text: String) -> Bool { isUnfinished(text) }

/// Whether a text is an input by its grammar, whatever it means.
private func isReadable(_ text: String) -> Bool {
  (try? parseInput(SourceText(name: "", text: text))) != nil
}

extension InputToken.Kind {
  /// How it is shown.
  package var style: Style {
    switch self {
    case .plain, .operator, .label, .variable: .plain
    case .command, .keyword: .keyword
    case .function, .instance: .strong
    case .type: .type
    case .number, .string, .character: .value
    case .comment: .dim
    case .error: .error
    }
  }
}
