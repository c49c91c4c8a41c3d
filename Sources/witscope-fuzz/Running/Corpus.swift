import Glibc

/// The inputs to begin with: the files of some folders.
struct Corpus {
  private var files: [(path: String, bytes: [UInt8])] = []

  init(of folders: [String]) {
    var pending = folders
    while let folder = pending.popLast() {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          })
      }
      for name in names.sorted() where !name.hasPrefix(".") {
        let path = "\(folder)/\(name)"
        var status = stat()
        guard stat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          pending.append(path)
        } else if let bytes = Self.bytes(of: path) {
          files.append((path, bytes))
        }
      }
    }
  }

  /// The files whose names end so.
  func files(named suffix: String) -> [[UInt8]] { files.filter { $0.path.hasSuffix(suffix) }.map(\.bytes) }

  static func bytes(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return bytes
  }
}
