import ComponentTypes
import Diagnostics
import Testing

@testable import WIT

@Suite struct PrinterTests {
  private func resolve(_ text: String, _ features: FeatureSelection = .stable) throws -> Package {
    try resolvePackages(main: [WITSource(name: "t.wit", text: text)], features: features).main
  }

  @Test func writesSignaturesOnOneLine() throws {
    let package = try resolve(
      """
      package arithmetic:overflow;
      interface i {
        record arguments { x: s32, y: s32 }
        variant v { none, some(list<u8>) }
        enum e { a, b }
        flags f { read }
        type size = u32;
        resource counter { constructor(start: u32); next: func(by: s32) -> u32; merge: static func(a: borrow<counter>); }
        add: func(args: arguments) -> tuple<s32, bool>;
        wait: async func(c: counter) -> result<_, e>;
      }
      """)
    let interface = try #require(package.interfaces.first)
    #expect(
      interface.types.map(\.witDeclaration) == [
        "record arguments { x: s32, y: s32 }", "variant v { none, some(list<u8>) }", "enum e { a, b }",
        "flags f { read }", "type size = u32", "resource counter",
      ])
    #expect(
      interface.functions.map(\.witDeclaration) == [
        "constructor(start: u32)", "next: func(by: s32) -> u32", "merge: static func(a: borrow<counter>)",
        "add: func(args: arguments) -> tuple<s32, bool>", "wait: async func(c: counter) -> result<_, e>",
      ])
    let add = try #require(interface.functions.first { $0.name == "add" })
    #expect(add.type.witText == "func(args: arguments) -> tuple<s32, bool>")
    #expect(add.type.parameters.first?.type.typeText == "arguments")
    #expect(add.type.parameters.first?.type.witDeclaration == "record arguments { x: s32, y: s32 }")
    #expect(add.type.result?.typeText == "tuple<s32, bool>")
  }

  @Test func escapesKeywords() throws {
    let package = try resolve("package a:b; interface i { record %record { %type: u8 } %func: func(%enum: %record); }")
    let text = WITPrinter().print(package: package)
    #expect(text.contains("record %record {"))
    #expect(text.contains("%type: u8,"))
    #expect(text.contains("%func: func(%enum: %record);"))
    #expect(try resolve(text) == package)
  }

  @Test func writesAWorldWithoutANameSoThatItStandsAlone() throws {
    let package = try resolvePackages(
      main: [
        WITSource(
          name: "t.wit",
          text: """
            package a:b;
            world w { export c:d/e@1.0.0; import run: func(); }
            package c:d@1.0.0 {
              interface e { use f.{t}; g: func() -> t; }
              interface f { record t { x: u8 } }
            }
            """)
      ]
    ).main
    let world = try #require(package.worlds.first)
    let nameless = World(nil, imports: world.imports, exports: world.exports)
    let text = WITPrinter().print(world: nameless)
    let again = try resolvePackages(main: [WITSource(name: "printed", text: text)])
    #expect(again.main.name == PackageName("root", "component"))
    #expect(again.main.worlds.first?.imports == world.imports)
    #expect(again.main.worlds.first?.exports == world.exports)
  }

  @Test func keepsDocumentationWithoutSharedIndentation() throws {
    let text =
      "package a:b;\n/**\n   indented\n   alike  \n*/\ninterface i {}\n/// one\n///\n///   two\ninterface j {}\n"
    let package = try resolve(text)
    #expect(package.interfaces.first?.documentation == "indented\nalike")
    #expect(package.interfaces.last?.documentation == "one\n\n  two")
    #expect(try resolve(WITPrinter().print(package: package)) == package)
  }

  @Test func keepsGatesWhosePartsHaveVersionsOfSeveralDigits() throws {
    let text = """
      package a:b@11.0.0;

      @since(version = 1.0.0)
      @deprecated(version = 11.0.0)
      interface i {}

      """
    #expect(WITPrinter().print(package: try resolve(text)) == text)
  }

  @Test func pointsAtTheWholeCharacterBehindABackslash() throws {
    let text = #"package a:b; world w { @external-id("\é") import f: func(); }"#
    let error = #expect(throws: WITError.self) { try resolve(text) }
    let problem = try #require(error?.problems.first)
    #expect(problem.kind == .invalidEscape)
    let span = try #require(problem.span)
    #expect(String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self) == #"\é"#)
  }

  /// `include … with` can give a type the name that the built-in one has.
  @Test func tellsTheBuiltInErrorContextFromATypeOfThatName() throws {
    let text = """
      package a:b;
      interface i { variant %error-context { a(error-context) } f: func(x: error-context) -> %error-context; }
      """
    let package = try resolve(text)
    let function = try #require(package.interfaces.first?.functions.first)
    #expect(function.type.parameters.map(\.type.shape) == [.errorContext])
    #expect(function.type.result?.shape == .variant([.init("a", ValueType(.errorContext))]))
    #expect(function.type.result?.name?.name == "error-context")
    #expect(try resolve(WITPrinter().print(package: package)) == package)
    let arenas = try resolveArenas(main: [WITSource(name: "t", text: text)])
    let own = try #require(arenas.interfaces.first?.types.first?.index)
    let node = try #require(arenas.interfaces.first?.functions.first)
    #expect(node.parameters.map(\.type) == [.primitive("error-context")])
    #expect(node.result == .node(own))
  }

  @Test func findsWorldsByName() throws {
    let resolved = try resolvePackages(
      main: [
        WITSource(name: "t", text: "package a:b@1.0.0; world w {} package c:d@2.0.0 { world w {} world x {} }")
      ])
    #expect(resolved.worlds(named: "w").map(\.package) == [PackageName("a", "b", version: SemanticVersion(1, 0, 0))])
    #expect(resolved.worlds(named: "c:d/w").count == 1)
    #expect(resolved.worlds(named: "c:d/w@2.0.0").count == 1)
    #expect(resolved.worlds(named: "c:d/w@2.0.1").isEmpty)
    #expect(resolved.worlds(named: "x").isEmpty)
  }
}
