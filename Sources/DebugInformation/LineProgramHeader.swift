/// What stands before a unit's line program.
///
/// Source: DWARF 5, section 6.2.4 ("The Line Number Program Header").
struct LineProgramHeader {
  /// A source file: where its name stands in the module's file, and its directory's.
  struct File: Sendable {
    var name: Range<Int>
    var directory: Range<Int>?
  }

  let minimumInstructionLength: UInt64
  let maximumOperations: UInt64
  let lineBase: Int64
  let lineRange: UInt64
  /// The first special opcode.
  let opcodeBase: UInt8
  /// How many operands each standard opcode has, from opcode 1 on.
  let operandCounts: [UInt8]
  let files: [File]
  /// The number that the program gives the first file: 1 up to version 4, then 0.
  let firstFile: UInt64

  /// Strings that a header may refer to.
  struct Strings {
    var plain: DebugSection?
    var line: DebugSection?
  }

  /// Reads a header, and leaves `unit` at the program's first opcode; nil where it is malformed or of a version that is
  /// not known.
  init?(_ unit: inout DebugSection, offsetSize: Int, _ strings: Strings) {
    guard let version = unit.fixed(2), (2...5).contains(version) else { return nil }
    if version == 5 { guard unit.skip(2) else { return nil } }
    guard let length = unit.fixed(offsetSize), var header = unit.slice(length),
      let minimumInstructionLength = header.byte(),
      let maximumOperations = version >= 4 ? header.byte() : 1, header.skip(1),
      let lineBase = header.byte(), let lineRange = header.byte(), let opcodeBase = header.byte(),
      lineRange > 0, opcodeBase > 0
    else { return nil }
    var operandCounts: [UInt8] = []
    for _ in 1..<max(1, opcodeBase) {
      guard let count = header.byte() else { return nil }
      operandCounts.append(count)
    }
    self.minimumInstructionLength = UInt64(minimumInstructionLength)
    self.maximumOperations = UInt64(max(1, maximumOperations))
    self.lineBase = Int64(Int8(bitPattern: lineBase))
    self.lineRange = UInt64(lineRange)
    self.opcodeBase = opcodeBase
    self.operandCounts = operandCounts
    firstFile = version >= 5 ? 0 : 1
    let files =
      version >= 5
      ? Self.describedFiles(&header, offsetSize: offsetSize, strings) : Self.plainFiles(&header)
    guard let files else { return nil }
    self.files = files
  }

  // MARK: - Up to version 4

  private static func plainFiles(_ header: inout DebugSection) -> [File]? {
    var directories: [Range<Int>] = []
    while true {
      guard let directory = header.string() else { return nil }
      if directory.isEmpty { break }
      directories.append(directory)
    }
    var files: [File] = []
    while true {
      guard let name = header.string() else { return nil }
      if name.isEmpty { return files }
      // The time of change and the length are of no use.
      guard let directory = header.unsigned(), header.unsigned() != nil, header.unsigned() != nil else { return nil }
      files.append(File(name: name, directory: entry(directory, of: directories, from: 1)))
    }
  }

  private static func entry(_ number: UInt64, of directories: [Range<Int>], from first: UInt64) -> Range<Int>? {
    guard number >= first, number - first < UInt64(directories.count) else { return nil }
    return directories[Int(number - first)]
  }

  // MARK: - Version 5

  /// What a field of an entry holds (`DW_LNCT`), and how it is written (`DW_FORM`).
  private struct Field {
    var content: UInt64
    var form: UInt64
  }

  private static let pathContent: UInt64 = 1
  private static let directoryContent: UInt64 = 2

  private static func describedFiles(
    _ header: inout DebugSection, offsetSize: Int, _ strings: Strings
  ) -> [File]? {
    guard let directories = entries(&header, offsetSize: offsetSize, strings),
      let files = entries(&header, offsetSize: offsetSize, strings)
    else { return nil }
    let paths = directories.map { $0.name }
    return files.map { File(name: $0.name, directory: entry($0.directory, of: paths, from: 0)) }
  }

  private static func entries(
    _ header: inout DebugSection, offsetSize: Int, _ strings: Strings
  ) -> [(name: Range<Int>, directory: UInt64)]? {
    guard let fieldCount = header.byte() else { return nil }
    var fields: [Field] = []
    for _ in 0..<fieldCount {
      guard let content = header.unsigned(), let form = header.unsigned() else { return nil }
      fields.append(Field(content: content, form: form))
    }
    // Every field takes a byte at least, so that a count alone cannot make this long.
    guard let count = header.unsigned(), fieldCount > 0 || count == 0, count <= UInt64(header.remaining) else {
      return nil
    }
    var entries: [(name: Range<Int>, directory: UInt64)] = []
    for _ in 0..<count {
      var name: Range<Int> = 0..<0
      var directory: UInt64 = 0
      for field in fields {
        guard let value = value(field.form, &header, offsetSize: offsetSize, strings) else { return nil }
        switch (field.content, value) {
        case (pathContent, .string(let range)): name = range
        case (directoryContent, .number(let number)): directory = number
        default: break
        }
      }
      entries.append((name, directory))
    }
    return entries
  }

  private enum Value {
    case string(Range<Int>)
    case number(UInt64)
    case other
  }

  /// Source: DWARF 5, section 7.5.6 ("Form Encodings").
  private static func value(
    _ form: UInt64, _ header: inout DebugSection, offsetSize: Int, _ strings: Strings
  ) -> Value? {
    switch form {
    case 0x08: header.string().map { .string($0) }  // string
    case 0x0E: header.fixed(offsetSize).map { text($0, in: strings.plain) }  // strp
    case 0x1F: header.fixed(offsetSize).map { text($0, in: strings.line) }  // line_strp
    case 0x0B: header.fixed(1).map { .number($0) }  // data1
    case 0x05: header.fixed(2).map { .number($0) }  // data2
    case 0x06: header.fixed(4).map { .number($0) }  // data4
    case 0x07: header.fixed(8).map { .number($0) }  // data8
    case 0x0F: header.unsigned().map { .number($0) }  // udata
    case 0x1E: header.skip(16) ? .other : nil  // data16
    case 0x09: header.unsigned().flatMap { header.skip($0) ? .other : nil }  // block
    default: nil
    }
  }

  private static func text(_ distance: UInt64, in section: DebugSection?) -> Value {
    section?.string(at: distance).map { .string($0) } ?? .other
  }
}
