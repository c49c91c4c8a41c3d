extension Module {
  /// The instructions of a defined function around a file offset; nil for an imported function or if there is none.
  ///
  /// The function is read from its beginning, since instructions have no fixed length, but only the lines around are kept
  /// and written as text: a function of a megabyte is no slower than it takes to read.
  ///
  /// - Parameters:
  ///   - offset: of the instruction in the middle; the one that holds it.
  ///   - lineCount: at most so many lines.
  package func disassembly(
    ofFunction index: UInt32, around offset: Int, lineCount: Int
  ) -> Disassembly? {
    guard let body = body(ofFunction: index) else { return nil }
    let before = max(0, lineCount / 2)
    var reader = InstructionReader(bytes, in: body.code, features: features)
    // A ring of the latest instructions with their depths.
    var kept: [(instruction: Instruction, depth: Int)] = []
    var oldest = 0
    var isPast = false
    var behind = 0
    var depth = 0
    var fault: CoreModuleError?
    while !reader.isAtEnd, behind < max(0, lineCount - before - 1) || !isPast {
      do {
        let instruction = try reader.next()
        if instruction.opcode == .end || instruction.opcode == .else { depth = max(0, depth - 1) }
        let isBefore = reader.offset <= offset
        if isPast {
          behind += 1
          kept.append((instruction, depth))
        } else if isBefore, kept.count == before, before > 0 {
          kept[oldest] = (instruction, depth)
          oldest = (oldest + 1) % before
        } else if isBefore {
          if before > 0 { kept.append((instruction, depth)) }
        } else {
          kept = Array(kept[oldest...] + kept[..<oldest]) + [(instruction, depth)]
          isPast = true
        }
        switch instruction.opcode {
        case .block, .loop, .if, .else, .tryTable: depth += 1
        default: break
        }
      } catch {
        fault = error
        break
      }
    }
    if !isPast { kept = Array(kept[oldest...] + kept[..<oldest]) }
    let lines = kept.map {
      Disassembly.Line(offset: $0.instruction.offset, depth: $0.depth, text: $0.instruction.text(in: bytes))
    }
    return Disassembly(heading: heading(ofFunction: index), locals: body.locals, lines: lines, error: fault)
  }
}
