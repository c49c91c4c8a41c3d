import BitArithmetic

/// A line that may answer `:predict`: `-106 1 0`, `-106 V=1 C=0`, `-106 yes no`.
struct PredictionAnswer {
  /// What the line is.
  enum Kind {
    /// `:…`, or the bare words `help` and `quit`.
    case command
    case comment
    /// Empty, or `skip`: the outcome is to be shown.
    case skip
    case answer
  }

  let kind: Kind
  private let words: [Substring]

  init(_ text: String) {
    words = text.split { $0 == " " || $0 == "\t" || $0.isNewline }
    let isAlone = words.count == 1
    kind =
      switch words.first {
      case nil: .skip
      case "skip"? where isAlone: .skip
      case "help"?, "quit"?: .command
      case let word? where word.hasPrefix(":"): .command
      case let word? where word.hasPrefix("//"): .comment
      default: .answer
      }
  }

  /// The line for an error, cut where it is long.
  var excerpt: String {
    let text = words.joined(separator: " ")
    return text.count <= 40 ? text : text.prefix(38) + ".."
  }

  /// What the line says of each part: named ones as `V=1`, the others in the order of the question.
  ///
  /// Words at the end that can be flags are taken for those that were not named; the rest is the value. Nil where a part is
  /// named that is not asked, or named twice.
  func parts(asked: [PredictionQuestion.Part]) -> [PredictionQuestion.Part: String]? {
    var said: [PredictionQuestion.Part: String] = [:]
    var rest: [Substring] = []
    for word in words {
      guard let equals = word.firstIndex(of: "="), let part = Self.part(named: word[..<equals]) else {
        rest.append(word)
        continue
      }
      guard asked.contains(part), said[part] == nil else { return nil }
      said[part] = String(word[word.index(after: equals)...])
    }
    let unnamed = asked.filter { $0 != .value && said[$0] == nil }
    let leastForValue = said[.value] == nil ? 1 : 0
    var flagCount = 0
    while flagCount < unnamed.count, rest.count - flagCount > leastForValue,
      Self.flag(String(rest[rest.count - 1 - flagCount])) != nil
    {
      flagCount += 1
    }
    for (part, word) in zip(unnamed, rest.suffix(flagCount)) { said[part] = String(word) }
    let value = rest.dropLast(flagCount).joined(separator: " ")
    if !value.isEmpty {
      guard said[.value] == nil else { return nil }
      said[.value] = value
    }
    return said
  }

  private static func part(named name: Substring) -> PredictionQuestion.Part? {
    PredictionQuestion.Part.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
  }

  /// 1 or 0, yes or no, true or false; nil for anything else.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "yes", "y", "true": true
    case "0", "no", "n", "false": false
    default: nil
    }
  }

  /// A literal of any size that 128 bits hold, so that a number that does not fit the type is wrong and not a mistake.
  static func integer(_ text: String) -> ExactInteger? {
    var digits = text[...]
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    var radix = 10
    for (prefix, own) in [("0x", 16), ("0b", 2), ("0o", 8)] where digits.hasPrefix(prefix) {
      radix = own
      digits = digits.dropFirst(2)
    }
    guard let first = digits.first, first != "_", first != "+", first != "-",
      let magnitude = UInt128(digits.filter { $0 != "_" }, radix: radix)
    else { return nil }
    return ExactInteger(isNegative: isNegative, magnitude: magnitude)
  }
}
