import Foundation
import NativeComponents
import Testing
import WIT

/// The WIT in the program is that of the folder `wit`.
///
/// With `WITSCOPE_RECORD=1` in the environment the test writes the Swift file anew instead of comparing.
@Suite struct EmbeddedWITTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let packages: [(constant: String, name: String, files: [String])] = [
    ("arithmeticOverflow", "arithmetic:overflow", ["arithmetic-overflow/world.wit"]),
    (
      "integers", "witscope:integers",
      ["world", "overflowing", "wrapping", "checked", "saturating"].map { "integers/\($0).wit" }
    ),
  ]

  private static func text(of file: String) throws -> String {
    try String(contentsOf: root.appending(path: "wit/\(file)"), encoding: .utf8)
  }

  @Test func theProgramHoldsTheFilesOfTheFolder() throws {
    if ProcessInfo.processInfo.environment["WITSCOPE_RECORD"] == "1" {
      try Self.record()
      return
    }
    for (package, embedded) in zip(Self.packages, [EmbeddedWIT.arithmeticOverflow, EmbeddedWIT.integers]) {
      #expect(embedded.map(\.name) == package.files.map { "wit/\($0)" })
      for (file, source) in zip(package.files, embedded) {
        let isEqual = try source.text == Self.text(of: file)
        #expect(isEqual, "run this test with WITSCOPE_RECORD=1: wit/\(file) changed")
      }
      let folder = Self.root.appending(path: "wit/\(package.files[0])").deletingLastPathComponent()
      let present = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".wit") }
      #expect(present.count == package.files.count)
    }
  }

  private static func record() throws {
    var text = """
      package import WIT

      // Written by EmbeddedWITTests from the folder `wit`; change the files there.

      /// The WIT of the native components, embedded in the program.
      package enum EmbeddedWIT {

      """
    for (index, package) in packages.enumerated() {
      if index > 0 { text += "\n" }
      text += "  /// The files of `\(package.name)`.\n  package static let \(package.constant): [WITSource] = [\n"
      for file in package.files {
        text += "    WITSource(\n      name: \"wit/\(file)\",\n      text: #\"\"\"\n"
        for line in try Self.text(of: file).split(separator: "\n", omittingEmptySubsequences: false) {
          text += line.isEmpty ? "\n" : "        \(line)\n"
        }
        text += "        \"\"\"#)\(package.files.count > 1 ? "," : "")\n"
      }
      text += "  ]\n"
    }
    text += "}\n"
    try text.write(
      to: root.appending(path: "Sources/NativeComponents/Embedded/EmbeddedWIT.swift"), atomically: true, encoding: .utf8
    )
  }
}
