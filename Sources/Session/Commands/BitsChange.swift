package import BitArithmetic
import Diagnostics

/// What `:bits`, `:carry` and `:wheel` are asked to change in a scratch copy, behind a comma: `, flip x.7, as u16`.
package enum BitsChange: Hashable, Sendable {
  /// Flips a bit of a number: operand 0 is x, or the only number.
  case flip(bit: Int, operand: Int)
  /// Takes the numbers over into a type, of those that do not fit the low bits.
  case convert(IntegerType)
  /// Shows a subtraction as x + ~y + 1.
  case complement

  /// The words that a change begins with.
  private static let words: Set<String> = ["flip", "as", "complement"]

  /// Separates a command's expression from the changes behind it.
  ///
  /// A piece behind a comma is a change if it begins as one and holds no bracket or quote: no argument, field or element
  /// can end an input like that, since its bracket would have to be closed.
  ///
  /// - Throws: `SessionError` for a piece that begins as a change and is none.
  static func separate(
    _ arguments: CommandArguments
  ) throws(SessionError) -> (expression: CommandArguments, changes: [BitsChange]) {
    var bytes = Array(arguments.text.utf8)[...]
    var changes: [BitsChange] = []
    while let comma = bytes.lastIndex(of: UInt8(ascii: ",")) {
      let piece = bytes[(comma + 1)...]
      let words = piece.split(whereSeparator: CommandArguments.isBlank).map { String(decoding: $0, as: UTF8.self) }
      guard let first = words.first, Self.words.contains(first),
        !piece.contains(where: { #"()[]{}"'"#.utf8.contains($0) })
      else { break }
      guard let read = read(words) else {
        let start = arguments.span.start + (piece.firstIndex { !CommandArguments.isBlank($0) } ?? comma)
        throw SessionError(
          .unreadableBitsChange(words.joined(separator: " ")),
          at: arguments.place(SourceSpan(start, arguments.span.start + bytes.endIndex)))
      }
      changes.insert(contentsOf: read, at: 0)
      bytes = bytes[..<comma]
    }
    while let last = bytes.last, CommandArguments.isBlank(last) { bytes.removeLast() }
    return (arguments.cut(to: bytes.count), changes)
  }

  private static func read(_ words: [String]) -> [BitsChange]? {
    switch words.first {
    case "complement": return words.count == 1 ? [.complement] : nil
    case "as":
      guard words.count == 2, let type = IntegerType.allCases.first(where: { "\($0)" == words[1] }) else { return nil }
      return [.convert(type)]
    default:
      let places = words.dropFirst().map(place)
      let read = places.compactMap(\.self)
      return read.count == places.count && !read.isEmpty ? read : nil
    }
  }

  /// `7`, `x.7` or `y.7`.
  private static func place(_ word: String) -> BitsChange? {
    var digits = Substring(word)
    var operand = 0
    if word.hasPrefix("x.") || word.hasPrefix("y.") {
      operand = word.hasPrefix("y") ? 1 : 0
      digits = digits.dropFirst(2)
    }
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let bit = Int(digits) else { return nil }
    return .flip(bit: bit, operand: operand)
  }
}

/// A copy that was changed, with what was done to it.
package struct ScratchBits: Hashable, Sendable {
  package private(set) var form: BitsForm
  /// In the order in which they were made.
  package private(set) var changes: [BitsChange] = []
  /// Whether a subtraction is shown as x + ~y + 1.
  package private(set) var asComplement = false
  /// What a conversion lost, one sentence each.
  package private(set) var losses: [String] = []

  package init(_ form: BitsForm) { self.form = form }

  /// Makes a change.
  ///
  /// - Throws: why there is no such change here.
  mutating func make(_ change: BitsChange) throws(SessionError.Kind) {
    switch change {
    case .flip(let bit, let operand):
      guard operand < form.operandCount else { throw .impossibleBitsChange("there is no y here to flip a bit of") }
      guard bit < form.width else {
        throw .impossibleBitsChange("there is no bit \(bit): they are numbered 0 to \(form.width - 1)")
      }
      form = form.flipping(bit: bit, ofOperand: operand)
    case .convert(let type):
      guard let (converted, lost) = form.inWidth(type.width) else {
        throw .impossibleBitsChange("a float has its own width and sign")
      }
      form = converted.integerType == type ? converted : converted.withOtherSign ?? converted
      if let lost { losses.append(lost) }
    case .complement:
      guard form.facts?.operation.borrows == true else {
        throw .impossibleBitsChange("only a subtraction can be shown as x + ~y + 1")
      }
      asComplement = true
    }
    changes.append(change)
  }
}
