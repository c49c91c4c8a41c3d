#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading files and directories; the session's only way to them.
enum FileSystem {
  /// What a path leads to.
  enum Kind: Hashable, Sendable {
    /// A file, with its size in bytes.
    case file(size: Int)
    case directory
    /// A pipe or a device, whose size is not known.
    case stream
  }

  /// The largest file that is read, in bytes.
  static let sizeLimit = 512 << 20

  /// Where a path leads that may be relative to a folder; errors name it as it was given.
  static func located(_ path: String, in directory: String?) -> String {
    guard let directory, !path.hasPrefix("/") else { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  /// What the path leads to.
  static func kind(of path: String, in directory: String? = nil) throws(SessionError) -> Kind {
    guard !path.utf8.contains(0) else { throw SessionError(.cannotRead(path, reason: "its name holds a zero byte")) }
    var status = stat()
    guard stat(located(path, in: directory), &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw SessionError(.noSuchFile(path)) }
      throw SessionError(.cannotRead(path, reason: reason(errno)))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFREG: return .file(size: Int(status.st_size))
    default: return .stream
    }
  }

  /// The whole file; `-` is standard input.
  static func read(_ path: String, in directory: String? = nil) throws(SessionError) -> [UInt8] {
    if path == "-" { return try readAll(descriptor: 0, path: path, expected: 0) }
    var expected = 0
    switch try kind(of: path, in: directory) {
    case .directory: throw SessionError(.cannotRead(path, reason: "it is a directory"))
    case .file(let size):
      guard size <= sizeLimit else { throw SessionError(.tooLarge(path, size: size, limit: sizeLimit)) }
      expected = size
    case .stream: break
    }
    let descriptor = try opened(path, in: directory)
    defer { close(descriptor) }
    return try readAll(descriptor: descriptor, path: path, expected: expected)
  }

  /// Opens a file for reading while the body runs; not a directory.
  static func withDescriptor<Value>(of path: String, _ body: (Int32) -> Value) throws(SessionError) -> Value {
    if case .directory = try kind(of: path) { throw SessionError(.cannotRead(path, reason: "it is a directory")) }
    let descriptor = try opened(path)
    defer { close(descriptor) }
    return body(descriptor)
  }

  private static func opened(_ path: String, in directory: String? = nil) throws(SessionError) -> Int32 {
    let descriptor = open(located(path, in: directory), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SessionError(.cannotRead(path, reason: reason(errno))) }
    return descriptor
  }

  /// Reads until the end, never more than the limit.
  private static func readAll(descriptor: Int32, path: String, expected: Int) throws(SessionError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end of a file that kept its size is seen without growing.
    var chunk = min(max(expected + 1, 1 << 16), sizeLimit + 1)
    while true {
      var count = 0
      var failure: Int32 = 0
      let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, initialized in
        // SAFETY: `read` writes at most `chunk` bytes, the buffer's capacity, and says how many it wrote.
        repeat { count = systemRead(descriptor, buffer.baseAddress, chunk) } while count < 0 && errno == EINTR
        failure = errno
        initialized = max(0, count)
      }
      if count < 0 { throw SessionError(.cannotRead(path, reason: reason(failure))) }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      if bytes.count > sizeLimit { throw SessionError(.tooLarge(path, size: nil, limit: sizeLimit)) }
      chunk = 1 << 16
    }
  }

  /// The names in a directory, sorted, without `.` and `..`; of more than `limit` any so many.
  static func list(
    _ path: String, in directory: String? = nil, limit: Int = .max
  ) throws(SessionError) -> [String] {
    guard let stream = opendir(located(path, in: directory)) else {
      throw SessionError(.cannotRead(path, reason: reason(errno)))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(stream) {
      // SAFETY: `d_name` holds a C string that ends within the entry; it is copied before the next `readdir`.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Puts bytes in a file's place in one step: whoever reads it meanwhile sees the old or the new.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SessionError) {
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SessionError(.cannotWrite(path, reason: reason(errno))) }
    var written = 0
    var failure: Int32 = 0
    while written < bytes.count, failure == 0 {
      // SAFETY: the range stays inside the array's buffer while the call runs.
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      if count >= 0 { written += count } else if errno != EINTR { failure = errno }
    }
    // The file keeps its own permissions.
    var status = stat()
    if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw SessionError(.cannotWrite(path, reason: reason(failure)))
    }
  }

  /// A path without links and detours; one that leads nowhere as it is, its folder so where that is there.
  static func canonical(_ path: String) -> String {
    // SAFETY: `realpath` returns a C string of its own, which is copied and given back.
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return canonical(String(path[..<slash])) + path[slash...]
  }

  /// What the system says of an error number.
  static func reason(_ number: Int32) -> String {
    // SAFETY: `strerror` returns a C string that stays until the next call; it is copied here.
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}

/// The system's `read`, which `FileSystem.read` would hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
