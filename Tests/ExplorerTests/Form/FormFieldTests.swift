import ComponentTypes
import StyledText
import Testing

@testable import Explorer

/// Keys in and text out, for fields of every type.
@Suite struct FormFieldTests {
  @Test func drawsTheReferenceExample() {
    let driver = FormDriver(
      ("args", .arguments), callee: "overflowing-add", presets: [.record([.s32(.max), .s32(1)])])
    #expect(
      driver.screen(80) == """
         overflowing-add   args  arguments
           x  s32 [ 2147483647  ]  min max -1 0 1      Enter calls, Esc leaves
           y  s32 [ 1           ]
         = overflowing-add({x: 2147483647, y: 1})
        """)
    print(driver.screen(80))
  }
  @Test func dump() {
    var driver = FormDriver(
      ("p", .record(("name", .string), ("at", .tuple(.f64, .f32)))), ("shape", .variant(("none", nil), ("circle", .u8))), ("o", .option(.string)),
      ("perms", .flags("read", "write")), ("items", .list(.record(("k", .u64), ("c", .char)))), ("h", ValueType(.own(ValueType.counter))))
    print(driver.screen(80, 30))
    driver.press(.down, .down, .down, .right, .down, .pageDown, .down); driver.type("s"); driver.press(.down); driver.type("hi \"x\"");
    driver.press(.down); driver.type(" "); driver.press(.down, .down); driver.type("2"); 
    print(driver.screen(80, 30)); print(driver.form.hint)
    driver.press(.enter); print(driver.effect)
    print(driver.screen(80, 30))
    print(driver.screen(20, 30))
    driver.press(.down, .end, .left)
    driver.type("$c")
    print(driver.screen(60, 6))
    driver.press(.enter); print(driver.effect)
  }
}
