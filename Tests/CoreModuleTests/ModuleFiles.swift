import Glibc

@testable import CoreModule

/// Where the tests find modules that are not in the repository.
enum ModuleFiles {
  /// The shared data's folder; nil where the variable WITSCOPE_SHARED is unset.
  static let shared = environment("WITSCOPE_SHARED")

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A file's bytes; nil if it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The paths of a folder's `.wasm` files.
  static func modules(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".wasm") { paths.append(folder + "/" + name) }
    }
    return paths.sorted()
  }

  /// Where the core modules stand in a file: the whole file, or those embedded in a component at any depth.
  static func moduleRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.count >= 8, bytes[6] == 1 else { return [0..<bytes.count] }
    var ranges: [Range<Int>] = []
    var components = [0..<bytes.count]
    while let component = components.popLast() {
      var reader = ByteReader(bytes, in: component.dropFirst(8).startIndex..<component.upperBound)
      while let id = try? reader.readByte(), let size = try? reader.readU32(), let body = try? reader.slice(Int(size)) {
        if id == 1 { ranges.append(body.start..<body.end) }
        if id == 4 { components.append(body.start..<body.end) }
      }
    }
    return ranges
  }

  /// The shared folder's components and modules with their modules' ranges, none above a size in bytes.
  static func sharedModules(upTo limit: Int = 1 << 22) -> [(name: String, bytes: [UInt8], range: Range<Int>)] {
    guard let shared else { return [] }
    var found: [(String, [UInt8], Range<Int>)] = []
    for path in modules(in: shared + "/components") + modules(in: shared + "/bench-modules") {
      guard let bytes = read(path), bytes.count <= limit else { continue }
      for range in moduleRanges(bytes) { found.append((String(path.split(separator: "/").last ?? ""), bytes, range)) }
    }
    return found
  }
}
