import Glibc

/// `Package.swift` as a table of floors, and the sources by room, read as text.
struct House {
  let root: String
  /// The floor of every room.
  private(set) var floors: [String: Int] = [:]
  /// What `Package.swift` lets each room import.
  private(set) var dependencies: [String: [String]] = [:]

  init() throws {
    let file = #filePath
    root = file.firstRange(of: "/Tests/").map { String(file[..<$0.lowerBound]) } ?? "."
    let manifest = try Self.text(of: "\(root)/Package.swift")
    for floor in manifest.matches(of: /let floor(\d+): \[Target\] = \[(.*?)\n\]\n/.dotMatchesNewlines()) {
      guard let number = Int(floor.1) else { continue }
      // A target begins with `room("Name"` or `name: "Name"`; what is quoted after that, up to the next, it may import.
      for target in floor.2.matches(
        of: /(?:room\(\s*|name:\s*)"([\w-]+)"(.*?)(?=room\(|\.target\(|executableTarget\(|\.systemLibrary\(|\z)/.dotMatchesNewlines())
      {
        let name = String(target.1)
        floors[name] = number
        dependencies[name] = target.2.matches(of: /"(\w+)"/).map { String($0.1) }
      }
    }
  }

  /// The modules that a room's files import, each with the file.
  func imports(of room: String) throws -> [(file: String, module: String)] {
    try Self.sources(under: "\(root)/Sources/\(room)").flatMap { path in
      try Self.text(of: path).matches(of: /(?m)^\s*(?:@\w+ )?(?:\w+ )?import (?:\w+ )?(\w+)/).map {
        (String(path.dropFirst(root.count + 1)), String($0.1))
      }
    }
  }

  static func text(of path: String) throws -> String {
    guard let file = fopen(path, "rb") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func entries(_ folder: String) throws -> [String] {
    guard let directory = opendir(folder) else { throw Unreadable(path: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The Swift files of a folder and the folders in it.
  static func sources(under folder: String) throws -> [String] {
    try entries(folder).flatMap { name in
      let path = "\(folder)/\(name)"
      var status = stat()
      guard stat(path, &status) == 0 else { return [String]() }
      if status.st_mode & S_IFMT == S_IFDIR { return try sources(under: path) }
      return name.hasSuffix(".swift") ? [path] : []
    }
  }

  struct Unreadable: Error { var path: String }
}
