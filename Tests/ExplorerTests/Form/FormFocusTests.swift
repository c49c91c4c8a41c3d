import ComponentTypes
import StyledText
import Testing

@testable import Explorer

@Suite struct FormFocusTests {
  @Test func tabGoesRoundAndArrowsStop() {
    var driver = FormDriver(("a", .u8), ("p", .record(("x", .u8))), ("z", .u8))
    var seen: [Form.Focus] = []
    for _ in 0..<4 {
      driver.press(.tab)
      seen.append(driver.form.focus)
    }
    #expect(seen == [.row(2), .row(3), .call, .row(0)])
    driver.press(.backTab)
    #expect(driver.form.focus == .call)
    driver.press(.down)
    #expect(driver.effect == .bell)
    driver.press(.up, .up, .up, .up)
    #expect(driver.form.focus == .row(0) && driver.effect == .bell)
    driver.press(.escape)
    #expect(driver.effect == .leave)
  }

  @Test func everyPrintableKeyTypes() {
    var driver = FormDriver(("s", .string))
    driver.type("?:/ q1hjkl")
    #expect(driver.form.callText == "f(\"?:/ q1hjkl\")")
    driver.press(.control("a"), .control("k"), .control("y"), .control("y"))
    #expect(driver.form.callText == "f(\"?:/ q1hjkl?:/ q1hjkl\")")
  }

  @Test func fieldsFollowTheText() {
    var driver = FormDriver(("args", .arguments), ("l", .list(.option(.string))))
    driver.press(.backTab, .control("u"))
    driver.type("f({y: 0xff, x: max}, [\"a\", none, some(b)])")
    #expect(driver.form.callMistake == nil)
    let screen = driver.screen(80, 20)
    #expect(screen.contains("[ max        ]") && screen.contains("[ 0xff       ]") && screen.contains("[ $b"))
    #expect(screen.contains("< 3 elements >"))
    driver.press(.enter)
    #expect(driver.effect == .call("f({y: 0xff, x: max}, [\"a\", none, some(b)])"))
    // A change of a field writes the text anew.
    driver.press(.tab, .control("u"))
    driver.type("1")
    #expect(driver.form.callText == "f({x: 1, y: 0xff}, [some(\"a\"), none, some($b)])")
  }

  @Test func unreadableTextIsMarkedAndFieldsStay() {
    var driver = FormDriver(("x", .u8))
    driver.type("7")
    driver.press(.tab, .backspace)
    #expect(driver.form.callText == "f(7")
    #expect(driver.screen().contains(" ! f(7") && driver.screen().contains("[ 7 "))
    driver.press(.up, .enter)
    #expect(driver.effect == .message("( is not closed") && driver.form.focus == .call)
    driver.type(")")
    driver.press(.enter)
    #expect(driver.effect == .call("f(7)"))
    driver.press(.control("u"))
    driver.type("g(7)")
    driver.press(.enter)
    #expect(driver.effect == .message("this is no call of f"))
  }

  @Test func expressionsAndVariablesStandInFields() {
    var driver = FormDriver(("args", .arguments), ("z", .u8))
    driver.press(.backTab, .control("u"))
    driver.type("f($3, 1 + 2)")
    #expect(driver.form.callMistake == nil)
    #expect(driver.screen(80).contains("[ $3") && driver.screen(80).contains("[ 1 + 2"))
    driver.press(.enter)
    #expect(driver.effect == .call("f($3, 1 + 2)"))
    // Nothing left of the variable: the fields are back.
    driver.press(.tab, .backspace, .backspace)
    #expect(driver.form.callText == "f({x: 0, y: 0}, 1 + 2)")
  }

  @Test func clicksSelectSetAndToggle() {
    var driver = FormDriver(("x", .s8), ("b", .bool), ("f", .flags("a")), ("l", .list(.u8)))
    func column(_ text: String, in row: Int) -> Int {
      let line = driver.form.frame(columns: 80, rows: 12, hasFocus: true).lines[row].plainText
      return line.distance(from: line.startIndex, to: line.firstRange(of: text)?.lowerBound ?? line.startIndex)
    }
    #expect(driver.form.click(row: 0, column: column("max", in: 0), columns: 80, rows: 12) == .none)
    #expect(driver.form.callText.hasPrefix("f(127,"))
    _ = driver.form.click(row: 1, column: column(" >", in: 1) + 1, columns: 80, rows: 12)
    #expect(driver.form.focus == .row(1) && driver.form.callText.contains("true"))
    _ = driver.form.click(row: 3, column: column("[ ]", in: 3), columns: 80, rows: 12)
    _ = driver.form.click(row: 4, column: column("elements >", in: 4) + 9, columns: 80, rows: 12)
    #expect(driver.form.callText == "f(127, true, {a}, [0])")
    _ = driver.form.click(row: 6, column: 0, columns: 80, rows: 12)
    #expect(driver.form.focus == .call)
    #expect(driver.form.click(row: 99, column: -4, columns: 80, rows: 12) == .none)
  }

  @Test func scrollsToTheFieldInHand() {
    let fields = (0..<1_000).map { ValueType.Field("field-\($0)", .u32) }
    var driver = FormDriver(("big", ValueType(.record(fields))))
    for _ in 0..<500 { driver.press(.down) }
    let frame = driver.form.frame(columns: 40, rows: 5, hasFocus: true)
    #expect(frame.lines.count == 5)
    #expect(frame.cursor.map { frame.lines[$0.row].plainText.contains("field-500") } == true)
    #expect(driver.form.frame(columns: 40, rows: 1, hasFocus: true).lines[0].plainText.contains("field-500"))
    driver.press(.tab, .backTab, .backTab)
    #expect(driver.form.focus == .row(499))
  }

  @Test func aThousandFieldsStaySmooth() {
    let fields = (0..<1_000).map { ValueType.Field("field-\($0)", .u32) }
    var driver = FormDriver(("big", ValueType(.record(fields))))
    let clock = ContinuousClock()
    var slowest = Duration.zero
    for key in [Key.character("7"), .down, .tab, .character("1"), .pageDown, .backspace, .backTab] {
      let time = clock.measure {
        driver.press(key)
        _ = driver.form.frame(columns: 80, rows: 24, hasFocus: true)
      }
      slowest = max(slowest, time)
    }
    print("a key and a frame in a form of 1,000 fields: at most \(slowest)")
    #expect(slowest < .milliseconds(500))
  }

  @Test func longNamesAreElidedInTheMiddle() {
    let driver = FormDriver((String(repeating: "a-very-long-name-", count: 20) + "end", .u8))
    let screen = driver.screen(40)
    #expect(screen.contains("..") && screen.contains("end"))
    #expect(screen.split(separator: "\n").allSatisfy { $0.count <= 40 })
  }

  @Test func aFunctionWithoutParametersIsCalled() {
    var driver = FormDriver(callee: "now")
    #expect(driver.screen() == " = now()")
    driver.press(.enter)
    #expect(driver.effect == .call("now()"))
  }

  @Test func typesWithoutBoundStayBounded() {
    // 2^40 leaves, shared: only so many become fields, and what is left is text.
    var type = ValueType.u8
    for _ in 0..<40 { type = .tuple(type, type) }
    var driver = FormDriver(("t", type), ("l", ValueType(.fixedLengthList(type, length: .max))))
    #expect(driver.form.root.nodeCount <= FormBuilder.maximumNodes + 64)
    driver.press(.down, .down, .enter)
    #expect(driver.screen().split(separator: "\n").count <= 12)
    var deep = ValueType.u8
    for _ in 0..<90 { deep = .option(deep) }
    driver = FormDriver(("d", deep))
    for _ in 0..<90 { driver.press(.right, .down) }
    #expect(driver.form.root.nodeCount <= FormBuilder.maximumDepth + 2)
  }
}
