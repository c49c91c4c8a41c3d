#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the file system says of the files of a path that was loaded, without reading them: enough to see that one changed.
struct FileStamps: Hashable, Sendable {
  /// One file's identity, size in bytes, and time of its last change in nanoseconds.
  struct Stamp: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    var modified: Int64
  }

  /// The most files that are looked at.
  static let limit = 4_096

  /// By path; a path that leads nowhere has none.
  private var stamps: [String: Stamp] = [:]
  /// Whether the path is a directory, whose files are told by name.
  private var isDirectory = false

  /// Of a file its own; of a directory those of the `.wit` files in it, in `deps/`, and in the directories of that, and of
  /// the packages in binary form or component text in `deps/`.
  init(of path: String) {
    guard path != "-", let (stamp, kind) = Self.stamp(path) else { return }
    guard kind == .directory else {
      stamps[path] = stamp
      return
    }
    isDirectory = true
    addFiles(in: path)
    let deps = path.hasSuffix("/") ? path + "deps" : path + "/deps"
    guard Self.stamp(deps)?.kind == .directory else { return }
    addFiles(in: deps)
    addFiles(in: deps, endingIn: ".wasm")
    addFiles(in: deps, endingIn: ".wat")
    for name in ((try? FileSystem.list(deps)) ?? []).prefix(Self.limit) where !name.hasSuffix(".wit") {
      addFiles(in: deps + "/" + name)
    }
  }

  var isEmpty: Bool { stamps.isEmpty }

  /// Whether a file was written so recently that whoever writes it may not be done, or is empty.
  func wasWritten(within time: Int64) -> Bool {
    var now = timespec()
    guard clock_gettime(CLOCK_REALTIME, &now) == 0 else { return false }
    let nanoseconds = Self.nanoseconds(now)
    return stamps.values.contains { stamp in
      let (age, overflow) = nanoseconds.subtractingReportingOverflow(stamp.modified)
      return stamp.size == 0 || (!overflow && (0..<time).contains(age))
    }
  }

  /// The files of a directory that are not as they were, at most eight; none for a file.
  func names(differingFrom earlier: FileStamps) -> [String] {
    guard isDirectory || earlier.isDirectory else { return [] }
    let names = Set(stamps.keys).union(earlier.stamps.keys).filter { stamps[$0] != earlier.stamps[$0] }
    return Array(names.sorted().prefix(8))
  }

  private mutating func addFiles(in directory: String, endingIn suffix: String = ".wit") {
    guard let names = try? FileSystem.list(directory) else { return }
    for name in names where name.hasSuffix(suffix) && stamps.count < Self.limit {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      if let (stamp, kind) = Self.stamp(path), kind != .directory { stamps[path] = stamp }
    }
  }

  private enum Kind { case directory, other }

  private static func stamp(_ path: String) -> (stamp: Stamp, kind: Kind)? {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    let stamp = Stamp(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino),
      size: Int64(status.st_size), modified: nanoseconds(modified))
    return (stamp, status.st_mode & S_IFMT == S_IFDIR ? .directory : .other)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    // Wraps for times beyond the year 2262, which only has to tell two times apart.
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
