import ComponentTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// Keys in and text out, for fields of every type.
@Suite struct FormFieldTests {
  @Test func drawsTheReferenceExample() {
    let driver = FormDriver(
      ("args", .arguments), callee: "overflowing-add", presets: [.record([.s32(.max), .s32(1)])])
    let drawn = """
       overflowing-add   args
         x  s32 [ 2147483647 ]  min max -1 0 1        Enter calls, Esc leaves
         y  s32 [ 1          ]
       = overflowing-add({x: 2147483647, y: 1})
      """
    #expect(driver.screen(80) == drawn)
    #expect(driver.form.shownHints == "PgUp PgDn boundary values")
  }

  @Test func presetsAreReplacedByTyping() {
    var driver = FormDriver(("x", .s32), ("y", .s32), presets: [.s32(.max), nil])
    driver.type("5")
    #expect(driver.form.callText == "f(5, 0)")
    driver.press(.backspace)
    #expect(driver.form.callText == "f(2147483647, 0)")
    driver.press(.backspace)
    #expect(driver.form.callText == "f(214748364, 0)")
    driver.press(.enter)
    #expect(driver.effect == .call("f(214748364, 0)"))
  }

  @Test(arguments: [
    (ValueType.s8, "-129", "-128"), (.u8, "256", "0xff"), (.s16, "max-", "max"), (.u16, "-1", "0b1"),
    (.s32, "2147483648", "min"), (.u32, "1.5", "4_294_967_295"), (.s64, "9223372036854775808", "0o17"),
    (.u64, "12x", "$seven"), (.f32, "true", "-inf"), (.f64, "'a'", "nan"), (.s32, "1, 2", "a-name"),
    (.u8, "1)", "it"), (.u8, "1 // c", "(1)"), (.u8, "01", "1 + 2"), (.u8, "1,", "$3.0"), (.s32, "\"1\"", "%max"),
  ])
  func acceptsWhatTheLanguageAccepts(type: ValueType, wrong: String, right: String) {
    var driver = FormDriver(("x", type))
    driver.press(.paste(wrong), .enter)
    guard case .message(let message) = driver.effect else {
      Issue.record("\(wrong) was taken for a \(type.typeText)")
      return
    }
    #expect(message.hasPrefix("x expects \(type.typeText)"))
    #expect(driver.screen().contains("! \(type.typeText)"))
    driver.press(.control("u"), .paste(right), .enter)
    #expect(driver.effect == .call("f(\(right))"))
  }

  @Test func refusesNamesThatNoVariableHas() {
    var driver = FormDriver(("x", .s32), ("s", .string), ("l", ValueType(.list(.u8))))
    driver.form.variables = ["seven"]
    driver.type("sevn")
    driver.press(.enter)
    #expect(driver.effect == .message("x: there is no variable sevn"))
    #expect(driver.screen().contains("! no variable sevn"))
    for right in ["seven", "$seven", "%seven", "it", "max", "$3", "sevn + 1", "f(1)"] {
      driver.press(.control("u"), .paste(right), .enter)
      #expect(driver.effect == .call("f(\(right), \"\", [])"), "\(right)")
    }
    driver.press(.control("u"), .paste("$sevn"), .enter)
    #expect(driver.effect == .message("x: there is no variable sevn"))
    // A variable that has come since.
    driver.form.know(variables: ["sevn"])
    driver.press(.enter)
    #expect(driver.effect == .call("f($sevn, \"\", [])"))
    // In the call's text, too.
    driver.form.select(.call)
    driver.press(.control("u"), .paste("f(seven, \"\", [])"), .enter)
    #expect(driver.effect == .message("x: there is no variable seven"))
    driver.form.know(variables: ["seven"])
    driver.press(.enter)
    #expect(driver.effect == .call("f(seven, \"\", [])"))
  }

  @Test(arguments: [
    ("hi", "\"hi\""), ("say \"x\"", "\"say \\\"x\\\"\""), ("$name", "$name"), ("\"$5\"", "\"$5\""), ("", "\"\""),
    ("a\\n", "\"a\\\\n\""), ("$", "\"$\""), ("\u{1b}[2J", "\"\\u{1b}[2J\""), ("?:/", "\"?:/\""),
  ])
  func quotesStrings(typed: String, literal: String) {
    var driver = FormDriver(("s", .string))
    driver.press(.paste(typed), .enter)
    #expect(driver.effect == .call("f(\(literal))"))
    #expect(!driver.screen().contains("\u{1b}"))
  }

  @Test(arguments: [
    ("a", "'a'"), ("'", "'\\''"), ("\\u{41}", "'\\u{41}'"), ("'x'", "'x'"), ("$c", "$c"), ("\u{e9}", "'\u{e9}'"),
    ("$", "'$'"), ("", "'a'"),
  ])
  func quotesCharacters(typed: String, literal: String) {
    var driver = FormDriver(("c", .char))
    driver.press(.paste(typed), .enter)
    #expect(driver.effect == .call("f(\(literal))"))
  }

  @Test func choosesCasesByArrowsAndLetters() {
    var driver = FormDriver(("color", .enumeration("red", "green", "blue", "none")), ("b", .bool))
    let first = """
       f
         color  enum < red >  1 of 4                Enter calls, Esc leaves
         b      bool < false >
       = f(red, false)
      """
    #expect(driver.screen(80) == first)
    driver.press(.right)
    #expect(driver.form.callText == "f(green, false)")
    driver.press(.left, .left)
    #expect(driver.form.callText == "f(%none, false)")
    driver.type("b")
    #expect(driver.form.callText == "f(blue, false)")
    driver.press(.down)
    driver.type(" ")
    #expect(driver.form.callText == "f(blue, true)")
    #expect(driver.form.shownHints == "Left Right choose")
  }

  @Test func payloadsAppearUnderTheirCase() {
    let shape = ValueType.variant(("empty", nil), ("circle", .u8), ("box", .record(("w", .f32), ("h", .f64))))
    var driver = FormDriver(("shape", shape), ("o", .option(.string)), ("r", ValueType(.result(ok: .u8, error: nil))))
    driver.type("b")
    driver.press(.down)
    driver.type("1.5")
    driver.press(.down, .down)
    driver.type("s")
    driver.press(.down)
    driver.type("x")
    driver.press(.down)
    driver.type("e")
    let drawn = """
       f
         shape   variant        < box >  3 of 3        Enter calls, Esc leaves
           box  record
             w   f32            [ 1.5           ]
             h   f64            [ 0                   ]
         o       option<string> < some >
           some  string         [ x                       ]
         r       result<u8, _>  < err >
       = f(box({w: 1.5, h: 0}), some("x"), err)
      """
    #expect(driver.screen(80) == drawn)
    // A payload that is left comes back.
    driver.press(.up, .up, .left, .right)
    #expect(driver.form.callText == "f(box({w: 1.5, h: 0}), some(\"x\"), err)")
  }

  @Test func togglesFlags() {
    var driver = FormDriver(("perms", .flags("read", "write", "exec")))
    driver.type(" ")
    driver.press(.down, .down)
    driver.type(" ")
    let drawn = """
       f
         perms  flags                               Enter calls, Esc leaves
           [x] read
           [ ] write
           [x] exec
       = f({read, exec})
      """
    #expect(driver.screen(80) == drawn)
    driver.type("w ")
    #expect(driver.form.callText == "f({read, write, exec})")
    #expect(driver.form.shownHints == "Space toggle")
  }

  @Test func listsGrowShrinkAndLoseElements() {
    var driver = FormDriver(("items", .list(.u8)))
    driver.type("3")
    driver.press(.down)
    driver.type("1")
    driver.press(.down)
    driver.type("2")
    driver.press(.down)
    driver.type("3")
    #expect(driver.form.callText == "f([1, 2, 3])")
    // A length typed digit by digit loses nothing on its way.
    driver.press(.up, .up, .up)
    driver.type("12")
    #expect(driver.form.callText == "f([1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])")
    driver.press(.left)
    driver.type("3")
    driver.press(.down, .down, .control("u"), .delete)
    #expect(driver.form.callText == "f([1, 3])")
    #expect(driver.form.focus == .row(2))
    driver.press(.control("u"))
    #expect(driver.form.shownHints == "PgUp PgDn boundary values   Del removes [1]")
    driver.press(.delete, .control("u"), .delete)
    #expect(driver.form.callText == "f([])")
    #expect(driver.form.focus == .row(0))
    driver.press(.left)
    #expect(driver.effect == .bell)
    driver.type("256")
    #expect(driver.form.root.rowCount == 257)
    driver.press(.right)
    #expect(driver.effect == .bell)
  }

  @Test func mapsAndFixedLengthListsHaveFields() {
    var driver = FormDriver(
      ("m", ValueType(.map(key: .string, value: .u8))), ("l", ValueType(.fixedLengthList(.u8, length: 2))))
    driver.press(.right, .down)
    driver.type("k")
    driver.press(.down)
    driver.type("7")
    #expect(driver.form.callText == "f([(\"k\", 7)], [0, 0])")
    #expect(driver.screen().contains("[0]  tuple<string, u8>"))
    driver.press(.enter)
    #expect(driver.effect == .call("f([(\"k\", 7)], [0, 0])"))
  }

  @Test func handlesAreVariables() {
    var driver = FormDriver(
      ("h", ValueType(.own(ValueType.counter))), ("b", ValueType(.borrow(ValueType.counter))), ("n", .u8))
    #expect(driver.screen(90).contains("[ $variable"))
    driver.press(.enter)
    #expect(driver.effect == .message("h expects a variable, such as $c"))
    driver.type("$c")
    driver.press(.down)
    driver.type("5")
    driver.press(.enter)
    #expect(driver.effect == .message("b expects a variable, such as $c"))
    driver.press(.control("u"))
    driver.type("c")
    driver.press(.enter)
    #expect(driver.effect == .call("f($c, c, 0)"))
  }

  @Test func aVariableStandsForAnyChoice() {
    var driver = FormDriver(("o", .option(.u8)), ("l", .list(.u8)))
    driver.type("$o")
    #expect(driver.form.callText == "f($o, [])")
    driver.press(.backspace, .backspace)
    #expect(driver.form.callText == "f(none, [])")
    driver.press(.down)
    driver.type("$bytes")
    driver.press(.enter)
    #expect(driver.effect == .call("f(none, $bytes)"))
  }

  @Test func boundaryValuesGoRoundByKey() {
    var driver = FormDriver(("x", .s8))
    let expected = ["1", "-128", "127", "-1", "0"]
    for value in expected {
      driver.press(.pageDown)
      #expect(driver.form.callText == "f(\(value))")
    }
    driver.press(.control("p"))
    #expect(driver.form.callText == "f(-1)")
    driver.type("9")
    #expect(driver.form.callText == "f(9)")
  }

  @Test(arguments: [ValueType.s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string])
  func everyBoundaryValueIsOneOfItsType(type: ValueType) {
    for value in BoundaryValue.values(of: type) {
      var driver = FormDriver(("x", type))
      driver.press(.paste(value.text), .enter)
      #expect(driver.effect == .call(driver.form.callText), "\(value.name)")
    }
    #expect(BoundaryValue.values(of: type).count >= 3)
  }
}
