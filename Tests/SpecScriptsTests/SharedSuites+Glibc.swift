import Glibc

/// The suites in the shared data.
enum SharedSuites {
  /// The folder of all; nil, and said, where the shared data is not there.
  static let root: String? = {
    guard let shared = environment("WITSCOPE_SHARED") else {
      print("skipped: WITSCOPE_SHARED does not say where the suites are")
      return nil
    }
    return shared + "/conformance"
  }()

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The scripts in a folder and the folders in it, by their paths from it.
  static func scripts(under folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(".wast") {
        found.append(name)
      } else {
        found += scripts(under: "\(folder)/\(name)").map { "\(name)/\($0)" }
      }
    }
    return found.sorted()
  }

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return bytes
  }
}
