import Glibc
import Testing

@testable import WIT

/// The shared conformance data, where the environment says it is.
enum SharedData {
  static var path: String? {
    getenv("WITSCOPE_SHARED").map { String(cString: $0) }
  }

  /// The path of a folder in the shared data; nil, with a word, where there is none.
  static func folder(_ name: String) -> String? {
    guard let path else {
      print("skipped: WITSCOPE_SHARED is not set")
      return nil
    }
    return path + "/" + name
  }
}

/// Just enough of the file system for tests.
enum Files {
  static func names(in directory: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func bytes(_ path: String) -> [UInt8]? {
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

  static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }

  /// The WIT files of a directory.
  static func sources(in directory: String) throws(WITError) -> [WITSource] {
    var sources: [WITSource] = []
    for name in names(in: directory) where name.hasSuffix(".wit") && !isDirectory(directory + "/" + name) {
      sources.append(try WITSource(name: directory + "/" + name, bytes: bytes(directory + "/" + name) ?? []))
    }
    return sources
  }

  /// Loads a file or a directory as `resolvePackages` asks loaders to.
  static func resolve(_ path: String, features: FeatureSelection = .stable) throws(WITError) -> ResolvedPackages {
    let (main, dependencies) = try sources(at: path)
    return try resolvePackages(main: main, dependencies: dependencies, features: features)
  }

  /// The same, to arenas.
  static func arenas(_ path: String, features: FeatureSelection = .stable) throws(WITError) -> PackageArenas {
    let (main, dependencies) = try sources(at: path)
    return try resolveArenas(main: main, dependencies: dependencies, features: features)
  }

  /// The main package's files and those of each dependency.
  static func sources(
    at path: String
  ) throws(WITError) -> (main: [WITSource], dependencies: [[WITSource]]) {
    guard isDirectory(path) else { return ([try WITSource(name: path, bytes: bytes(path) ?? [])], []) }
    var dependencies: [[WITSource]] = []
    for name in names(in: path + "/deps") {
      let dependency = path + "/deps/" + name
      if isDirectory(dependency) {
        let sources = try sources(in: dependency)
        if !sources.isEmpty { dependencies.append(sources) }
      } else if name.hasSuffix(".wit") {
        dependencies.append([try WITSource(name: dependency, bytes: bytes(dependency) ?? [])])
      }
    }
    return (try sources(in: path), dependencies)
  }
}
