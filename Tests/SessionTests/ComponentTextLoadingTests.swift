import ComponentTypes
import Diagnostics
import Testing
import WIT

@testable import Session

/// Components that are written as text are loaded as their binaries would be.
@Suite struct ComponentTextLoadingTests {
  private static let fixtures: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Fixtures"
  }()
  private static let folder = "\(fixtures)/ComponentText"

  @Test func loadsAPackageInText() throws {
    let session = Session()
    try session.load(path: "\(Self.folder)/tools.wat")
    #expect(session.packages.map(\.name.description).contains("maker:tools@1.0.0"))
    #expect(session.instanceSummaries().isEmpty)
    #expect(try FileInspection.validate("\(Self.folder)/tools.wat", features: .usual) == .package)
  }

  @Test func readsTheSameFromTextAndBinary() throws {
    let folder = "\(Self.fixtures)/ComponentWIT"
    let text = try FileInspection.witArenas(of: "\(folder)/older.wat", features: .usual)
    #expect(try text == FileInspection.witArenas(of: "\(folder)/older.wasm", features: .usual))
    #expect(
      try FileInspection.witText(of: "\(folder)/older.wat", features: .usual)
        == FileInspection.witText(of: "\(folder)/older.wasm", features: .usual))
  }

  @Test func aDirectoryMayDependOnPackagesInText() throws {
    let text = try FileInspection.witText(of: "\(Self.folder)/workshop", features: .usual)
    #expect(text.contains("import maker:tools/hammering@1.0.0;"))
    #expect(text.contains("hit: func(nails: list<tuple<string, u8>>) -> result<u32, string>;"))
    #expect(text.contains("What hammers do."))
  }

  @Test func aDependencyInTextThatIsNoPackageIsRefused() throws {
    let error = #expect(throws: SessionError.self) {
      try FileInspection.witText(of: "\(Self.folder)/wrong", features: .usual)
    }
    #expect(error?.diagnostics.map(\.code.description) == ["W0008"])
  }

  @Test func aChangedDependencyInTextIsSeen() {
    #expect(FileStamps(of: "\(Self.folder)/workshop").names(differingFrom: FileStamps(of: "/nowhere")).count == 2)
  }
}
