import ComponentBinary
import CoreText
import Diagnostics
import Testing

@testable import ComponentText

/// Component text becomes the bytes that the binary format has for it.
@Suite struct ComponentTextTests {
  private func encode(_ text: String) throws -> [UInt8] {
    try withoutNames(encodeComponent(TokenizedText(text)).bytes)
  }

  @Test func keepsIdentifiersAsNames() throws {
    let component = try decode(
      """
      (component $whole
        (core module $m (func (export "f")))
        (core instance $i (instantiate $m))
        (core instance (instantiate $m))
        (component $part)
        (instance (instantiate $part))
        (instance $inner (instantiate $part)))
      """)
    let names = component.names
    #expect(names.component == "whole")
    #expect(names[.core(.module), 0] == "m")
    #expect(names[.core(.instance), 0] == "i" && names[.core(.instance), 1] == nil)
    #expect(names[.component, 0] == "part")
    #expect(names[.instance, 0] == nil && names[.instance, 1] == "inner")
    #expect(try decode("(component (type $t u8))").customSections.map(\.name) == ["component-name"])
    #expect(try decode("(component (type u8))").customSections.isEmpty)
  }

  /// The component of a text, decoded and validated.
  private func decode(_ text: String) throws -> Component {
    try decodeComponent(encodeComponent(TokenizedText(text)).bytes)
  }

  /// The kinds of a component's definitions.
  private func kinds(_ text: String) throws -> [Definition.Kind] { try decode(text).definitions.map(\.kind) }

  /// What is wrong with a text, as its code and the piece of the text that is marked.
  private func fault(_ text: String) throws -> String {
    let source = SourceText(name: "c.wat", text: text)
    let diagnostic: Diagnostic
    do {
      let encoded = try encodeComponent(TokenizedText(text))
      do {
        _ = try decodeComponent(encoded.bytes)
        return "none"
      } catch { diagnostic = encoded.diagnostic(error, in: source) }
    } catch { diagnostic = error.diagnostic(in: source) }
    guard case .text(_, let labels) = diagnostic.location, let span = labels.first?.span else { return "no place" }
    let piece = Array(text.utf8)[span.start..<min(span.end, text.utf8.count)]
    return "\(diagnostic.code) \(String(decoding: piece, as: UTF8.self))"
  }

  // MARK: Bytes

  @Test func anEmptyComponentIsItsPreamble() throws {
    #expect(try encode("(component)") == [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0])
    #expect(try encode("(component $c (@name \"shown\"))") == [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0])
  }

  @Test func neighboursShareASection() throws {
    let bytes = try encode(#"(component (type u8) (type $t (list 0)) (import "f" (func (param "x" $t))))"#)
    let expected: [UInt8] = [
      // Three types: the function's was written in place.
      7, 11, 3, 0x7D, 0x70, 0, 0x40, 1, 1, 0x78, 1, 1, 0,
      10, 6, 1, 0, 1, 0x66, 1, 2,
    ]
    #expect(Array(bytes.dropFirst(8)) == expected)
  }

  @Test func bytesInQuotesAreTheComponent() throws {
    #expect(try encode(#"(component binary "\00asm" "\0d\00\01\00")"#) == [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0])
  }

  @Test func writesCustomSectionsWhereTheyStand() throws {
    let component = try decode(
      #"(component (type u8) (@custom "note" "a\01" "b") (type u8) (@producers (language "x" "")))"#)
    #expect(component.customSections.map(\.name) == ["note"])
    #expect(component.customSections.map { Array(component.bytes[$0.range]) } == [[0x61, 1, 0x62]])
    #expect(component.definitions.count == 2)
  }

  // MARK: Types

  /// Each type beside its bytes; `$v` is type 0 and `$r` a resource, type 1.
  @Test(
    arguments: [
      ("bool", [0x7F]), ("s64", [0x78]), ("f32", [0x76]), ("char", [0x74]), ("string", [0x73]),
      ("error-context", [0x64]),
      (#"(record (field "a" u8) (field "b" $v))"#, [0x72, 2, 1, 0x61, 0x7D, 1, 0x62, 0]),
      (#"(variant (case "a") (case "b" s8))"#, [0x71, 2, 1, 0x61, 0, 0, 1, 0x62, 1, 0x7E, 0]),
      ("(list u8)", [0x70, 0x7D]), ("(list u8 4)", [0x67, 0x7D, 4]), ("(tuple u8 $v)", [0x6F, 2, 0x7D, 0]),
      (#"(flags "a" "b")"#, [0x6E, 2, 1, 0x61, 1, 0x62]), (#"(enum "a")"#, [0x6D, 1, 1, 0x61]),
      ("(option 0)", [0x6B, 0]), ("(option (type $v))", [0x6B, 0]),
      ("(result)", [0x6A, 0, 0]), ("(result u8)", [0x6A, 1, 0x7D, 0]), ("(result (error u8))", [0x6A, 0, 1, 0x7D]),
      ("(result $v (error u8))", [0x6A, 1, 0, 1, 0x7D]),
      ("(own $r)", [0x69, 1]), ("(borrow 1)", [0x68, 1]),
      ("(stream)", [0x66, 0]), ("(stream u8)", [0x66, 1, 0x7D]), ("(future $v)", [0x65, 1, 0]),
      ("(map string $v)", [0x63, 0x73, 0]),
      (#"(func async (param "a" $v) (result u8))"#, [0x43, 1, 1, 0x61, 0, 0, 0x7D]), ("(func)", [0x40, 0, 1, 0]),
      ("(resource (rep i32))", [0x3F, 0x7F, 0]), ("(instance)", [0x42, 0]), ("(component)", [0x41, 0]),
      (#"(instance (export "r" (type (sub resource))))"#, [0x42, 1, 4, 0, 1, 0x72, 3, 1]),
      (#"(component (import "r" (type (sub resource))))"#, [0x41, 1, 3, 0, 1, 0x72, 3, 1]),
    ] as [(String, [UInt8])])
  func encodesType(text: String, expected: [UInt8]) throws {
    let bytes = try encode(#"(component (type $v u8) (import "r" (type $r (sub resource))) (type \#(text)))"#)
    #expect(Array(bytes.suffix(expected.count + 3)) == [7, UInt8(expected.count + 1), 1] + expected, "\(text)")
    _ = try decodeComponent(bytes)
  }

  @Test func typesWrittenInPlaceAreDefinedBefore() throws {
    let written = #"(component (type (record (field "a" (list (tuple u8 (option string)))))))"#
    let spelledOut =
      #"(component (type (option string)) (type (tuple u8 0)) (type (list 1)) (type (record (field "a" 2))))"#
    #expect(try encode(written) == encode(spelledOut))
    let imports = #"(component (import "i" (instance (export "f" (func (param "x" (list u8)) (result (own 0)))))))"#
    #expect(throws: ComponentBinaryError.self) { try decode(imports) }
  }

  // MARK: Imports, exports and aliases

  @Test func importsAndExportsTakeEverySort() throws {
    let text = #"""
      (component
        (import "f" (func $f (param "x" u8)))
        (import "r" (type $r (sub resource)))
        (import "t" (type $t (eq $r)))
        (import "a:b/i@1.0.0" (instance $i (export "e" (type (sub resource))) (export "g" (func))))
        (import "c" (component $c (import "x" (func)) (export "y" (func))))
        (import "n" (implements "a:b/i") (instance (export "z" (func))))
        (export $g "g" (func $f))
        (export "h" (func $g) (func (param "x" u8)))
        (export "own" (func $i "g")))
      """#
    let component = try decode(text)
    let counts = component.definitions.reduce(into: (imports: 0, exports: 0, aliases: 0)) { counts, definition in
      switch definition.kind {
      case .import: counts.imports += 1
      case .export: counts.exports += 1
      case .alias: counts.aliases += 1
      default: break
      }
    }
    #expect(counts.imports == 6 && counts.exports == 3 && counts.aliases == 1)
  }

  @Test func importsAndExportsMayStandInsideDefinitions() throws {
    let inside = #"""
      (component (func $f (import "f") (param "x" u8)) (type $t (export "t") (enum "a")) (export "g" (func $f)))
      """#
    let apart = #"""
      (component (import "f" (func $f (param "x" u8))) (type (enum "a")) (export "g" (func $f)) (export "t" (type 1)))
      """#
    #expect(try encode(inside) == encode(apart))
  }

  @Test func anIdentifierOfAnOuterScopeBringsAnAliasIn() throws {
    let brought = #"""
      (component $c (type $t (enum "a"))
        (type (instance (type $u (list $t)) (type (option $t)) (export "x" (type (eq $t))))))
      """#
    let written = #"""
      (component $c (type $t (enum "a"))
        (type (instance (alias outer $c $t (type $a)) (type (list $a)) (alias outer $c $t (type)) (type (option 2))
          (alias outer $c $t (type $b)) (export "x" (type (eq $b))))))
      """#
    #expect(try encode(brought) == encode(written))
    #expect(try encode(written) == encode(written.replacing("outer $c $t", with: "outer 1 0")))
  }

  @Test func anAliasOfAnExportMayBeWrittenWhereItIsUsed() throws {
    let types = #"(import "a:b/i" (instance $i (export "e" (type (sub resource)))))"#
    let inPlace = "(component \(types) (type (own (type $i \"e\"))))"
    let apart = "(component \(types) (alias export $i \"e\" (type $e)) (type (own $e)))"
    #expect(try encode(inPlace) == encode(apart))
  }

  @Test func componentsNest() throws {
    let component = try decode("(component (component $c (component) (type u8)))")
    guard case .component(let inner)? = component.definitions.first?.kind else {
      Issue.record("no component")
      return
    }
    #expect(inner.definitions.count == 2)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("(component (type $t (list $nothing)))", "W0443 $nothing"),
    ("(component (type $t u8) (type $t u8))", "W0444 (type $t u8)"),
    ("(component (type (lst u8)))", "W0441 lst"),
    ("(component (tpe u8))", "W0441 tpe"),
    ("(component u8)", "W0441 u8"),
    ("(component (type u8)) x", "W0441 x"),
    ("(component (type u8)", "W0440 ("),
    ("(component (import \"a\" (func (param x u8))))", "W0441 x"),
    ("(component (import \"a\" (type (sub thing))))", "W0441 thing"),
    ("(component (import \"a\" (type (list 4294967296))))", "W0441 ("),
    ("(component (type (list u8 4294967296)))", "W0445 4294967296"),
    ("(component (type (own 7)))", "W0454 (type (own 7))"),
    ("(component (type (record)))", "W0456 (type (record))"),
    ("(component (import \"Not A Name\" (func)))", "W0455 (import \"Not A Name\" (func))"),
    ("(component (alias outer $x 0 (type)))", "W0443 $x"),
    ("(component (type (instance (import \"a\" (func)))))", "W0441 import"),
    ("(component (type (instance (@custom \"a\"))))", "W0447 (@custom"),
  ])
  func marksWhatIsWrong(text: String, expected: String) throws {
    #expect(try fault(text) == expected, "\(text)")
  }

  @Test func showsWhatTheDecoderRefusesInsideATypeWhereItStands() throws {
    let text = #"(component (type (component (type u8) (export "x" (type (eq 0))) (export "x" (type (eq 0))))))"#
    #expect(try fault(text) == #"W0455 (export "x" (type (eq 0)))"#)
  }

  // MARK: Hostile texts

  @Test(arguments: [
    ("(type (instance ", "))"), ("(component ", ")"), ("(type (component ", "))"),
  ])
  func boundsTheDepthOfScopes(open: String, close: String) throws {
    for depth in [90, 100, 101, 100_000] {
      let text =
        "(component " + String(repeating: open, count: depth) + String(repeating: close, count: depth) + ")"
      #expect(try fault(text).hasPrefix("W0448") == (depth >= 100), "\(depth)")
    }
  }

  @Test func boundsTheDepthOfTypes() throws {
    for depth in [50, 5_000, 100_000] {
      let text =
        "(component (type " + String(repeating: "(list ", count: depth) + "u8" + String(repeating: ")", count: depth)
        + "))"
      #expect(try fault(text).hasPrefix("W0448") == (depth > 100), "\(depth)")
    }
  }

  @Test func everyBeginningOfATextIsReadOrRefused() throws {
    let text = #"""
      (component $c (type $t (record (field "a" (list u8)) (field "b" (tuple u8 $t2)))) (@custom "x" "\00")
        (import "i" (versionsuffix ".1") (instance $i (alias outer $c $t (type)) (export "e" (type (sub resource)))))
        (alias export $i "e" (type $e)) (type (func async (param "x" (own (type $i "e"))) (result (result (error u8)))))
        (component binary "\00asm") (export $x "g" (func 0) (func (type 1))))
      """#
    let whole = Array(text.utf8)
    for count in whole.indices {
      let prefix = String(decoding: whole[..<count], as: UTF8.self)
      // Closed, so that the brackets match and the reader sees the rest.
      let open = max(0, prefix.utf8.count { $0 == UInt8(ascii: "(") } - prefix.utf8.count { $0 == UInt8(ascii: ")") })
      for text in [prefix, prefix + String(repeating: ")", count: open)] { _ = try fault(text) }
    }
  }

  @Test func takesTimeInProportionToTheText() throws {
    func seconds(_ count: Int) throws -> Double {
      let items = (0..<count).map { "(type $t\($0) (list u8)) (type (option $t\($0)))" }.joined(separator: "\n")
      let text = try TokenizedText("(component \(items))")
      let start = ContinuousClock.now
      _ = try encodeComponent(text)
      return (ContinuousClock.now - start) / .seconds(1)
    }
    _ = try seconds(1_000)
    // A quadratic reader takes a hundred times as long.
    #expect(try seconds(20_000) < 40 * max(0.001, seconds(2_000)))
  }
}
