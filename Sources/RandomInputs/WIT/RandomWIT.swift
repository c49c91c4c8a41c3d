/// Makes valid WIT packages of everything that WIT.md has.
///
/// Everything is made after what it names, and written in any order.
///
/// Source: WIT.md.
package struct RandomWIT {
  let options: RandomWITOptions
  var random: SplitMix64
  var packages: [MadePackage] = []
  var interfaces: [MadeInterface] = []
  var worlds: [MadeWorld] = []
  var files: [MadeFile] = []
  /// The file that is being written to.
  var file = 0
  /// Names given so far, so that plain names of worlds never meet.
  var nameCount = 0

  package init(seed: UInt64, options: RandomWITOptions = RandomWITOptions()) {
    random = SplitMix64(seed: seed)
    self.options = options
  }

  /// Makes packages; every call makes others.
  package mutating func make() -> RandomPackages {
    packages = []
    interfaces = []
    worlds = []
    files = []
    nameCount = 0
    let count = 1 + random.below(options.packages)
    var items = options.items
    for package in 0..<count {
      packages.append(makePackage())
      let here = package == count - 1 ? items : random.below(items + 1)
      items -= here
      fill(package, items: here)
    }
    return texts(main: count - 1)
  }

  private mutating func makePackage() -> MadePackage {
    var version: String?
    if random.chance(60) { version = makeVersion() }
    // The same name in another version, now and then.
    if let version, let earlier = random.pick(packages), random.chance(20),
      !packages.contains(where: { $0.path == earlier.path && $0.version == version })
    {
      return MadePackage(path: earlier.path, version: version)
    }
    return MadePackage(path: "\(freshName()):\(freshName())", version: version)
  }

  /// A version that any gate's version is at most.
  private mutating func makeVersion() -> String {
    var version = "\(1 + random.below(3)).\(1 + random.below(4)).\(random.below(30))"
    if random.chance(15) { version += random.pick(["-rc.1", "-alpha-2", "-0.x"]) ?? "" }
    if random.chance(10) { version += random.pick(["+build.5", "+0a1b"]) ?? "" }
    return version
  }

  private mutating func fill(_ package: Int, items: Int) {
    let firstFile = files.count
    for _ in 0...(options.isOneFile ? 0 : random.below(3)) { files.append(MadeFile(package: package)) }
    for _ in 0..<items {
      file = firstFile + random.below(files.count - firstFile)
      let text = random.chance(60) ? makeInterface(in: package) : makeWorld(in: package)
      files[file].items.append(text)
    }
  }

  // MARK: Files

  /// Puts the packages into files: nested ones into the main package's, others into their own.
  private mutating func texts(main: Int) -> RandomPackages {
    var mainFiles: [String] = []
    var dependencies: [[String]] = []
    var nested: [String] = []
    for package in packages.indices {
      let own = files.filter { $0.package == package }
      if package == main {
        mainFiles = separateFiles(package, own)
      } else if options.isOneFile || random.chance(50) {
        nested.append(nestedPackage(package, own))
      } else {
        dependencies.append(separateFiles(package, own))
      }
    }
    for text in nested {
      let index = random.below(mainFiles.count)
      if index < mainFiles.count { mainFiles[index] += text }
    }
    return RandomPackages(main: mainFiles, dependencies: dependencies)
  }

  private mutating func separateFiles(_ package: Int, _ files: [MadeFile]) -> [String] {
    let headed = random.below(files.count)
    return files.indices.map { index in
      var text = ""
      if index == headed || random.chance(50) {
        // One file's documentation is the package's.
        text += (index == headed ? documentation() : "") + head(package) + ";\n"
      }
      return text + body(files[index])
    }
  }

  private mutating func nestedPackage(_ package: Int, _ files: [MadeFile]) -> String {
    var merged = MadeFile(package: package)
    for file in files {
      merged.uses += file.uses
      merged.items += file.items
    }
    return documentation() + head(package) + gap() + "{\n" + body(merged) + "}\n"
  }

  private mutating func head(_ package: Int) -> String {
    "package \(packages[package].path)" + (packages[package].version.map { "@\($0)" } ?? "")
  }

  private mutating func body(_ file: MadeFile) -> String {
    (file.uses + file.items).shuffled(using: &random).joined()
  }

  // MARK: Words

  /// What stands between two words.
  mutating func gap() -> String {
    guard options.hasComments, random.chance(6) else { return random.chance(90) ? " " : "\n  " }
    return random.pick([" // comment\n", " /* comment */ ", "/* a /* nested */ one */", "\t", "\r\n", " //\n"]) ?? " "
  }

  /// A name that was not given before; now and then one with a needless `%`.
  mutating func freshName() -> String {
    nameCount += 1
    let word = random.pick(Self.words) ?? "a"
    let name = random.chance(10) ? "\(word.uppercased())-N\(nameCount)" : "\(word)-n\(nameCount)"
    return random.chance(5) ? "%\(name)" : name
  }

  /// Different names for the members of one declaration; they may be keywords.
  mutating func memberNames(_ count: Int) -> [String] {
    var names: [String] = []
    for index in 0..<count {
      if index < 3, random.chance(20), let keyword = random.pick(Self.keywords), !names.contains("%\(keyword)") {
        names.append("%\(keyword)")
      } else {
        names.append("\(random.pick(Self.words) ?? "a")\(index)")
      }
    }
    return names
  }

  /// Documentation, mostly none.
  mutating func documentation() -> String {
    guard random.chance(25) else { return "" }
    var lines: [String] = []
    for _ in 0...random.below(3) {
      var words: [String] = []
      for _ in 0..<random.below(5) { words.append(random.pick(Self.documentationWords) ?? "") }
      lines.append(String(repeating: " ", count: random.below(4)) + words.joined(separator: " "))
    }
    return random.chance(70)
      ? lines.map { "///\($0)\n" }.joined()
      // Block comments nest.
      : "/** \(lines.joined(separator: random.chance(50) ? "\n" : "\n   * ").split(separator: "/*").joined()) */\n"
  }

  private static let words = ["a", "x", "point", "http", "counter", "read-only", "is", "b", "id", "u", "result-of"]
  static let keywords = [
    "record", "type", "func", "list", "string", "u8", "interface", "world", "use", "from", "static", "async", "own",
    "map", "option", "result", "with", "include", "package", "import", "enum", "flags", "resource", "constructor",
  ]
  private static let documentationWords = [
    "a", "the", "`code`", "{brace}", "/* not a comment", "\"quoted\"", "\u{E9}t\u{E9}", "\u{1F600}", "100%", "//", "*",
    "@since", "\\",
  ]
}
