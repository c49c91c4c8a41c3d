import Glibc

/// A directory of its own that goes away with it.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array("/tmp/linerepl-XXXXXX\0".utf8.map { CChar(bitPattern: $0) })
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit {
    let removal = contents(of: path)
    for path in removal.reversed() { remove(path) }
    remove(path)
  }

  /// Everything in it, parents first.
  private func contents(of directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var paths: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      paths.append(directory + "/" + name)
      if entry.pointee.d_type == UInt8(DT_DIR) { paths += contents(of: directory + "/" + name) }
    }
    return paths
  }

  func write(_ bytes: [UInt8], to name: String) {
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
  }

  func open(_ name: String, _ flags: Int32 = O_RDONLY) -> Int32 { Glibc.open(path + "/" + name, flags, 0o644) }

  func read(_ name: String) -> [UInt8] {
    let descriptor = open(name)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = Glibc.read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk.prefix(count) }
    return bytes
  }

  /// The names in a folder, without those that begin with a dot.
  static func entries(of folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw NoSuchFolder(path: folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  struct NoSuchFolder: Error { var path: String }

  /// A file's bytes; none where it cannot be read.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk.prefix(count) }
    return bytes
  }

  /// Writes a file anew.
  static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    defer { fclose(file) }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
