import ComponentTypes
import Diagnostics
import Testing

@testable import Session

/// What an error tells the user to write can be written: every suggestion that shows an input is run.
@Suite struct SuggestionTests {
  /// Inputs with a mistake, on the built-in example with x = 5, n = 1:s8 and r = overflowing-add 1 2.
  static let mistakes: [String] = [
    "x-1", "x -1", "x -1 + 2", "x -1 -2", "it -1", "r.0 -1", "%x -1", "$2 -1", "5 -1", "(1) -1", "y = x -1", "x -n",
    "x -(1)", "1.5 -2.5", "3 + 4 -1", "x -min",
    "overflowing-add 1 + 2 3", "overflowing-add 1 2 + 3", "overflowing-add x + 1", "overflowing-add x - 1 2",
    "overflowing-add 1 2 as s64", "overflowing-add {x: 1, y: 2} + 1", "overflowing-add -x 1", "overflowing-add 1 -x",
    "overflowing-add 1, 2", "native.overflowing-add 1 2 + 3", "y = overflowing-add 1 2 + 3",
    ":bits overflowing-add 1 2 + 3", ":type native.overflowing-add 1 2 + 3", "  overflowing-add x + 1 n + 2",
    "arithmetic:overflow/overflowing-add.overflowing-add 1 2 + 3", "wrapping-add-s8 1 + 2 3", "wrapping-add-s8 n + n n",
    "overflowing-add 1 \"a\" + 2", "overflowing-add 1 2 +", "overflowing-add (1) + 2", "wrapping-add-s8(1, 2) -1",
    "3000000000", "10000000000000000000", "native", "native(1)", "x(1)", "x 1", "overflowing-ad 1 2", "1:list",
    "1 : s3",
    "min = 5", "s8 = 4", ":stub overflowing-ad", ":frob", ":link x to native", "now(utc)", "tick()", "get-time()",
    "reset-device(true)", "clock.now(utc)", "log(\"x\")", "first()", ":stub tick = 5", ":stub get-time = 5",
    ":stub set-zone = 5",
  ]

  @Test(arguments: mistakes) func suggestionsThatShowAnInputCanBeTyped(mistake: String) {
    let session = Self.session
    guard case .failure(let failure) = session.execute(mistake).content else {
      Issue.record("\(mistake) is no mistake")
      return
    }
    for note in failure.diagnostics.flatMap(\.notes) where note.kind == .help {
      for input in Self.inputs(in: note.text) {
        let other = Self.session
        let reply = other.execute(input)
        guard case .failure(let failure) = reply.content else { continue }
        Issue.record("\(mistake): \(input): \(failure.diagnostics.first?.message ?? "")")
      }
    }
  }

  /// The table would be idle without inputs in it that are answered with another input.
  @Test func mistakesAreAnsweredWithInputs() {
    var count = 0
    for mistake in Self.mistakes {
      guard case .failure(let failure) = Self.session.execute(mistake).content else { continue }
      count +=
        failure.diagnostics.flatMap(\.notes).filter { $0.kind == .help }.flatMap { Self.inputs(in: $0.text) }.count
    }
    #expect(count >= 40)
  }

  private static var session: Session {
    let session = Session()
    session.addBuiltInExample()
    session.workingDirectory =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
      + "/Fixtures/Sessions"
    for input in [":load worlds/clock.wit", "x = 5", "n = 1:s8", "r = overflowing-add 1 2", "1"] {
      #expect(session.execute(input).isSuccess, "\(input)")
    }
    return session
  }

  /// The inputs that a help shows: behind `write`, or a command with its argument. Dots and capitals stand for something.
  private static func inputs(in help: String) -> [String] {
    var inputs: [String] = []
    if help.hasPrefix("write one of ") {
      inputs = help.dropFirst("write one of ".count).split(separator: ", ").map(String.init)
    } else if help.hasPrefix("write ") {
      inputs = [String(help.dropFirst("write ".count))]
    } else if help.hasPrefix(":") {
      inputs = [help.split(separator: " ").prefix(2).joined(separator: " ")]
      if help.split(separator: " ").count < 3 || ["lists", "loads"].contains(help.split(separator: " ")[1]) {
        inputs = [String(help.split(separator: " ")[0])]
      }
    } else if help.hasPrefix("did you mean :") {
      inputs = [String(help.dropFirst("did you mean ".count))]
    }
    return inputs.filter { input in
      !input.contains("...")
        && !input.split(whereSeparator: { !$0.isLetter }).contains { $0.count > 1 && $0.allSatisfy(\.isUppercase) }
    }
  }
}
