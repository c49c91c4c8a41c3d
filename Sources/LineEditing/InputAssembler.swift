/// Joins lines into inputs: one that the language calls unfinished goes on in the next line.
///
/// Asking the language reads the whole input anew, so it is not asked for every line of a long one: brackets and
/// strings are followed here, and the language is asked when they could all be closed. The time stays linear.
package struct InputAssembler {
  package init() {}

  /// The lines so far, joined by line feeds.
  package private(set) var text = ""
  private var scanner = BracketScanner()
  private var lastAskedLength = 0
  private var vainQuestions = 0
  private static let maximumVainQuestions = 1_000

  /// Whether an input has begun and is not complete.
  package var isContinuing: Bool { lastAskedLength > 0 }

  /// Adds a line, without its line feed.
  /// - Returns: the input if it is complete now.
  package mutating func add(_ line: String, in language: some InputLanguage) -> String? {
    if isContinuing { text += "\n" }
    text += line
    scanner.scan(line)
    let length = text.utf8.count
    let couldBeComplete = scanner.isBalanced && vainQuestions < Self.maximumVainQuestions
    guard !isContinuing || couldBeComplete || length >= 2 * lastAskedLength else { return nil }
    if language.isUnfinished(text) {
      if isContinuing { vainQuestions += 1 }
      lastAskedLength = max(1, length)
      return nil
    }
    return finish()
  }

  /// Takes what there is, complete or not.
  package mutating func finish() -> String {
    defer { self = InputAssembler() }
    return text
  }
}

/// Follows brackets, strings and comments over lines, roughly: enough to know when a question is worth its time.
private struct BracketScanner {
  private var depth = 0
  private var isInBlock = false

  var isBalanced: Bool { depth <= 0 && !isInBlock }

  mutating func scan(_ line: String) {
    let bytes = Array(line.utf8)
    var index = 0
    var isInString = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), isInString || isInBlock {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") {
        if !isInString, bytes[index...].starts(with: [byte, byte, byte]) {
          isInBlock.toggle()
          index += 3
          continue
        }
        if !isInBlock { isInString.toggle() }
      } else if !isInString, !isInBlock {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: "/") where bytes[index...].starts(with: [byte, byte]): return
        case UInt8(ascii: "'") where bytes[(index + 1)...].dropFirst().first == byte: index += 2
        default: break
        }
      }
      index += 1
    }
  }
}
