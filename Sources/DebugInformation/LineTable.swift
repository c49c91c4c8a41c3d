package import CoreModule
package import CoreTypes

/// The source lines of a module's code, from the DWARF line programs that its compiler left in custom sections.
///
/// Source: DWARF 5, section 6.2 ("Line Number Information"); in a module, addresses count from the first byte of the code
/// section's contents.
package struct LineTable: Sendable {
  /// Code that lies together: addresses, and which rows are its own.
  private struct Stretch {
    var start: UInt32
    var end: UInt32
    var rows: Range<Int>
    /// The number that its unit gives its first file, and where that one stands in `files`.
    var firstFile: UInt32
    var files: Range<Int>
  }

  private let bytes: [UInt8]
  private let code: Range<Int>
  private var rows: [LineProgram.Row] = []
  private var files: [LineProgramHeader.File] = []
  /// By ascending address.
  private var stretches: [Stretch] = []

  /// More rows than this are left unread: 16 bytes each.
  private static let maximumRows = 4_000_000
  /// Longer paths are cut.
  private static let maximumPathBytes = 4_096

  /// Reads a module's line programs. What is malformed is left out: it never makes a module invalid.
  package init(_ module: Module) {
    bytes = module.bytes
    code = module.codeSection ?? 0..<0
    guard var section = Self.section(".debug_line", of: module) else { return }
    let strings = LineProgramHeader.Strings(
      plain: Self.section(".debug_str", of: module), line: Self.section(".debug_line_str", of: module))
    while !section.isAtEnd, rows.count < Self.maximumRows {
      guard let short = section.fixed(4) else { break }
      // The largest number says that the length follows in 8 bytes, as all offsets of the unit.
      let isLong = short == 0xFFFF_FFFF
      guard let length = isLong ? section.fixed(8) : short, var unit = section.slice(length) else { break }
      read(&unit, offsetSize: isLong ? 8 : 4, strings)
    }
    stretches.sort { $0.start < $1.start }
  }

  /// Whether no line is known.
  package var isEmpty: Bool { stretches.isEmpty }

  /// The line that the instruction at a file offset came from; nil where that is not known.
  package func sourceLine(atByteOffset offset: Int) -> SourceLine? {
    guard code.contains(offset), let address = UInt32(exactly: offset - code.lowerBound) else { return nil }
    let after = stretches.partitioningIndex { $0.start > address }
    guard after > 0, address < stretches[after - 1].end else { return nil }
    let stretch = stretches[after - 1]
    let own = rows[stretch.rows]
    let next = own.partitioningIndex { $0.address > address }
    guard next > own.startIndex else { return nil }
    let row = own[next - 1]
    guard row.line > 0, let file = path(row.file, in: stretch) else { return nil }
    return SourceLine(file: file, line: Int(row.line), column: row.column > 0 ? Int(row.column) : nil)
  }

  private mutating func read(
    _ unit: inout DebugSection, offsetSize: Int, _ strings: LineProgramHeader.Strings
  ) {
    guard let header = LineProgramHeader(&unit, offsetSize: offsetSize, strings) else { return }
    let firstFile = files.count
    files += header.files
    var program = LineProgram(header)
    program.run(&unit) { sequence in
      keep(sequence, files: firstFile..<files.count, from: header.firstFile)
      return rows.count < Self.maximumRows
    }
  }

  /// Keeps a sequence of code that is still there: what a linker removed has an address that no body can have, the section's
  /// first byte or one past its end.
  private mutating func keep(_ sequence: LineProgram.Sequence, files: Range<Int>, from first: UInt64) {
    guard let start = sequence.rows.first?.address, start > 0, start < sequence.end, sequence.end <= code.count else {
      return
    }
    let begin = rows.count
    rows += sequence.rows
    stretches.append(
      Stretch(
        start: start, end: sequence.end, rows: begin..<rows.count, firstFile: UInt32(clamping: first), files: files))
  }

  private func path(_ number: UInt32, in stretch: Stretch) -> String? {
    guard number >= stretch.firstFile, Int(number - stretch.firstFile) < stretch.files.count else { return nil }
    let file = files[stretch.files.lowerBound + Int(number - stretch.firstFile)]
    let name = text(file.name)
    guard !name.isEmpty else { return nil }
    guard let directory = file.directory, !directory.isEmpty, !name.hasPrefix("/") else { return name }
    return text(directory) + "/" + name
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].prefix(Self.maximumPathBytes), as: UTF8.self)
  }

  private static func section(_ name: String, of module: Module) -> DebugSection? {
    module.customSections.first { $0.name == name }.map { DebugSection(module.bytes, in: $0.range) }
  }
}

extension RandomAccessCollection {
  /// The first index whose element answers true, where all that answer false come before it.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isBehind(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
