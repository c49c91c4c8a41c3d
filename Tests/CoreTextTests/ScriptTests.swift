import CoreText
import Testing

/// Specification scripts, as they are read.
@Suite struct ScriptTests {
  private func script(_ text: String) throws -> Script { try readScript(TokenizedText(text)) }

  @Test func readsModulesInEveryForm() throws {
    let script = try script(
      """
      (module $a (func)) (module binary "\\00asm" "\\01\\00\\00\\00") (module quote "(func)" "(func)")
      (module definition $d (func)) (module instance $i $d) (func) (memory 1)
      """)
    #expect(script.directives.count == 6)
    guard case .module(let a) = script.directives[0].kind, case .module(let b) = script.directives[1].kind,
      case .module(let c) = script.directives[2].kind, case .definition(let d) = script.directives[3].kind,
      case .instance(.module, let i, let of) = script.directives[4].kind,
      case .module(let bare) = script.directives[5].kind
    else {
      Issue.record("another directive")
      return
    }
    #expect(a.identifier?.name == "a")
    #expect(try b.encoded(in: script.text).bytes == [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00])
    #expect(try c.encoded(in: script.text).quoted == Array("(func)\n(func)".utf8))
    #expect(d.identifier?.name == "d" && i?.name == "i" && of?.name == "d")
    #expect(try bare.encoded(in: script.text).bytes.count > 8)
  }

  @Test func readsActionsAndPatterns() throws {
    let script = try script(
      """
      (assert_return (invoke $m "f" (i32.const -1) (ref.extern 3) (ref.null func))
        (f32.const nan:canonical) (v128.const i16x8 1 2 3 4 5 6 7 0xffff) (v128.const f32x4 1 nan:arithmetic 0 0)
        (ref.func) (ref.func 3) (ref.func $f) (either (i32.const 1) (i32.const 2)))
      """)
    guard case .assertReturn(.invoke(let module, let name, let arguments), let patterns) = script.directives[0].kind
    else {
      Issue.record("another directive")
      return
    }
    #expect(module?.name == "m" && name == Array("f".utf8))
    #expect(arguments == [.i32(0xFFFF_FFFF), .refExtern(3), .refNull("func")])
    #expect(
      patterns == [
        .f32(.canonical), .value(.v128(low: 0x0004_0003_0002_0001, high: 0xFFFF_0007_0006_0005)),
        .vector(.f32x4, [.bits(0x3F80_0000), .nan(.arithmetic), .bits(0), .bits(0)]), .reference("func"),
        .reference("func"), .reference("func"),
        .either([.value(.i32(1)), .value(.i32(2))]),
      ])
  }

  @Test func readsComponentsAsModulesOfAnotherFormat() throws {
    let script = try script(
      """
      (component) (component definition $d binary "\\00") (component instance $i $d)
      (assert_invalid (component $c (x)) "m") (assert_trap (component quote "(a)" "(b)") "m") (frobnicate 1)
      """)
    guard case .module(let a) = script.directives[0].kind, case .definition(let d) = script.directives[1].kind,
      case .instance(.component, let i, let of) = script.directives[2].kind,
      case .assertInvalid(let c, "m") = script.directives[3].kind,
      case .assertModuleTrap(let q, "m") = script.directives[4].kind,
      case .unknown("frobnicate") = script.directives[5].kind
    else {
      Issue.record("\(script.directives)")
      return
    }
    #expect([a, d, c, q].allSatisfy { $0.format == .component })
    #expect(d.identifier?.name == "d" && i?.name == "i" && of?.name == "d" && c.identifier?.name == "c")
    guard case .binary([0]) = d.source, case .text(let fields) = c.source, case .quote(let quoted) = q.source else {
      Issue.record("\(script.directives)")
      return
    }
    #expect(fields.count == 3 && quoted == Array("(a)\n(b)".utf8))
  }

  @Test func keepsValuesOfComponentsAsTheyStand() throws {
    let script = try script("(assert_return (invoke \"f\" (list.const (u8.const 1))) (str.const \"a\"))")
    guard case .assertReturn(.invoke(nil, _, let arguments), let patterns) = script.directives[0].kind else {
      Issue.record("\(script.directives)")
      return
    }
    guard case .component(let list)? = arguments.first, case .value(.component(let string))? = patterns.first else {
      Issue.record("\(arguments) \(patterns)")
      return
    }
    #expect(list.count == 7 && string.count == 4 && arguments.count == 1 && patterns.count == 1)
  }

  @Test(arguments: [
    "(assert_return (invoke \"f\" (i32.const nan:canonical)))", "(assert_trap (invoke \"f\"))", "(register f)",
    "(assert_return (invoke \"f\") (i32.const 1) junk)", "(invoke)", "junk", "(assert_malformed (func) \"m\")",
    "(invoke \"f\" (f32.const nan:canonical))", "(\"a\")",
  ])
  func refusesWhatIsNoScript(_ text: String) {
    #expect(throws: CoreTextError.self) { try script(text) }
  }
}
