import Diagnostics
import WAVE

/// Whether a text stops inside a bracket or a multi-line string, so that an editor should ask for another line.
///
/// Commands are finished unless they take an expression.
package func isUnfinished(_ text: String) -> Bool {
  let source = SourceText(name: "", text: text)
  let lexer = Lexer(source)
  var position = lexer.skipBlanks(from: 0)
  if lexer.byte(at: position) == UInt8(ascii: ":") {
    guard case .command(let command)? = (try? parseInput(source))?.kind,
      expressionCommands.contains(command.name)
    else { return false }
    position = command.argumentSpan.start
  }
  var open: [UInt8] = []
  while true {
    let token: Token
    do throws(WAVEError) {
      token = try lexer.token(at: position, .operation)
    } catch {
      if case .quotes(.unterminatedMultilineString) = error.kind { return true }
      return false
    }
    position = token.span.end
    guard case .symbol(let byte) = token.kind else {
      if token.kind == .end { break }
      continue
    }
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      // A bracket that closes nothing, or another kind, is a mistake that more lines do not mend.
      guard let opening = open.popLast(), closing[opening] == byte else { return false }
    default: break
    }
  }
  if !open.isEmpty { return true }
  // Angle brackets are operators as well: only the grammar tells that one is open.
  do throws(LanguageError) {
    _ = try parseInput(source)
    return false
  } catch {
    guard case .value(let mistake, _) = error.kind, case .unclosed = mistake.kind else { return false }
    return true
  }
}

/// What closes each bracket.
private let closing: [UInt8: UInt8] = [
  UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "{"): UInt8(ascii: "}"),
]

/// The commands, and their fixed short forms, whose argument is an expression.
private let expressionCommands: Set = [
  "type", "t", "bits", "carry", "wheel", "predict", "step", "s", "trace", "compare", "bench", "measure", "diff",
]
