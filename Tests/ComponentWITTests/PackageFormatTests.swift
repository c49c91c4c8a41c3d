import ComponentBinary
import ComponentTypes
import Diagnostics
import Glibc
import Testing
import WIT

@testable import ComponentWIT

/// WIT packages in binary form, beside the texts that they were made of.
@Suite struct PackageFormatTests {
  @Test(arguments: ["library", "older", "vendor/deps/trade"])
  func readsAPackageAsItsTextHasIt(_ name: String) throws {
    let decoded = try decodeWIT(of: decodeComponent(Fixture.bytes("\(name).wasm")))
    #expect(decoded.isPackage)
    let text = Fixture.text("\(name == "vendor/deps/trade" ? "trade" : name).wit")
    let resolved = try resolvePackages(main: [WITSource(name: name, text: text)], features: .all)
    let isSame = decoded.packages.main == resolved.main
    #expect(isSame, "\(WITPrinter().print(decoded.packages))")
  }

  @Test(arguments: ["library", "older"])
  func whatItReadsPrintsAndReadsBack(_ name: String) throws {
    let decoded = try decodeWIT(of: decodeComponent(Fixture.bytes("\(name).wasm"))).packages
    let text = WITPrinter().print(decoded)
    let again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all)
    let isSame = again.main == decoded.main && Set(again.packages) == Set(decoded.packages)
    #expect(isSame, "\(text)")
  }

  @Test func knowsOfOtherPackagesWhatTheFileHas() throws {
    let decoded = try decodeWIT(of: decodeComponent(Fixture.bytes("library.wasm"))).packages
    let other = try #require(decoded.packages.first { $0.name.namespace == "paper" })
    #expect(other.interfaces.map(\.name.name) == ["prices"])
    #expect(other.interfaces.first?.types.map(\.name) == ["price"])
    #expect(other.interfaces.first?.functions.map(\.name) == ["unused"])
  }

  /// A handle goes by the name that it was written with, also where another name is an alias of it.
  @Test func tellsAResourceFromItsAlias() throws {
    let main = try decodeWIT(of: decodeComponent(Fixture.bytes("library.wasm"))).packages.main
    let books = try #require(main.interfaces.first { $0.name.name == "books" })
    let take = try #require(books.functions.first { $0.name == "take" })
    #expect(take.type.parameters.first?.type.typeText == "book")
    #expect(take.type.result?.typeText == "copy")
  }

  @Test func tellsAHandleFromAResourcesOtherName() throws {
    let decoded = try decodeWIT(of: decodeComponent(Fixture.bytes("handles.wasm"))).packages
    let text = Fixture.text("handles.wit")
    #expect(WITPrinter().print(decoded) == text)
    let resolved = try resolvePackages(main: [WITSource(name: "handles", text: text)])
    #expect(resolved.main == decoded.main)
    #expect(WITPrinter().print(resolved) == text)
  }

  /// An interface that is imported with less than it is exported with: what both have is made of the same nodes.
  @Test func anExportAddsToWhatAnImportHas() throws {
    let arenas = try decodeWIT(of: decodeComponent(Fixture.bytes("partial.wasm"))).arenas
    #expect(arenas.types.map { $0.name ?? "" } == ["", "less", "", "more", "again"])
    let lists = arenas.types.compactMap { type -> Int? in
      guard case .record(let fields) = type.kind, case .node(let list) = fields.first?.type else { return nil }
      return list
    }
    #expect(lists == [0, 2, 0])
  }

  /// An imported instance that is exported under another name has the same resources, which WIT says by `use`.
  @Test func anInterfaceThatIsPassedOnUsesTheResourcesOfTheFirst() throws {
    let decoded = try decodeWIT(of: decodeComponent(Fixture.bytes("passed-on.wasm"))).packages
    let text = WITPrinter().print(decoded)
    #expect(text.contains("use tests:office/tickets.{ticket};"), "\(text)")
    let again = try resolvePackages(main: [WITSource(name: "printed", text: text)])
    #expect(WITPrinter().print(again) == text)
  }

  @Test func onlyTypesExportsAndCustomSectionsMayBeAPackage() throws {
    let package = Fixture.bytes("library.wasm")
    #expect(mayBeWITPackage(package))
    #expect(!mayBeWITPackage(Array(package.prefix(8))))
    #expect(!mayBeWITPackage(Array(package.dropLast())))
    #expect(!mayBeWITPackage(Fixture.bytes("../ComponentBinary/adder.wasm")))
    #expect(!mayBeWITPackage([]))
  }

  // MARK: Documentation

  /// `library.wasm` with another `package-docs` section in the place of its own, which is renamed.
  private func library(withMetadata sections: [[UInt8]]) throws -> Component {
    var bytes = Fixture.bytes("library.wasm")
    let name = Array("package-docs".utf8)
    let start = try #require(bytes.indices.dropLast(12).first { bytes[$0..<$0 + 12].elementsEqual(name) })
    bytes[start] = UInt8(ascii: "P")
    for section in sections {
      let contents = [UInt8(name.count)] + name + section
      bytes += [0, UInt8(contents.count)] + contents
    }
    return try decodeComponent(bytes)
  }

  @Test func withoutTheSectionThereIsNoDocumentation() throws {
    let main = try decodeWIT(of: library(withMetadata: [])).packages.main
    #expect(main.documentation == nil)
    #expect(main.interfaces.allSatisfy { $0.documentation == nil && $0.stability == nil })
  }

  @Test func readsTheOlderVersionOfTheSection() throws {
    let section = [0] + Array(#"{"docs":"A\né\ud83d\ude00","interfaces":{"books":{"funcs":{"find":"F"}}}}"#.utf8)
    let main = try decodeWIT(of: library(withMetadata: [section])).packages.main
    #expect(main.documentation == "A\n\u{E9}\u{1F600}")
    #expect(main.interfaces.first?.functions.first { $0.name == "find" }?.documentation == "F")
  }

  @Test(arguments: [
    ([2, 0x7B, 0x7D], ComponentWITError.Kind.unknownMetadataVersion(2)), ([], .unknownMetadataVersion(nil)),
    ([1, 0x7B], .malformedMetadata), ([1], .malformedMetadata),
    ([1] + Array(repeating: 0x5B, count: 100), .malformedMetadata),
  ])
  func refusesASectionThatItCannotRead(_ section: [UInt8], _ kind: ComponentWITError.Kind) throws {
    let component = try library(withMetadata: [section])
    let error = #expect(throws: ComponentWITError.self) { try decodeWIT(of: component) }
    #expect(error?.kind == kind)
    #expect(error?.diagnostics.first?.exitCode == 3)
  }

  @Test func refusesTwoSections() throws {
    let component = try library(withMetadata: [[1, 0x7B, 0x7D], [1, 0x7B, 0x7D]])
    #expect(throws: ComponentWITError.self) { try decodeWIT(of: component) }
  }

  // MARK: Slices

  @Test func aWholePackageTakesThePlaceOfItsSlices() throws {
    let library = try decodeWIT(of: decodeComponent(Fixture.bytes("library.wasm")))
    let trade = try decodeWIT(of: decodeComponent(Fixture.bytes("vendor/deps/trade.wasm")))
    for decoded in [[library, trade], [trade, library]] {
      var slices = PackageSlices()
      for package in decoded { slices.add(package) }
      let packages = slices.packages(besides: [])
      #expect(Set(packages.map(\.name.name)) == ["library", "trade"])
      let whole = packages.first { $0.name.name == "trade" }
      #expect(whole?.interfaces.first?.functions.map(\.name).contains("double") == true)
      #expect(slices.packages(besides: [trade.packages.main.name]).map(\.name.name) == ["library"])
    }
  }
}

/// The files of `Tests/Fixtures/ComponentWIT`.
enum Fixture {
  static func bytes(_ name: String) -> [UInt8] {
    let parts = #filePath.split(separator: "/").dropLast(2)
    guard let file = fopen("/" + parts.joined(separator: "/") + "/Fixtures/ComponentWIT/" + name, "rb") else {
      return []
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return bytes
  }

  static func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
}
