import WAVE

/// Files and directories as candidates.
enum FileCandidates {
  /// The most entries of a directory that are read.
  static let maximumEntries = 20_000
  /// The most entries that are shown; whether each is a directory is asked of the system.
  private static let maximumShown = 500
  /// What `:load` can read.
  private static let loadable = [".wasm", ".wat", ".wit"]

  /// The entries that a path could go on with; hidden ones only where the dot was typed.
  /// - Parameter wantsLoadable: only directories and what `:load` reads, if there is any such.
  static func completion(of words: ArgumentWords, at cursor: Int, wants wantsLoadable: Bool) -> InputCompletion? {
    let path = words.current
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let typed = String(path.dropFirst(directory.count))
    guard let names = try? FileSystem.list(directory.isEmpty ? "." : directory, limit: maximumEntries) else {
      return nil
    }
    var fitting = names.filter { name in
      name.hasPrefix(typed) && (typed.hasPrefix(".") || !name.hasPrefix(".")) && isTypeable(name)
    }
    fitting = Array(fitting.prefix(maximumShown))
    var entries: [(name: String, isDirectory: Bool)] = []
    for name in fitting {
      guard let kind = try? FileSystem.kind(of: directory + name) else { continue }
      entries.append((name, kind == .directory))
    }
    if wantsLoadable {
      let chosen = entries.filter { entry in entry.isDirectory || loadable.contains { entry.name.hasSuffix($0) } }
      if !chosen.isEmpty { entries = chosen }
    }
    let candidates = entries.map { entry in
      let name = entry.name + (entry.isDirectory ? "/" : "")
      return InputCandidate(
        .path, quoted(directory + name, isOpen: entry.isDirectory), label: name,
        detail: "")
    }
    return InputCompletion(words.start..<cursor, candidates)
  }

  /// Whether a name can be written as a word of a command.
  private static func isTypeable(_ name: String) -> Bool {
    !name.contains("\"") && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{FFFD}" }
  }

  /// A path in quotes where it holds blanks; a directory's are left open.
  private static func quoted(_ path: String, isOpen: Bool) -> String {
    guard path.utf8.contains(where: CommandArguments.isBlank) else { return path }
    return "\"" + path + (isOpen ? "" : "\"")
  }
}
