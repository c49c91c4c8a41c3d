import ComponentTypes
import Testing
import WIT

@testable import Session

/// WIT packages in binary form are loaded as their texts would be.
@Suite struct BinaryPackageTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Fixtures/ComponentWIT"
  }()

  @Test func loadsAPackageInBinaryForm() throws {
    let session = Session()
    try session.load(path: "\(Self.folder)/library.wasm")
    let names = session.packages.map(\.name.description)
    #expect(names.contains("shelf:library@1.2.0"))
    #expect(session.instanceSummaries().isEmpty)
  }

  @Test func aDirectoryMayDependOnPackagesInBinaryForm() throws {
    let text = try FileInspection.witText(of: "\(Self.folder)/vendor", features: .usual)
    #expect(text.contains("package corner:shop;"))
    #expect(text.contains("export shelf:library/readers@1.2.0;"))
    // Of what is there whole and as a slice the whole counts.
    #expect(text.contains("double: func(price: price) -> price;"))
    let arenas = try FileInspection.witArenas(of: "\(Self.folder)/vendor", features: .usual)
    #expect(Set(arenas.packages.map(\.name.name)) == ["trade", "library", "shop"])
  }

  @Test func theArenasOfABinaryPackageAreItsOwn() throws {
    let arenas = try FileInspection.witArenas(of: "\(Self.folder)/library.wasm", features: .usual)
    #expect(arenas.packages.map(\.name.name) == ["trade", "library"])
    let library = try #require(arenas.packages.last)
    #expect(library.worlds.map(\.name) == ["house", "empty"])
    #expect(library.documentation == "A library's shelves.")
  }

  @Test func validatesAPackageInBinaryForm() throws {
    #expect(try FileInspection.validate("\(Self.folder)/library.wasm", features: .usual) == .package)
  }
}
