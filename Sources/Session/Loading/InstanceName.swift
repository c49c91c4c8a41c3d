/// Names of instances: kebab words, so that they can stand before a dot in the input language.
enum InstanceName {
  /// Words that mean something else in the input language.
  private static let reserved: Set<String> = [
    "it", "true", "false", "none", "some", "ok", "err", "inf", "nan", "min", "max", "as", "help", "quit",
    "bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64", "char", "string",
    "list", "tuple", "option", "result", "map",
  ]

  /// Whether a user may choose the name.
  static func isValid(_ name: String) -> Bool {
    guard !reserved.contains(name), name.utf8.count <= 100 else { return false }
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = words.first?.utf8.first, !(48...57).contains(first) else { return false }
    return words.allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
  }

  /// The name that a file's instance gets: the file's name without directories and extension, made a name.
  static func derived(from path: String) -> String {
    let file = path == "-" ? "stdin" : path.split(separator: "/").last.map(String.init) ?? "instance"
    let stem = file.lastIndex(of: ".").map { $0 == file.startIndex ? file[...] : file[..<$0] } ?? file[...]
    var words = stem.split { character in
      guard let ascii = character.asciiValue else { return true }
      return !((48...57).contains(ascii) || (65...90).contains(ascii) || (97...122).contains(ascii))
    }.map(String.init)
    if let first = words.first?.utf8.first, (48...57).contains(first) { words.insert("file", at: 0) }
    let name = String(words.joined(separator: "-").lowercased().prefix(60))
    let trimmed = name.hasSuffix("-") ? String(name.dropLast()) : name
    if trimmed.isEmpty { return "instance" }
    return isValid(trimmed) ? trimmed : trimmed + "-instance"
  }
}
