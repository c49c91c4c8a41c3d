import ComponentBinary
import CoreText
import Diagnostics
import Testing

@testable import ComponentText

/// Core modules, instances, functions and canonical definitions in component text.
@Suite struct DefinitionTextTests {
  private func encode(_ text: String, allowsLegacyIndices: Bool = true) throws -> [UInt8] {
    try withoutNames(encodeComponent(TokenizedText(text), allowsLegacyIndices: allowsLegacyIndices).bytes)
  }

  /// A component whose core instance `$i` exports a memory, two functions, a table and a global.
  private static let prefix = """
    (component $c
      (core module $m
        (memory (export "mem") 1) (table (export "tab") 1 funcref) (global (export "g") i32 (i32.const 1))
        (func (export "f") (param i32) (result i32) (local.get 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0)))
      (core instance $i (instantiate $m))
      (alias core export $i "mem" (core memory $mem))
      (alias core export $i "realloc" (core func $realloc))
      (core type $start (func (param i32)))
      (type $string-to-string (func (param "s" string) (result string)))
      (type $r (resource (rep i32)))
    """

  // MARK: The same, shorter

  @Test(
    arguments: [
      // A core function that is named where it is used.
      (
        #"(func (param "x" u32) (result u32) (canon lift (core func $i "f")))"#,
        #"""
        (type (func (param "x" u32) (result u32))) (alias core export $i "f" (core func $f))
        (canon lift (core func $f) (func (type 2)))
        """#
      ),
      (
        #"(core func $n (canon resource.new $r)) (core func (canon resource.drop $r))"#,
        "(canon resource.new $r (core func $n)) (canon resource.drop 1 (core func))"
      ),
      (#"(core func $f (alias core export $i "f"))"#, #"(alias core export $i "f" (core func $f))"#),
      // Arguments that are tupled up where they are given.
      (
        #"""
        (core module $n (import "a" "g" (global i32)))
        (core instance (instantiate $n (with "a" (instance (export "g" (global $i "g"))))))
        """#,
        #"""
        (core module $n (import "a" "g" (global i32))) (alias core export $i "g" (core global $g))
        (core instance $a (export "g" (global $g))) (core instance (instantiate (module $n) (with "a" (instance $a))))
        """#
      ),
      // Exports of definitions come after everything else, in their order.
      (
        #"""
        (func $f (export "a") (export "b") (param "x" u32) (result u32) (canon lift (core func $i "f")))
        (core module $n (export "n")) (instance $j (export "j") (export "f" (func $f)))
        """#,
        #"""
        (func $f (param "x" u32) (result u32) (canon lift (core func $i "f")))
        (core module $n) (instance $j (export "f" (func $f)))
        (export "a" (func $f)) (export "b" (func $f)) (export "n" (core module $n)) (export "j" (instance $j))
        """#
      ),
      // Components in components, and their instances.
      (
        #"""
        (component $d (import "f" (func)) (export "g" (func 0))) (func $h (import "h"))
        (instance $e (instantiate $d (with "f" (func $h)))) (func $g (alias export $e "g"))
        """#,
        #"""
        (component $d (import "f" (func)) (export "g" (func 0))) (import "h" (func $h))
        (instance $e (instantiate (component $d) (with "f" (func $h)))) (alias export $e "g" (func $g))
        """#
      ),
    ])
  func readsShorthands(short: String, long: String) throws {
    let bytes = try encode(Self.prefix + short + ")")
    #expect(try bytes == encode(Self.prefix + long + ")"), "\(short)")
    _ = try decodeComponent(bytes)
  }

  @Test(
    arguments: [
      (#"(realloc (core func $i "realloc"))"#, #"(realloc (func $i "realloc"))"#),
      ("(realloc (core func $realloc))", "(realloc (func $realloc))"),
      (#"(memory (core memory $i "mem"))"#, #"(memory $i "mem")"#),
      ("(memory $mem)", nil), ("(realloc $realloc)", nil), ("(memory (core memory $mem))", nil),
    ] as [(String, String?)])
  func readsOlderReferencesWhereTheyAreAllowed(strict: String, legacy: String?) throws {
    func text(_ option: String) -> String {
      let others = option.hasPrefix("(memory") ? "(realloc $realloc)" : "(memory $mem)"
      return Self.prefix + #"(import "s" (func $s (type $string-to-string))) (core func (canon lower (func $s) "#
        + "string-encoding=utf16 \(option) \(others))))"
    }
    let bytes = try encode(text(strict), allowsLegacyIndices: false)
    #expect(try bytes == encode(text(strict)))
    _ = try decodeComponent(bytes)
    guard let legacy else { return }
    #expect(try bytes == encode(text(legacy)))
    #expect(throws: CoreTextError.self) { try encode(text(legacy), allowsLegacyIndices: false) }
  }

  @Test func namesForPeopleMayStandBehindIdentifiers() throws {
    let plain = #"""
      (type $t u8) (alias core export $i "g" (core global $g)) (import "a" (func $a (param "x" u8)))
      (core func $f (canon resource.new $r)) (core instance $e (export "g" (global $g))) (instance $n)
      (core module $k) (core type $u (module (export "g" (global $g i32)))) (export $x "x" (func $a))
      """#
    var named = plain
    for identifier in [
      "type $t", "global $g)", "func $a (", "func $f", "instance $e", "instance $n", "module $k", "type $u",
    ] {
      let word = identifier.last == ")" || identifier.last == "(" ? String(identifier.dropLast()) : identifier
      let rest = identifier.dropFirst(word.count)
      named = named.replacing(identifier, with: "\(word) (@name \"shown\") \(rest)", maxReplacements: 1)
    }
    // A module keeps its name in a section of its own.
    named = named.replacing("$k (@name \"shown\")", with: "$k")
    #expect(try encode(Self.prefix + named + ")") == encode(Self.prefix + plain + ")"))
  }

  // MARK: Bytes

  /// Canonical definitions beside their bytes: what section 8 holds after its count.
  @Test(
    arguments: [
      ("resource.rep $r", [0x04, 1]), ("task.cancel", [0x05]), ("subtask.cancel async", [0x06, 1]),
      ("task.return (result u8) (memory $mem)", [0x09, 0, 0x7D, 1, 3, 0]), ("task.return", [0x09, 1, 0, 0]),
      ("context.get i32 0", [0x0A, 0x7F, 0]), ("thread.yield cancellable", [0x0C, 1]), ("subtask.drop", [0x0D]),
      ("stream.read 2 async (memory $mem)", [0x0F, 2, 2, 6, 3, 0]), ("stream.cancel-write 2", [0x12, 2, 0]),
      ("future.new 3", [0x15, 3]), ("error-context.drop", [0x1E]), ("waitable-set.wait (memory $mem)", [0x20, 0, 0]),
      ("waitable.join", [0x23]), ("backpressure.inc", [0x24]),
      ("thread.new-indirect $start (core table 0)", [0x27, 0, 0]),
      ("thread.suspend-then-promote", [0x2C, 0]),
    ] as [(String, [UInt8])])
  func encodesBuiltIn(text: String, expected: [UInt8]) throws {
    let bytes = try encode(
      Self.prefix
        + #"(type (stream u8)) (type (future u8)) (alias core export $i "tab" (core table)) (core func (canon \#(text))))"#
    )
    #expect(Array(bytes.suffix(expected.count + 3)) == [8, UInt8(expected.count + 1), 1] + expected)
  }

  /// Core types beside their bytes.
  @Test(
    arguments: [
      ("(func (param i32 i64) (result f32))", [0x60, 2, 0x7F, 0x7E, 1, 0x7D]),
      ("(module)", [0x50, 0]),
      (
        #"(module (import "a" "b" (func (param i32))) (export "c" (func (param i32))))"#,
        [0x50, 4, 1, 0x60, 1, 0x7F, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0x60, 1, 0x7F, 0, 3, 1, 0x63, 0, 1]
      ),
      (
        #"(module (alias outer $c $start (type $t)) (export "f" (func (type $t))))"#,
        [0x50, 2, 2, 0x10, 1, 1, 0, 3, 1, 0x66, 0, 0]
      ),
      (
        #"(module (type $t (func)) (export "t" (tag (type $t))) (export "m" (memory i64 1 2)))"#,
        [0x50, 3, 1, 0x60, 0, 0, 3, 1, 0x74, 4, 0, 0, 3, 1, 0x6D, 2, 5, 1, 2]
      ),
    ] as [(String, [UInt8])])
  func encodesCoreType(text: String, expected: [UInt8]) throws {
    let bytes = try encode("(component $c (core type $start (func)) (core type \(text)))")
    #expect(Array(bytes.suffix(expected.count)) == expected)
    _ = try decodeComponent(bytes)
  }

  // MARK: Hostile texts

  /// Every token left out, doubled, or exchanged with another: an error or a component, and no crash.
  @Test func survivesMutatedTokens() throws {
    let text =
      Self.prefix + #"""
        (import "s" (func $s (type $string-to-string))) (core rec (type $x (func)))
        (core func $lowered (canon lower (func $s) string-encoding=utf16 async (memory $mem) (realloc (func $i "realloc"))))
        (core module $n (export "n") (import "a" "g" (global i32)) (func (export "f") (drop (i32.const 1))))
        (core instance (instantiate $n (with "a" (instance (export "g" (global $i "g"))))))
        (func $f (export "f") (param "x" u32) (result u32) (canon lift (core func $i "f") (post-return $realloc)))
        (canon lift (core func $i "f") (func $h (type (func (param "a" (list u8))))))
        (component $d (import "f" (func $f)) (alias outer $c $r (type)) (instance $e (export "f" (func $f))))
        (instance $j (export "j") (instantiate $d (with "f" (func $f)) (with "g" (instance (export "h" (func $f))))))
        (core type (module (type (func)) (alias outer $c $start (type $t)) (import "a" "b" (table i64 1 funcref))))
        (import "m" (core module (export "t" (tag (param i32))))) (start $f (value $v) (result (value $w)))
        (core func (canon task.return (result (list u8)) (memory $mem))) (canon context.get i32 1 (core func)))
        """#
    let bytes = Array(text.utf8)
    let whole = try TokenizedText(text)
    let tokens = whole.tokens.map { Array(bytes[Int($0.start)..<Int($0.end)]) }
    func attempt(_ tokens: [[UInt8]]) {
      // Brackets that do not match are refused by the lexer.
      guard let text = try? TokenizedText(Array(tokens.joined(separator: [0x20]))),
        let encoded = try? encodeComponent(text)
      else { return }
      _ = try? decodeComponent(encoded.bytes)
    }
    var random = SplitMix64(seed: 1)
    for index in tokens.indices {
      attempt(Array(tokens[..<index] + tokens[(index + 1)...]))
      attempt(Array(tokens[...index] + tokens[index...]))
      for _ in 0..<4 {
        var changed = tokens
        changed[index] = tokens[Int(random.next() % UInt64(tokens.count))]
        attempt(changed)
      }
      // With the brackets kept matching, so that the reader sees the rest.
      guard whole.tokens[index].kind == .open else { continue }
      let close = Int(whole.tokens[index].partner)
      attempt(Array(tokens[..<index] + tokens[min(close + 1, tokens.count)...]))
      attempt(Array(tokens[...index] + tokens[close...]))
    }
  }

  // MARK: Mistakes

  @Test(
    arguments: [
      ("(core thing)", "W0441"), ("(core func (canon frobnicate))", "W0441"), ("(func)", "W0441"),
      ("(core instance (instantiate $nothing))", "W0443"), (#"(core func (canon lower (func $nothing)))"#, "W0443"),
      (#"(core instance (export "x" (module $m)))"#, "W0441"), ("(canon lift $realloc)", "W0441"),
      (#"(type (variant (case $x "x") (case $x "y")))"#, "W0444"),
      ("(core module $x (func (i32.add)) (func $f) (func $f))", "W0444"),
      (#"(core type (module (import "a" (func))))"#, "W0441"),
      (#"(core type (module (alias outer 9 $x (type))))"#, "W0443"),
    ])
  func refusesWhatIsNoDefinition(text: String, code: String) throws {
    do {
      _ = try encode(Self.prefix + text + ")")
      Issue.record("\(text) is read")
    } catch let error as CoreTextError {
      #expect(error.diagnostics.first?.code.description == code, "\(text)")
    }
  }

  /// What validation finds in a core module is shown where it stands.
  @Test func marksWhatIsInvalidInsideCoreModules() throws {
    let text = "(component (core module (func (drop))))"
    let encoded = try encodeComponent(TokenizedText(text))
    do {
      _ = try decodeComponent(encoded.bytes)
      Issue.record("it is valid")
    } catch {
      let diagnostic = encoded.diagnostic(error, in: SourceText(name: "c.wat", text: text))
      guard case .text(_, let labels) = diagnostic.location, let span = labels.first?.span else {
        Issue.record("no place")
        return
      }
      #expect(Array(text.utf8)[span.start..<span.end].elementsEqual("(drop)".utf8) || span.start > 20)
    }
  }
}

/// Numbers that look random and are the same each time.
private struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
