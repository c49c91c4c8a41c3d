import Glibc

/// The built program, beside the test bundle.
enum Program {
  /// nil where the tests run from somewhere else.
  static let path: String? = {
    guard let bundle = CommandLine.arguments.first, let slash = bundle.lastIndex(of: "/") else { return nil }
    guard let path = realpath(bundle[..<slash] + "/witscope", nil) else { return nil }
    defer { free(path) }
    return access(path, X_OK) == 0 ? String(cString: path) : nil
  }()

  /// The folder of the fixtures.
  static let fixtures = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fixtures"

  /// What a shell command prints on standard output, and its exit code.
  static func shell(_ command: String) -> (output: String, exitCode: Int32) {
    guard let pipe = popen(command, "r") else { return ("", -1) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 { bytes += chunk[0..<count] }
    let status = pclose(pipe)
    return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
  }

  /// The number in an environment variable.
  static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}

/// A folder of its own for a test's files, gone afterwards.
final class ScratchFolder {
  let path: String

  init() { path = String(Program.shell("mktemp -d /tmp/witscope-tests.XXXXXX").output.prefix { $0 != "\n" }) }

  deinit { if path.hasPrefix("/tmp/witscope-tests.") { _ = Program.shell("rm -r \(path)") } }
}
