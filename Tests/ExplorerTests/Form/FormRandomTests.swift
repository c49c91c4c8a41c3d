import ComponentTypes
import Diagnostics
import LineEditing
import Session
import StyledText
import Testing

@testable import Explorer

/// Random types and keys: whatever is pressed, a form holds together.
@Suite struct FormRandomTests {
  @Test(arguments: 0..<24)
  func holdsTogetherUnderRandomKeys(seed: UInt64) throws {
    var random = FormRandom(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var parameters: [FunctionType.Parameter] = []
    for index in 0..<random.below(4) { parameters.append(.init("p\(index)", random.type(levels: 3))) }
    var form = Form(callee: "f", title: "f", function: FunctionType(parameters: parameters, result: nil))
    for _ in 0..<400 {
      let (columns, rows) = (1 + random.below(100), 1 + random.below(20))
      if random.below(12) == 0 {
        _ = form.click(row: random.below(rows), column: random.below(columns), columns: columns, rows: rows)
      } else if case .call(let text) = form.apply(random.key()) {
        #expect(text == form.callText)
        _ = try parseExpression(SourceText(name: "", text: text))
        _ = try FormLanguage.arguments(of: text, callee: "f", parameters)
      }
      check(form, columns, rows)
    }
    // Fields to text and back: the same fields.
    form.rewriteCall()
    if form.selectMistake() == nil {
      let text = form.callText
      form.readCall()
      #expect(form.callMistake == nil)
      form.rewriteCall()
      #expect(form.callText == text)
    }
  }

  private func check(_ form: Form, _ columns: Int, _ rows: Int) {
    if case .row(let number) = form.focus {
      #expect(form.root.row(number)?.isFocusable == true, "something else than a field is in hand")
    }
    #expect(counted(form.root) == form.root.rowCount)
    let frame = form.frame(columns: columns, rows: rows, hasFocus: true)
    #expect(frame.lines.count <= rows)
    #expect(frame.lines.allSatisfy { $0.displayWidth <= columns })
    guard let cursor = frame.cursor else {
      Issue.record("no cursor at \(columns)x\(rows)")
      return
    }
    #expect((0..<frame.lines.count).contains(cursor.row) && (0..<columns).contains(cursor.column))
    #expect(form.frame(columns: columns, rows: rows, hasFocus: false).cursor == nil)
    _ = form.hints
  }

  /// The rows, one by one.
  private func counted(_ root: FormNode) -> Int {
    var count = 0
    while root.row(count) != nil { count += 1 }
    return count
  }
}

/// A small generator, so that a seed tells the whole run.
struct FormRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

  mutating func type(levels: Int) -> ValueType {
    let leaves: [ValueType] = [.bool, .u8, .s32, .u64, .f32, .char, .string, ValueType(.own(ValueType.counter))]
    guard levels > 0 else { return leaves[below(leaves.count)] }
    let inner = levels - 1
    switch below(13) {
    case 0: return .record(("a", type(levels: inner)), ("some", type(levels: inner)))
    case 1: return .tuple(type(levels: inner))
    case 2: return .tuple(type(levels: inner), type(levels: inner))
    case 3: return .variant(("a", nil), ("ok", type(levels: inner)), ("b-c", type(levels: inner)))
    case 4: return .enumeration("red", "true", "none")
    case 5: return .flags("r", "w", "ok")
    case 6: return .option(type(levels: inner))
    case 7: return ValueType(.result(ok: type(levels: inner), error: below(2) == 0 ? nil : .string))
    case 8: return .list(type(levels: inner))
    case 9: return ValueType(.fixedLengthList(type(levels: inner), length: 3))
    case 10: return ValueType(.map(key: .string, value: type(levels: inner)))
    case 11: return ValueType(.result(ok: nil, error: nil))
    default: return leaves[below(leaves.count)]
    }
  }

  mutating func key() -> Key {
    let plain: [Key] = [
      .enter, .tab, .backTab, .backspace, .insert, .delete, .home, .end, .pageUp, .pageDown, .up, .down, .left,
      .right, .altEnter, .altBackspace, .unknown, .tab, .down, .down,
    ]
    switch below(10) {
    case 0...4: return plain[below(plain.count)]
    case 5: return .control(Character(UnicodeScalar(UInt8(97 + below(26)))))
    case 6: return .alt(Character(UnicodeScalar(UInt8(97 + below(26)))))
    case 7:
      let pastes = [
        "\u{1f600}e\u{301}", "1, 2)", "\r\n\u{0}", "{x: 1}", "$v", "\u{200b}\u{202e}", "f(", "\"", "'", "0x",
      ]
      return .paste(pastes[below(pastes.count)])
    default:
      return .character(Character(UnicodeScalar(UInt8(32 + below(95)))))
    }
  }
}
