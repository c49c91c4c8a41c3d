import ComponentTypes
import Diagnostics
import Testing

@testable import WIT

@Suite struct ResolutionTests {
  private func source(_ text: String, _ name: String = "t.wit") -> WITSource { WITSource(name: name, text: text) }

  private func problems(_ main: String, _ dependencies: [String] = []) -> [WITProblem.Kind] {
    do {
      _ = try resolvePackages(
        main: [source(main)], dependencies: dependencies.enumerated().map { [source($1, "d\($0).wit")] })
      return []
    } catch {
      return error.problems.map(\.kind)
    }
  }

  @Test func namesTypesWhereTheyAreUsed() throws {
    let package = try resolvePackages(main: [
      source("package a:b; interface i { record r { x: u8 } } interface j { use i.{r as s}; f: func(s: s); }")
    ]).main
    let i = InterfaceName("i", in: package.name)
    let j = InterfaceName("j", in: package.name)
    let parameter = try #require(package.interfaces.last?.functions.first?.type.parameters.first)
    #expect(parameter.type.name == TypeName("s", in: j))
    #expect(parameter.type == package.interfaces.first?.types.first?.type)
    #expect(package.interfaces.last?.types.first?.aliasOf == TypeName("r", in: i))
  }

  @Test func putsPackagesBehindThoseTheyNeed() throws {
    let resolved = try resolvePackages(
      main: [source("package a:main; interface i { use b:two/t.{x}; }")],
      dependencies: [
        [source("package b:two; interface t { use c:three/t.{x}; }", "two")],
        [source("package c:three; interface t { type x = u8; }", "three")],
      ])
    #expect(resolved.packages.map(\.name.name) == ["three", "two", "main"])
    #expect(resolved.main.name.name == "main")
  }

  @Test func acceptsAPackageTwiceOnlyWithTheSameContents() {
    let main = "package a:main; interface i { use b:b/t.{x}; }"
    let first = "package b:b; interface t { type x = u8; }"
    #expect(problems(main, [first, "package c:c; package b:b { interface t { type x = u8; } }"]) == [])
    #expect(
      problems(main, [first, "package c:c; package b:b { interface t { type x = u16; } }"])
        == [.duplicatePackage(PackageName("b", "b"))])
    // Each is whole in itself, which says more than that the first lacks what the second has.
    #expect(
      problems(
        main, [first, "package c:c; package b:b { interface u { type x = u8; } } interface i { use b:b/u.{x}; }"])
        == [.duplicatePackage(PackageName("b", "b"))])
  }

  @Test func importsWhatInterfacesNeed() throws {
    let package = try resolvePackages(main: [
      source(
        """
        package a:b;
        interface a { resource r; }
        interface b { use a.{r}; f: func() -> r; }
        world w1 { export b; }
        world w2 { import a; export b; }
        world w3 { export a; export b; }
        """)
    ]).main
    let imports = package.worlds.map { $0.imports.map(\.name.description) }
    #expect(imports == [["a:b/a"], ["a:b/a"], []])
    #expect(package.worlds.last?.exports.map(\.name.description) == ["a:b/a", "a:b/b"])
  }

  @Test func renamesTypesThatAreIncluded() throws {
    let package = try resolvePackages(main: [
      source(
        """
        package a:b;
        world a { resource r { m: func(); } import f: func(x: r) -> option<r>; }
        world b { include a with { r as s } }
        """)
    ]).main
    let world = try #require(package.worlds.last)
    #expect(world.imports.map(\.name.description) == ["s", "f", "[method]s.m"])
    guard case .function(let function)? = world.imports.dropFirst().first?.kind else {
      Issue.record("no function")
      return
    }
    #expect(function.type.witText == "func(x: s) -> option<s>")
    #expect(function.type.parameters.first?.type.shape == .own(ResourceType("s")))
  }

  @Test func keepsGatedItemsOnlyWithTheirFeature() throws {
    let text = "package a:b; interface i { @unstable(feature = fancy) f: func(); g: func(); }"
    func names(_ features: FeatureSelection) throws -> [String] {
      try resolvePackages(main: [source(text)], features: features).main.interfaces.flatMap { $0.functions.map(\.name) }
    }
    #expect(try names(.stable) == ["g"])
    #expect(try names(FeatureSelection(["fancy"])) == ["f", "g"])
    #expect(try names(.all) == ["f", "g"])
  }

  @Test func namesTheOtherVersionsOfAnUnknownPackage() {
    do {
      _ = try resolvePackages(
        main: [source("package a:b; world w { import c:d/e@1.0.0; }")],
        dependencies: [[source("package c:d@1.0.1; interface e {}", "d")]])
      Issue.record("accepted")
    } catch {
      #expect(error.diagnostics.first?.code == .witUnknownPackage)
      #expect(error.diagnostics.first?.notes.map(\.text) == ["there is c:d@1.0.1"])
    }
  }

  @Test func pointsToTheFirstDefinitionInAnotherFile() {
    do {
      _ = try resolvePackages(main: [source("package a:b;\n\ninterface i {}", "one"), source("interface i {}", "two")])
      Issue.record("accepted")
    } catch {
      #expect(error.diagnostics.first?.notes.map(\.text) == ["first defined here: one:3"])
    }
  }

  @Test func refusesBytesThatAreNoUTF8() {
    #expect(throws: WITError.self) { try WITSource(name: "t", bytes: [0x61, 0xFF]) }
    do {
      _ = try WITSource(name: "t", bytes: [0x61, 0xC3, 0xA9, 0xFF])
    } catch {
      #expect(error.problems.map(\.kind) == [.invalidUTF8(offset: 3)])
      #expect(error.diagnostics.first?.exitCode == 3)
    }
  }

  @Test func refusesNothingAsAPackage() {
    #expect(throws: WITError.self) { try resolvePackages(main: []) }
    #expect(problems("") == [.noPackageDeclaration])
  }

  @Test func tellsMalformedFromInvalid() {
    do {
      _ = try resolvePackages(main: [source("package a:b; interface i {")])
    } catch {
      #expect(error.diagnostics.map(\.exitCode) == [3])
    }
    do {
      _ = try resolvePackages(main: [source("package a:b; interface i { type t = u; }")])
    } catch {
      #expect(error.diagnostics.map(\.exitCode) == [1])
    }
  }

  @Test func readsNamesAsTheGrammarHasThem() {
    for name in ["a", "a-b", "XML", "parse-XML-2", "a1-2b"] { #expect(isLabel(Array(name.utf8)[...]), "\(name)") }
    for name in ["", "-", "a-", "-a", "a--b", "1a", "aB", "Ab", "a_b", "é"] {
      #expect(!isLabel(Array(name.utf8)[...]), "\(name)")
    }
  }

  @Test func survivesMutations() {
    let texts = [
      "package a:b@1.0.0; use c:d/e; package c:d { interface e { type t = u8; } } @since(version = 1.0.0) interface i { use e.{t as u}; record r { a: list<u, 3> } "
        + "resource s { constructor(x: u8) -> result<s>; f: static async func(); } g: func(x: borrow<s>) -> map<u8, r>; }",
      "package a:b; world w { include x with { a as b } @external-id(\"\\u{41}\") import n: interface { f: func(); } "
        + "export k: func(); import p: q; type t = u8; resource r { f: func(t: t) -> r; } } world x { import a: func(); import q; } interface q {} package c:d { world z {} }",
    ]
    let pieces = [
      "{", "}", "(", ")", "<", ">", ";", ":", ",", ".", "@", "/", "*", "/*", "*/", "//", "\"", "%", "-", "->", "_", "=",
      "use", "include", "with", "type", "interface", "world", "package", "a", "9", "1.0.0", "é", "\u{202e}", "\\", "\0",
    ]
    var generator = SplitMix(state: 7)
    var accepted = 0
    for round in 0..<6_000 {
      var bytes = Array(texts[round % texts.count].utf8)
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: at)
        case 1: bytes.insert(contentsOf: pieces.randomElement(using: &generator)?.utf8.map { $0 } ?? [], at: at)
        case 2: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1..<20, using: &generator)))
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      do {
        let source = try WITSource(name: "m", bytes: bytes)
        let resolved = try resolvePackages(main: [source], features: .all)
        let text = WITPrinter().print(resolved)
        let again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all)
        let isSame = again.main == resolved.main
        #expect(isSame, "\(String(decoding: bytes, as: UTF8.self))\n\(text)")
        accepted += 1
      } catch {
        // A word for everything: wording must not crash either.
        #expect(!error.diagnostics.isEmpty)
        if error.problems.first?.source?.name == "printed" {
          Issue.record(
            "printed text is refused: \(error.diagnostics.map(\.message)) \(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
    print("6000 mutations: \(accepted) accepted and printed alike")
  }
}

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
