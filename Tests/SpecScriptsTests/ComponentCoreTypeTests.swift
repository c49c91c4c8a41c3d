import CoreText
import Testing

@testable import SpecScripts

/// Core types in components: those of garbage collection, recursion groups, and whether the types of different modules
/// are the same.
@Suite struct ComponentCoreTypeTests {
  /// What came of each directive: nil where it passed.
  private func reasons(_ text: String, features: String? = nil) throws -> [String?] {
    var configuration = ScriptConfiguration(path: "a.wast", text: "", chosen: nil)
    if let features {
      configuration = ScriptConfiguration(path: "a.wast", text: "", chosen: try ScriptFeatures(list: features))
    }
    var runner = ScriptRunner(configuration)
    return runner.run(try readScript(TokenizedText(text))).outcomes.map { outcome in
      if case .failed(let reason) = outcome.verdict { reason } else { nil }
    }
  }

  @Test func holdsTypesOfGarbageCollection() throws {
    let text = """
      (component $c
        (core type $point (struct (field $x i32) (field $y (mut f64))))
        (core type $points (array (mut (ref null $point))))
        (core type $shape (sub (struct (field i8))))
        (core type $round (sub final $shape (struct (field i8) (field i16))))
        (core type $endless (func (param (ref null $endless))))
        (core rec (type $even (func (result (ref $odd)))) (type $odd (func (result (ref $even)))))
        (core rec)
        (core type $m (module
          (alias outer $c $points (type $points))
          (rec (type $a (struct (field (ref null $b)))) (type $b (struct (field (ref null $a)))))
          (type $open (sub (array i8)))
          (import "a" "b" (func (param (ref $points)) (result (ref $a))))
          (export "g" (global (ref null $open)))))
        (component (alias outer $c $even (core type $even)) (core type (func (param (ref $even))))))
      """
    #expect(try reasons(text) == [nil])
  }

  @Test(arguments: [
    // A reference to nothing, to a module type, and forward out of its group.
    "(core type (func (param (ref 1))))", "(core type (module)) (core type (func (param (ref 0))))",
    "(core type (struct (field (ref 1)))) (core type (struct))",
    // A supertype that is final, one that does not match, one that is a module type.
    "(core type (struct)) (core type (sub 0 (struct)))", "(core type (sub (struct))) (core type (sub 0 (array i8)))",
    "(core type (module)) (core type (sub 0 (struct)))",
    // What a module imports must be a function, and a tag's type has no results.
    #"(core type (module (type (struct)) (import "a" "b" (func (type 0)))))"#,
    #"(core type (module (type (func (result i32))) (import "a" "b" (tag (type 0)))))"#,
    // A module type within a module type.
    "(core type $t (module)) (core type (module (alias outer 1 0 (type))))",
  ])
  func refusesTypesThatAreWrong(fields: String) throws {
    #expect(try reasons("(assert_invalid (component \(fields)) \"\")") == [nil])
  }

  @Test func typesNeedTheirProposals() throws {
    #expect(try reasons("(component (core type (struct)))", features: "wasm2") != [nil])
    #expect(try reasons("(component (core type (func (param (ref null any)))))", features: "wasm2") != [nil])
  }

  /// A component in which one module's function is given to another's import.
  private func linking(export: String, import: String) -> String {
    """
    (component
      (core module $a \(export))
      (core module $b \(`import`))
      (core instance $a (instantiate $a))
      (core instance (instantiate $b (with "a" (instance $a)))))
    """
  }

  @Test func comparesTypesOfModulesByWhatTheyAre() throws {
    // The same type under another index.
    let first = #"(type $s (struct (field i32))) (func (export "f") (param (ref $s)))"#
    let second = #"(type (func)) (type $s (struct (field i32))) (import "a" "f" (func (param (ref $s))))"#
    #expect(try reasons(linking(export: first, import: second)) == [nil])
    // Another type under the same index.
    let other = #"(type $s (struct (field i64))) (import "a" "f" (func (param (ref $s))))"#
    #expect(try reasons("(assert_invalid \(linking(export: first, import: other)) \"\")") == [nil])
  }

  @Test func whatIsSuppliedMayBeASubtype() throws {
    let types = "(type $f (sub (func))) (type $g (sub $f (func)))"
    let more = #"\#(types) (func (export "f") (type $g))"#
    let less = #"\#(types) (import "a" "f" (func (type $f)))"#
    #expect(try reasons(linking(export: more, import: less)) == [nil])
    let least = #"\#(types) (func (export "f") (type $f))"#
    let most = #"\#(types) (import "a" "f" (func (type $g)))"#
    #expect(try reasons("(assert_invalid \(linking(export: least, import: most)) \"\")") == [nil])
    let global = linking(
      export: #"(global (export "f") (ref null func) (ref.null func))"#, import: #"(import "a" "f" (global funcref))"#)
    #expect(try reasons(global) == [nil])
  }

  @Test func openSubtypesHaveAByteBeforeThem() throws {
    let head = #"(component binary "\00asm\0d\00\01\00" "#
    #expect(try reasons(head + #""\03\06\01\00\50\00\5f\00")"#) == [nil])
    #expect(try reasons(#"(assert_malformed \#(head) "\03\05\01\00\60\00\00") "")"#) == [nil])
    // In a module type it may be there or not; a module type may not.
    #expect(try reasons(head + #""\03\09\01\50\01\01\00\50\00\5f\00")"#) == [nil])
    #expect(try reasons(head + #""\03\08\01\50\01\01\50\00\5f\00")"#) == [nil])
    #expect(try reasons(#"(assert_invalid \#(head) "\03\06\01\50\01\01\50\00") "")"#) == [nil])
  }

  // MARK: Other rules of the binary and the text

  @Test func onlySomeSortsHaveOuterAliases() throws {
    let head = #"(assert_malformed (component binary "\00asm\0d\00\01\00" "#
    for sort in [#"\01"#, #"\05"#, #"\02"#, #"\00\00"#, #"\00\12"#] {
      let size = sort.count == 3 ? "05" : "06"
      #expect(try reasons(head + #""\06\#(size)\01\#(sort)\02\00\00") "")"#) == [nil], "\(sort)")
    }
  }

  @Test(arguments: [
    #"(implements \"a:b/c\") (implements \"a:b/d\") (instance)"#, #"(external-id \"x\") (external-id \"x\") (func)"#,
  ])
  func anAttributeStandsOnce(attributes: String) throws {
    let text = #"(assert_malformed (component quote "(import \"a\" \#(attributes))") "unexpected token")"#
    #expect(try reasons(text) == [nil])
  }

  @Test func noExceptionLeavesAComponent() throws {
    let text = #"""
      (component
        (core module $m (tag $t) (func (export "f") (throw $t)))
        (core instance $i (instantiate $m))
        (func (export "f") (canon lift (core func $i "f"))))
      (assert_trap (invoke "f") "uncaught exception propagated out of component")
      """#
    #expect(try reasons(text) == [nil, nil])
    let other = text.replacing("uncaught exception propagated out of component", with: "unreachable")
    #expect(try reasons(other).last != .some(nil))
  }

  @Test func aTypeThatIsKnownNeedNotBeProvided() throws {
    let text = #"""
      (component (import "host" (instance
        (export "resource1" (type $r (sub resource))) (export "nobody-has-this" (type (eq $r))))))
      """#
    #expect(try reasons(text) == [nil])
    let fresh = #"(component (import "host" (instance (export "nobody-has-this" (type (sub resource))))))"#
    #expect(try reasons(fresh) != [nil])
  }
}
