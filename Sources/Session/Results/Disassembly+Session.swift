import ComponentRuntime
import CoreModule
package import CoreTypes

/// The instructions around a place in an instance's code.
package struct InstructionListing: Hashable, Sendable {
  /// One instruction.
  package struct Line: Hashable, Sendable {
    /// The file offset of its first byte.
    package var offset: Int
    /// How many blocks it stands in.
    package var depth: Int
    /// The instruction as the text format writes it.
    package var text: String
    /// Whether it is the instruction at the place.
    package var isEvent: Bool

    package init(offset: Int, depth: Int, text: String, isEvent: Bool) {
      self.offset = offset
      self.depth = depth
      self.text = text
      self.isEvent = isEvent
    }
  }

  /// The function's index, name and type, such as `func 3 "add" (param i32 i32) (result i32)`.
  package var heading: String
  package var lines: [Line]

  package init(heading: String, lines: [Line]) {
    self.heading = heading
    self.lines = lines
  }
}

extension Session {
  /// The instructions around a place that the watch saw in an instance.
  ///
  /// Nothing is made or run for it: an instance that was reset since then has no code to look at.
  /// - Parameters:
  ///   - lines: at most so many; the place is in their middle unless its function begins or ends near it.
  /// - Returns: nil where the instance, or its code at that offset, is not there.
  package func disassembly(
    around location: CodeLocation, ofInstance name: String, lines: Int
  ) -> InstructionListing? {
    guard let module = instances[name]?.liveInstance?.coreModule(atFileOffset: location.offset),
      let function = module.function(atByteOffset: location.offset),
      let found = module.disassembly(
        ofFunction: function, around: location.offset, lineCount: min(max(1, lines), 10_000))
    else { return nil }
    return InstructionListing(
      heading: found.heading,
      lines: found.lines.map {
        .init(offset: $0.offset, depth: $0.depth, text: $0.text, isEvent: $0.offset == location.offset)
      })
  }
}
