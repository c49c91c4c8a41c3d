import ComponentTypes
import Diagnostics
import Glibc
import Testing

@testable import WIT

/// Files dropped in `Tests/Fixtures/WIT`: what is in `printed` is read and printed, what is in `refused` is refused,
/// both as the file of the same name ending in `.expected` says. `WITSCOPE_RECORD=1` writes these anew.
@Suite struct FixtureTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Fixtures/WIT"
  }()

  private func compare(_ text: String, with path: String) {
    if getenv("WITSCOPE_RECORD") != nil { Files.write(text, to: path) }
    let expected = Files.text(path) ?? "(no such file)"
    if text != expected { print("--- \(path)\n\(text)---") }
    #expect(text == expected)
  }

  @Test(arguments: ["overflow", "everything"])
  func printsAsExpectedAndReadsItBack(_ name: String) throws {
    let path = Self.folder + "/printed/" + name
    let resolved = try Files.resolve(path + ".wit")
    let text = WITPrinter().print(resolved)
    compare(text, with: path + ".expected")
    let again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all)
    #expect(again.main == resolved.main)
    #expect(WITPrinter().print(again) == text)
  }

  @Test func everyPrintedFixtureIsTested() {
    let names = Files.names(in: Self.folder + "/printed").filter { $0.hasSuffix(".wit") }
    #expect(names == ["everything.wit", "overflow.wit"])
  }

  /// Each `arenas/*.wit` resolves to the tree in the `.json` beside it: the same indices, and members in its order.
  @Test func resolvesToTheArenasOfTheFixtures() throws {
    let folder = Self.folder + "/arenas/"
    let names = Files.names(in: folder).filter { $0.hasSuffix(".wit") }
    #expect(names == ["packages.wit", "types.wit", "worlds.wit"])
    for name in names {
      let expected = try #require(JSONReader.read(Files.text(folder + name.dropLast(4) + ".json") ?? ""))
      let isSame = try Files.arenas(folder + name).tree == expected
      #expect(isSame, "\(name)")
    }
  }

  /// What a feature brings stands where the text has it, also in the order of types.
  @Test func arenasHoldWhatAFeatureBrings() throws {
    let path = Self.folder + "/arenas/packages.wit"
    let (without, with) = (try Files.arenas(path), try Files.arenas(path, features: FeatureSelection(["fancy"])))
    #expect(without.interfaces.map(\.name) == ["tools", "tools", "things", "stable"])
    #expect(with.interfaces.map(\.name) == ["tools", "tools", "things", "stable", "unsteady"])
    #expect(with.interfaces[3].functions.map(\.name) == ["keep", "fancy", "[method]glitter.shine"])
    #expect(without.interfaces[3].functions.map(\.name) == ["keep"])
    let isEveryOwnerThere = with.types.allSatisfy { ($0.name == nil) == ($0.owner == nil) }
    #expect(isEveryOwnerThere)
  }

  /// `option<u8>` stands first in a type whose feature is off; the function that stays still has it.
  @Test func keepsATypeWithoutANameThatAGateWouldDrop() throws {
    let text = """
      package a:b;
      interface i {
        @unstable(feature = off)
        type dropped = list<option<u8>>;
        stays: func(a: option<u8>);
        @unstable(feature = off)
        goes: func(a: list<char>);
      }
      """
    let arenas = try resolveArenas(main: [WITSource(name: "test", text: text)])
    #expect(arenas.interfaces[0].functions.map(\.name) == ["stays"])
    #expect(arenas.interfaces[0].functions[0].parameters[0].type == .node(0))
    #expect(arenas.types[0].kind == .option(.primitive("u8")) && arenas.types[0].stability == nil)
  }

  /// Each world includes the one before it, and with it a copy of a type of many fields.
  @Test func boundsWhatIncludesCopy() {
    var text = "package a:b;\nworld w0 { flags f { \((0..<20_000).map { "flag-n\($0)" }.joined(separator: ", ")) } }\n"
    for index in 1...100 { text += "world w\(index) { include w\(index - 1); }\n" }
    // Not errors in the expectations: their failure would print the whole text.
    let main = [WITSource(name: "test", text: text)]
    let isResolved = (try? resolvePackages(main: main)) != nil
    #expect(isResolved)
    let hasArenas = (try? resolveArenas(main: main)) != nil
    #expect(!hasArenas)
  }

  /// The packages that come with the program.
  @Test func readsTheRepositorysOwnPackages() throws {
    let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/wit"
    let names = Files.names(in: folder).filter { Files.isDirectory(folder + "/" + $0) }
    #expect(names.contains("arithmetic-overflow"))
    for name in names {
      let resolved = try Files.resolve(folder + "/" + name)
      let text = WITPrinter().print(resolved)
      #expect(try resolvePackages(main: [WITSource(name: "printed", text: text)]).main == resolved.main, "\(name)")
    }
  }

  @Test func refusesAsExpected() throws {
    let names = Files.names(in: Self.folder + "/refused").filter { $0.hasSuffix(".wit") }
    #expect(!names.isEmpty)
    for name in names {
      let base = Self.folder + "/refused/" + name.dropLast(4)
      let source = WITSource(name: name, text: Files.text(base + ".wit") ?? "")
      var text = ""
      do {
        _ = try resolvePackages(main: [source])
        text = "accepted\n"
      } catch {
        for diagnostic in error.diagnostics { text += describe(diagnostic) }
      }
      compare(text, with: base + ".expected")
    }
  }

  /// A diagnostic in plain lines: code and message, then each label and note.
  private func describe(_ diagnostic: Diagnostic) -> String {
    var text = "\(diagnostic.code) \(diagnostic.failure): \(diagnostic.message)\n"
    if case .text(let source, let labels) = diagnostic.location {
      let bytes = Array(source.text.utf8)
      for label in labels {
        let before = bytes[..<label.span.start]
        let line = before.count { $0 == 10 } + 1
        let column = label.span.start - (before.lastIndex(of: 10) ?? -1)
        let marked = String(decoding: bytes[label.span.start..<label.span.end], as: UTF8.self)
        text += "  \(line):\(column) [\(marked)] \(label.text)\n"
      }
    }
    for note in diagnostic.notes { text += "  = \(note.kind.rawValue): \(note.text)\n" }
    return text
  }
}
